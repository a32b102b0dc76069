using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    public override Task<CastVotesResponse> CastVotes(CastVotesRequest request, ServerCallContext context)
    {
        new RequestCheck().Applications(request).Known(request.Choice, "choice").Done();
        return ChangeAsync<CastVotesResponse>(request, context, (c, _) =>
        {
            RequireTier(c);
            return new(c.Application.CastVote(
                c.Batch.In(BatchState.Reviewing), Caller.Of(context).PrincipalId, (Domain.Certification.Applications.VoteChoice)request.Choice, clock.GetUtcNow()));
        });
    }
}
