using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override Task<UpdateBatchResponse> UpdateBatch(UpdateBatchRequest request, ServerCallContext context)
    {
        var wanted = request.Batch ?? throw Refusal.Field("batch", "must be given");
        new RequestCheck().Write(request).BatchCode(request.Code, "batch.code")
            .Mask(request.UpdateMask, "title", "organisation_code", "track", "as_of", "authority", "certificate_prefix", "criteria", "rule_pack_code").Done();
        return ChangeAsync<UpdateBatchResponse>(request, context, async (batch, writes, ct) =>
        {
            var message = Wire.ToMessage(batch.In(BatchState.Draft));
            request.UpdateMask.CopyTo(wanted, message);
            new RequestCheck().Batch(message, "batch").Done();
            var next = Wire.ToRecord(message);
            if (next.OrganisationCode != batch.OrganisationCode)
            {
                var rows = await RowsAsync(context);
                rows.Coverage.Require(next.OrganisationCode);
                var view = organisations.Now;
                _ = view.Find(next.OrganisationCode) ?? throw Refusal.NotFound(Documents.Organisations.Name, next.OrganisationCode);
                view.RelyOn(writes, [next.OrganisationCode]);
            }
            return next;
        });
    }
}
