using Faculty.Storage;

namespace Faculty.Server.Hosting;

/// <summary>Something read from memory that is kept by following the journal: a directory, an index, a cube.</summary>
internal interface IReadModel
{
    /// <summary>Loads itself from the store's documents (or a snapshot) and stands at <see cref="Revision"/> then.</summary>
    ValueTask StartAsync(IRegistryStore store, CancellationToken ct);

    /// <summary>The last revision taken in.</summary>
    long Revision { get; }

    /// <summary>Takes in the next entry; entries come in order, without gaps, one at a time.</summary>
    ValueTask ApplyAsync(JournalEntry entry, CancellationToken ct);
}

/// <summary>
/// Feeds every read model from the journal, in order, in one loop. A reader first waits until the models have caught up with
/// what the store has acknowledged, so nobody reads an answer older than a write that was confirmed to them.
/// </summary>
internal sealed partial class JournalFollower(IRegistryStore store, IEnumerable<FollowedModel> models, ILogger<JournalFollower> log) : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly IReadModel[] models = [.. models.Select(m => m.Model)];
    private volatile TaskCompletionSource moved = Pulse();
    private Task following = Task.CompletedTask;
    private long applied;

    /// <summary>The last revision every model has taken in.</summary>
    public long Revision => Volatile.Read(ref applied);

    /// <summary>The models are kept; false before the start and after a fault.</summary>
    public bool IsFollowing => !following.IsCompleted;

    public async Task StartAsync(CancellationToken ct)
    {
        foreach (var model in models)
        {
            await model.StartAsync(store, ct);
        }
        applied = models.Length == 0 ? store.Revision : models.Min(m => m.Revision);
        following = Task.Run(FollowAsync, CancellationToken.None);
        await CaughtUpAsync(store.Revision, ct);
    }

    /// <summary>Completes when the models hold everything up to a revision that the store has reached.</summary>
    public async ValueTask CaughtUpAsync(long revision, CancellationToken ct)
    {
        while (Revision < revision)
        {
            var next = moved;
            if (Revision < revision)
            {
                await next.Task.WaitAsync(ct);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await following;
        stop.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            while (true)
            {
                await foreach (var entry in store.ReadJournalAsync(Revision, stop.Token))
                {
                    foreach (var model in models)
                    {
                        if (model.Revision < entry.Revision)
                        {
                            await model.ApplyAsync(entry, stop.Token);
                        }
                    }
                    Volatile.Write(ref applied, entry.Revision);
                    Interlocked.Exchange(ref moved, Pulse()).SetResult();
                }
                await store.WaitPastAsync(Revision, stop.Token);
            }
        }
        catch (Exception failure)
        {
            if (!stop.IsCancellationRequested)
            {
                Fault(log, Revision + 1, failure);
            }
            // Whoever waits must not wait for ever; readiness tells the others.
            moved.TrySetException(failure);
        }
    }

    [LoggerMessage(3, LogLevel.Critical, "Revision {Revision} could not be taken into the read models; the server answers no more until it is restarted")]
    private static partial void Fault(ILogger log, long revision, Exception failure);

    private static TaskCompletionSource Pulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
