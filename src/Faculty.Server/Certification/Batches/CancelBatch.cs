using Faculty.Server.Access;
using Faculty.Server.Certification.Applications;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override Task<CancelBatchResponse> CancelBatch(CancelBatchRequest request, ServerCallContext context)
    {
        Check(request).Words(request.Explanation, "explanation").Done();
        var ended = 0;
        return ChangeAsync<CancelBatchResponse>(
            request,
            context,
            async (batch, writes, ct) =>
            {
                await Filings.RelyOnNoneAsync(store, batch.BatchId, writes, ct);
                var open = (await BatchRows.ApplicationsAsync(store, batch.BatchId, ct)).Where(a => !a.Value.IsOver).ToList();
                var (cancelled, withdrawn) = batch.Cancel(request.Explanation, open.Select(a => a.Value), Caller.Of(context).PrincipalId, clock.GetUtcNow());
                foreach (var (read, application) in open.Zip(withdrawn))
                {
                    writes.Replace(Documents.Applications, read, application);
                }
                ended = open.Count;
                return cancelled;
            },
            (reply, commit) => reply.WithdrawnCount = commit?.Documents.Count(d => d.Type == Documents.Applications.Name) ?? ended);
    }
}
