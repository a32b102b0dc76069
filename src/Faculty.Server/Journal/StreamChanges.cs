using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Journal;

internal sealed partial class ChangeService
{
    public override async Task StreamChanges(StreamChangesRequest request, IServerStreamWriter<StreamChangesResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        await SendAsync(store.RequireReached(request.AfterChangeToken), async changes =>
            await responseStream.WriteAsync(new StreamChangesResponse { Changes = { changes } }, until.Token), until.Token);
    }

    /// <summary>Sends what lies after a revision up to now; returns the last revision sent.</summary>
    private async Task<long> SendAsync(long after, Func<IReadOnlyList<Change>, Task> send, CancellationToken ct)
    {
        var changes = new List<Change>();
        var documents = 0;
        await foreach (var entry in store.ReadJournalAsync(after, ct))
        {
            changes.Add(ToWire(entry));
            documents += entry.Changes.Count;
            after = entry.Revision;
            if (changes.Count == MessageSize || documents >= MessageSize)
            {
                await send(changes);
                (changes, documents) = ([], 0);
            }
        }
        if (changes.Count > 0)
        {
            await send(changes);
        }
        return after;
    }
}
