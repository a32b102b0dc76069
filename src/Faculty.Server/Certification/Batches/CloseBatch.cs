using Faculty.Server.Access;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using ApplicationState = Faculty.Domain.Certification.Applications.ApplicationState;
using Batch = Faculty.Domain.Certification.Batches.Batch;
using EndingCause = Faculty.Domain.Certification.Applications.EndingCause;

namespace Faculty.Server.Certification.Batches;

internal sealed partial class BatchService
{
    public override async Task<CloseBatchResponse> CloseBatch(CloseBatchRequest request, ServerCallContext context)
    {
        Check(request).Done();
        long? committed = null;
        var reply = await ChangeAsync<CloseBatchResponse>(request, context, CloseAsync, (_, commit) => committed = commit?.Revision);
        reply.DraftCount = await DraftsAsync(reply.Batch.BatchId, committed, context.CancellationToken);
        return reply;

        async Task<Batch> CloseAsync(Batch batch, WriteBatch writes, CancellationToken ct)
        {
            var closed = batch.Close();
            if (request.DropDrafts)
            {
                await Filings.RelyOnNoneAsync(store, batch.BatchId, writes, ct);
            }
            var applications = request.DropDrafts ? await BatchRows.ApplicationsAsync(store, batch.BatchId, ct) : [];
            foreach (var draft in applications.Where(a => a.Value.State == ApplicationState.Draft))
            {
                writes.Replace(Documents.Applications, draft, draft.Value.EndWithBatch(EndingCause.NotSubmitted, "", Caller.Of(context).PrincipalId, clock.GetUtcNow()));
            }
            return closed;
        }
    }

    /// <summary>The drafts that a batch had when it was closed, or has now: a repeat says the same. Nothing becomes a draft or is submitted afterwards.</summary>
    private async Task<int> DraftsAsync(string batchId, long? closed, CancellationToken ct)
    {
        var drafts = 0;
        foreach (var application in (await BatchRows.ApplicationsAsync(store, batchId, ct)).Where(a => a.Value.Submission is null))
        {
            var then = closed is { } revision ? await store.FindAtAsync(Documents.Applications, application.Id, revision, ct) : application;
            drafts += then?.Value is { State: ApplicationState.Draft } or { Ending.Cause: EndingCause.NotSubmitted } ? 1 : 0;
        }
        return drafts;
    }
}
