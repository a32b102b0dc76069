using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override Task<CreateBatchResponse> CreateBatch(CreateBatchRequest request, ServerCallContext context)
    {
        var wanted = request.Batch ?? throw Refusal.Field("batch", "must be given");
        new RequestCheck().Write(request).Batch(wanted, "batch").Done();
        return write.RunAsync(request, context, DecideAsync, async (commit, ct) => new() { Batch = ToWire(await write.AsCommittedAsync(Documents.Batches, commit, ct)) });

        async Task<Func<Commit?, CreateBatchResponse>> DecideAsync(WriteBatch batch, CancellationToken ct)
        {
            var rows = await RowsAsync(context);
            rows.Coverage.Require(wanted.OrganisationCode);
            var view = organisations.Now;
            _ = view.Find(wanted.OrganisationCode) ?? throw Refusal.NotFound(Documents.Organisations.Name, wanted.OrganisationCode);
            // What only the server says is not taken from the request.
            var draft = Wire.ToRecord(wanted) with
            {
                BatchId = Ids.New(), State = BatchState.Draft, RuleVersion = "", PlaceRules = [], Panels = [], PublicityStart = null, PublicityLast = null, DecisionDocument = "", EffectiveDate = null,
                Cancellation = "",
            };
            view.RelyOn(batch, [draft.OrganisationCode]).Insert(Documents.Batches, draft.BatchId, draft);
            return commit => new() { Batch = ToWire(new(draft.BatchId, commit?.Revision ?? 0, draft)) };
        }
    }
}
