using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override Task<OpenBatchResponse> OpenBatch(OpenBatchRequest request, ServerCallContext context)
    {
        Check(request).Done();
        return ChangeAsync<OpenBatchResponse>(request, context, async (batch, writes, ct) =>
        {
            await follower.CaughtUpAsync(store.Revision, ct);
            var (view, places) = (rules.Now, organisations.Now);
            view.RelyOn(places.RelyOn(writes));
            return batch.RulesOf(view.Book, places.Tree) is { } applied && applied.Levels.Any(l => l.Track == batch.Track)
                ? batch.Open(applied, view.Book, places.Tree)
                : throw new Refusal(ErrorReason.NoRules, "No rules hold at the organisation on the batch's day, or they know no level of its track.")
                {
                    Metadata = [("organisation_code", batch.OrganisationCode), ("day", $"{batch.AsOf:O}"), ("track", $"{batch.Track}"), ("level", $"{RecognitionLevel.Unspecified}")],
                };
        });
    }
}
