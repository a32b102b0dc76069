using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;

namespace Faculty.Server.Certification.Applications;

internal sealed partial class ApplicationService
{
    public override Task<ReturnApplicationResponse> ReturnApplication(ReturnApplicationRequest request, ServerCallContext context)
    {
        new RequestCheck().Application(request).Items(request.Items).Done();
        return ChangeAsync<ReturnApplicationResponse>(request, context, c =>
        {
            RequireTier(c);
            c.Batch.In(BatchState.Open, BatchState.Closed, BatchState.Reviewing);
            var returned = c.Application.ReturnFor([.. request.Items.Select(Wire.ToRecord)], Caller.Of(context).PrincipalId, clock.GetUtcNow());
            new RequestCheck().Subjects(request.Items, c.Application.Submission!).Done();
            return returned;
        });
    }

    /// <summary>Reviews, returns and ends only who covers the tier that has the application now.</summary>
    /// <exception cref="Refusal">PERMISSION_DENIED.</exception>
    private void RequireTier(Case c) =>
        c.Coverage.Require(ReviewPlaces.Of(ReviewPlaces.TierOf(c.Application), c.Application, c.Batch, organisations.Tree, clock.TodayInChina()));
}
