using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    public override Task<DeclareIneligibleResponse> DeclareIneligible(DeclareIneligibleRequest request, ServerCallContext context)
    {
        new RequestCheck().Application(request)
            .Require(
                request.Cause is EndingCause.Requirements or EndingCause.FalseEvidence or EndingCause.EthicsVeto or EndingCause.Erased, "cause",
                "must be REQUIREMENTS, FALSE_EVIDENCE, ETHICS_VETO or ERASED")
            .Words(request.Explanation, "explanation").Document(request.DocumentNumber, "document_number").Done();
        return ChangeAsync<DeclareIneligibleResponse>(request, context, async (c, ct) =>
        {
            RequireTier(c);
            if (request.Cause == EndingCause.Erased && !Documents.Teachers.Typed(await scope.Everyone.StandingAsync(c.Application.TeacherId, at: null, ct)).Value.Identity.Erased)
            {
                throw Refusal.Field("cause", "must be another: the applicant's identity is not erased");
            }
            return c.Application.DeclareIneligible(
                (Domain.Certification.Applications.EndingCause)request.Cause, request.Explanation, request.DocumentNumber, Caller.Of(context).PrincipalId, clock.GetUtcNow());
        });
    }
}
