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

    /// <summary>
    /// Sends what lies after a revision up to now, of it what the caller sees; returns the last revision looked at. While a message waits for
    /// its reader nothing but the message is held: thousands of readers may take their time.
    /// </summary>
    private async Task<long> SendAsync(
        ServerCallContext context, Coverage coverage, long after, Func<IReadOnlyList<Change>, Task> send, CancellationToken ct)
    {
        while (await NextAsync(context, coverage, after, ct) is var (until, changes))
        {
            after = until;
            if (changes.Count > 0)
            {
                await send(changes);
            }
        }
        return after;
    }

    private async Task<(long Until, IReadOnlyList<Change> Changes)?> NextAsync(ServerCallContext context, Coverage coverage, long after, CancellationToken ct)
    {
        if (newest is not { } step || step.After != after)
        {
            if (await ReadAsync(after, ct) is not { Entries.Count: > 0 } read)
            {
                return null;
            }
            newest = step = read;
        }
        var changes = new List<Change>(step.Entries.Count);
        foreach (var entry in step.Entries)
        {
            if (await ForAsync(entry, context, coverage) is { } change)
            {
                changes.Add(change);
            }
        }
        return (step.Until, changes);
    }

    private async Task<Step> ReadAsync(long after, CancellationToken ct)
    {
        var (until, documents) = (after, 0);
        var entries = new List<FeedEntry>();
        await foreach (var entry in store.ReadJournalAsync(after, ct))
        {
            entries.Add(new(entry));
            documents += entry.Changes.Count;
            until = entry.Revision;
            if (entries.Count == options.FeedMessage || documents >= options.FeedMessage)
            {
                break;
            }
        }
        return new(after, until, entries);
    }

    private async ValueTask<Change?> ForAsync(FeedEntry entry, ServerCallContext context, Coverage coverage)
    {
        var change = await entry.ForAsync(coverage, store, context.CancellationToken);
        if (change is not null)
        {
            change.ChangeToken = tokens.Change(context, entry.Revision);
            change.AccountName = accounts.NameOf(change.Actor);
        }
        return change;
    }

    /// <summary>Entries that were read; nobody alters them any more.</summary>
    private sealed record Step(long After, long Until, IReadOnlyList<FeedEntry> Entries);
}
