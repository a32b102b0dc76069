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
        var size = PageSize.Of(request.PageSize);
        var after = tokens.After(context, request, request.PageToken) is { } page ? long.Parse(page) : tokens.Reached(context, request.AfterChangeToken);

        var coverage = await scope.OfAsync(context);

        var reply = new ListChangesResponse();
        var documents = 0;
        await foreach (var entry in store.ReadJournalAsync(after, context.CancellationToken))
        {
            after = entry.Revision;
            if (await ForAsync(new(entry), coverage, context.CancellationToken) is not { } change)
            {
                continue;
            }
            change.ChangeToken = tokens.Change(context, entry.Revision);
            reply.Changes.Add(change);
            documents += change.Documents.Count;
            if (reply.Changes.Count == size || documents >= DocumentsAPage)
            {
                break;
            }
        }
        reply.NextPageToken = tokens.Page(context, request, after < store.Revision ? $"{after}" : null);
        return reply;
    }
}
