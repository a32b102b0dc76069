using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    public override Task<GiveScoresResponse> GiveScores(GiveScoresRequest request, ServerCallContext context)
    {
        new RequestCheck().Application(request).Require(request.Scores.Count is >= 1 and <= 50, "scores", "must be 1 to 50, one for each criterion").Done();
        return ChangeAsync<GiveScoresResponse>(request, context, c =>
        {
            RequireTier(c);
            return c.Application.GiveScores(c.Batch.In(BatchState.Reviewing), Caller.Of(context).PrincipalId, [.. request.Scores.Select(Wire.ToRecord)], clock.GetUtcNow());
        });
    }
}
