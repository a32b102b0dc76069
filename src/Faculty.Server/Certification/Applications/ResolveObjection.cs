using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;
using ReviewRules = Faculty.Domain.Certification.Applications.ReviewRules;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    public override Task<ResolveObjectionResponse> ResolveObjection(ResolveObjectionRequest request, ServerCallContext context)
    {
        new RequestCheck().Application(request).Id(request.ObjectionId, "objection_id")
            .Require(request.Outcome is ObjectionState.Upheld or ObjectionState.Rejected, "outcome", "must be UPHELD or REJECTED")
            .Words(request.Finding, "finding").Document(request.DocumentNumber, "document_number").Done();
        return ChangeAsync<ResolveObjectionResponse>(request, context, c =>
        {
            RequireTier(c);
            ReviewRules.RequireNotApplicant(c.Batch, c.Application, Caller.Of(context).PrincipalId);
            c.Batch.In(BatchState.Publicity);
            return c.Application.Resolve(
                request.ObjectionId, (Domain.Certification.Applications.ObjectionState)request.Outcome, request.Finding, request.DocumentNumber, Caller.Of(context).PrincipalId, clock.GetUtcNow());
        });
    }
}
