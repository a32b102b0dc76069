using Faculty.Domain.Certification.Applications;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    public override Task<ReopenScoresResponse> ReopenScores(ReopenScoresRequest request, ServerCallContext context)
    {
        new RequestCheck().Application(request).Id(request.AccountId, "account_id").Words(request.Ground, "ground").Done();
        return ChangeAsync<ReopenScoresResponse>(request, context, c =>
        {
            RequireTier(c);
            ReviewRules.RequireNotApplicant(c.Batch, c.Application, Caller.Of(context).PrincipalId);
            c.Batch.In(BatchState.Reviewing);
            return c.Application.ReopenScores(request.AccountId, request.Ground);
        });
    }
}
