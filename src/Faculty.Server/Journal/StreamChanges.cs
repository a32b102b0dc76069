using System.Collections.Concurrent;
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
        await SendAsync(coverage, tokens.Reached(context, request.AfterChangeToken), async changes =>
            await responseStream.WriteAsync(
                new StreamChangesResponse { Encoded = changes.For(Caller.Of(context).PrincipalId, tokens, position: false) }, until.Token), until.Token);
    }

    /// <summary>
    /// Sends what lies after a revision up to now, of it what the caller sees; returns the last revision looked at. While a message waits for
    /// its reader nothing but the message is held: thousands of readers may take their time.
    /// </summary>
    private async Task<long> SendAsync(Coverage coverage, long after, Func<EncodedChanges, Task> send, CancellationToken ct)
    {
        while (await NextAsync(coverage, after, ct) is var (until, changes))
        {
            after = until;
            if (!changes.IsEmpty)
            {
                await send(changes);
            }
        }
        return after;
    }

    private async Task<(long Until, EncodedChanges Changes)?> NextAsync(Coverage coverage, long after, CancellationToken ct)
    {
        if (after >= store.Revision)
        {
            return null;
        }
        if (newest is not { } step || step.After != after)
        {
            newest = step = await ReadAsync(after, ct);
        }
        if (!step.Seen.TryGetValue(coverage, out var seen))
        {
            var changes = new List<Change>(step.Entries.Count);
            foreach (var entry in step.Entries)
            {
                if (await ForAsync(entry, coverage, ct) is { } change)
                {
                    changes.Add(change);
                }
            }
            seen = step.Seen.GetOrAdd(coverage, new EncodedChanges(changes));
        }
        return (step.Until, seen);
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

    private async ValueTask<Change?> ForAsync(FeedEntry entry, Coverage coverage, CancellationToken ct)
    {
        var change = await entry.ForAsync(coverage, store, ct);
        change?.AccountName = accounts.NameOf(change.Actor);
        return change;
    }

    /// <summary>Entries that were read, and what each coverage sees of them; one object stands for equal coverages.</summary>
    private sealed record Step(long After, long Until, IReadOnlyList<FeedEntry> Entries)
    {
        public ConcurrentDictionary<Coverage, EncodedChanges> Seen { get; } = [];
    }
}
