using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Batch = Faculty.Domain.Certification.Batches.Batch;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override Task<OpenBatchResponse> OpenBatch(OpenBatchRequest request, ServerCallContext context)
    {
        Check(request).Done();
        return ChangeAsync<OpenBatchResponse>(request, context, async (batch, writes, ct) =>
        {
            await follower.CaughtUpAsync(store.Revision, ct);
            return batch.Open(Frozen(batch, writes));
        });
    }

    /// <summary>The version of the rules that holds at the organisation on the batch's day; the batch opens only while all packs are as seen here.</summary>
    private string Frozen(Batch batch, WriteBatch writes)
    {
        var (view, tree) = (rules.Now, organisations.Now);
        view.RelyOn(tree.RelyOn(writes, [batch.OrganisationCode]));
        var applied = view.Book.For([.. tree.Tree.Above(batch.OrganisationCode, new(batch.AsOf, batch.AsOf)).Select(a => a.Code)], batch.AsOf);
        return applied is not null && applied.Levels.Any(l => l.Track == batch.Track)
            ? applied.RuleVersion
            : throw new Refusal(ErrorReason.NoRules, "No rules hold at the organisation on the batch's day, or they know no level of its track.")
            {
                Metadata = [("organisation_code", batch.OrganisationCode), ("day", $"{batch.AsOf:O}"), ("track", $"{batch.Track}"), ("level", $"{RecognitionLevel.Unspecified}")],
            };
    }
}
