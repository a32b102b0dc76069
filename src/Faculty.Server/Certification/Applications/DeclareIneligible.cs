using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    public override Task<DeclareIneligibleResponse> DeclareIneligible(DeclareIneligibleRequest request, ServerCallContext context)
    {
        new RequestCheck().Application(request)
            .Require(request.Cause is EndingCause.Requirements or EndingCause.FalseEvidence or EndingCause.EthicsVeto, "cause", "must be REQUIREMENTS, FALSE_EVIDENCE or ETHICS_VETO")
            .Words(request.Explanation, "explanation").Document(request.DocumentNumber, "document_number").Done();
        return ChangeAsync<DeclareIneligibleResponse>(request, context, c =>
        {
            RequireTier(c);
            return c.Application.DeclareIneligible(
                (Domain.Certification.Applications.EndingCause)request.Cause, request.Explanation, request.DocumentNumber, Caller.Of(context).PrincipalId, clock.GetUtcNow());
        });
    }
}
