using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Journal;

internal sealed partial class ChangeService
{
    // A thousand watchers stand at the same place: what the first of them has read, the others send as well.
    private volatile Step? newest;

    public override async Task StreamChanges(StreamChangesRequest request, IServerStreamWriter<StreamChangesResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        await SendAsync(store.RequireReached(request.AfterChangeToken), async changes =>
            await responseStream.WriteAsync(new StreamChangesResponse { Changes = { changes } }, until.Token), until.Token);
    }

    /// <summary>Sends what lies after a revision up to now; returns the last revision sent.</summary>
    private async Task<long> SendAsync(long after, Func<IReadOnlyList<Change>, Task> send, CancellationToken ct)
    {
        while (newest is { } step && step.After == after)
        {
            await send(step.Changes);
            after = step.Until;
        }
        var start = after;
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
                (start, changes, documents) = (after, [], 0);
            }
        }
        if (changes.Count > 0)
        {
            newest = new(start, after, changes);
            await send(changes);
        }
        return after;
    }

    /// <summary>Changes as they are sent; nobody alters them any more.</summary>
    private sealed record Step(long After, long Until, IReadOnlyList<Change> Changes);
}
