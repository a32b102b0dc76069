using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Journal;

internal sealed partial class ChangeService
{
    public override async Task<ListChangesResponse> ListChanges(ListChangesRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var size = request.PageSize == 0 ? 50 : request.PageSize;
        var after = Tokens.After(request, request.PageToken) is { } page ? long.Parse(page) : store.RequireReached(request.AfterChangeToken);

        var reply = new ListChangesResponse();
        await foreach (var entry in store.ReadJournalAsync(after, context.CancellationToken))
        {
            reply.Changes.Add(ToWire(entry));
            if (reply.Changes.Count == size)
            {
                break;
            }
        }
        var last = reply.Changes.Count == 0 ? after : reply.Changes[^1].Revision;
        reply.NextPageToken = Tokens.Page(request, last < store.Revision ? $"{last}" : null);
        return reply;
    }
}
