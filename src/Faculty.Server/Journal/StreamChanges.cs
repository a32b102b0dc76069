using Faculty.Server.Access;
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
        var coverage = await scope.OfAsync(context);
        await SendAsync(context, coverage, tokens.Reached(context, request.AfterChangeToken), async changes =>
            await responseStream.WriteAsync(new StreamChangesResponse { Changes = { changes } }, until.Token), until.Token);
    }

    /// <summary>Sends what lies after a revision up to now, of it what the caller sees; returns the last revision looked at.</summary>
    private async Task<long> SendAsync(
        ServerCallContext context, Coverage coverage, long after, Func<IReadOnlyList<Change>, Task> send, CancellationToken ct)
    {
        while (newest is { } step && step.After == after)
        {
            await SendAsync(step.Entries);
            after = step.Until;
        }
        var start = after;
        var entries = new List<FeedEntry>();
        var documents = 0;
        await foreach (var entry in store.ReadJournalAsync(after, ct))
        {
            entries.Add(new(entry));
            documents += entry.Changes.Count;
            after = entry.Revision;
            if (entries.Count == MessageSize || documents >= MessageSize)
            {
                await SendAsync(entries);
                (start, entries, documents) = (after, [], 0);
            }
        }
        if (entries.Count > 0)
        {
            newest = new(start, after, entries);
            await SendAsync(entries);
        }
        return after;

        async Task SendAsync(IReadOnlyList<FeedEntry> some)
        {
            var changes = new List<Change>(some.Count);
            foreach (var entry in some)
            {
                if (await ForAsync(entry, context, coverage) is { } change)
                {
                    changes.Add(change);
                }
            }
            if (changes.Count > 0)
            {
                await send(changes);
            }
        }
    }

    private async ValueTask<Change?> ForAsync(FeedEntry entry, ServerCallContext context, Coverage coverage)
    {
        var change = await entry.ForAsync(coverage, store, context.CancellationToken);
        if (change is not null)
        {
            change.ChangeToken = tokens.Change(context, entry.Revision);
        }
        return change;
    }

    /// <summary>Entries that were read; nobody alters them any more.</summary>
    private sealed record Step(long After, long Until, IReadOnlyList<FeedEntry> Entries);
}
