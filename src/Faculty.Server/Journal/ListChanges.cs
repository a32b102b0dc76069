using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Journal;

internal sealed partial class ChangeService
{
    // Entries of an import name hundreds of documents each: some 60 bytes a document, and clients take 4 MB.
    private const int DocumentsAPage = 10_000;

    public override async Task<ListChangesResponse> ListChanges(ListChangesRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var size = request.PageSize == 0 ? 50 : request.PageSize;
        var after = Tokens.After(request, request.PageToken) is { } page ? long.Parse(page) : store.RequireReached(request.AfterChangeToken);

        var reply = new ListChangesResponse();
        var documents = 0;
        await foreach (var entry in store.ReadJournalAsync(after, context.CancellationToken))
        {
            reply.Changes.Add(ToWire(entry));
            documents += entry.Changes.Count;
            if (reply.Changes.Count == size || documents >= DocumentsAPage)
            {
                break;
            }
        }
        var last = reply.Changes.Count == 0 ? after : reply.Changes[^1].Revision;
        reply.NextPageToken = Tokens.Page(request, last < store.Revision ? $"{last}" : null);
        return reply;
    }
}
