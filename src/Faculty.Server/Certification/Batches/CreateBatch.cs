using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    private const int MostNamed = 20;

    public override async Task<CreateBatchResponse> CreateBatch(CreateBatchRequest request, ServerCallContext context)
    {
        var wanted = request.Batch ?? throw Refusal.Field("batch", "must be given");
        new RequestCheck().Write(request).Batch(wanted, "batch").Done();
        var reply = await write.RunAsync<CreateBatchResponse>(request, context, DecideAsync, async (commit, ct) => new() { Batch = ToWire(await write.AsCommittedAsync(Documents.Batches, commit, ct)) });
        reply.SamePrefixCodes.Add(await SamePrefixAsync(reply.Batch, context));
        return reply;

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

    /// <summary>Other batches whose certificates are numbered in the same row, of those that the caller sees.</summary>
    private async Task<IReadOnlyList<string>> SamePrefixAsync(V1.Batch made, ServerCallContext context) =>
    [
        .. (await SelectAsync("", V1.BatchState.Unspecified, context))
            .Where(b => b.Code != made.Code && b.Authority == made.Authority && b.CertificatePrefix == made.CertificatePrefix).Select(b => b.Code).Take(MostNamed),
    ];
}
