using System.Runtime.CompilerServices;

namespace Faculty.Server.Privacy;

/// <summary>How far a rotation is: slots looked at, slots there are, the versions forgotten at its end.</summary>
internal sealed record RotationProgress(uint Version, uint Done, uint Total, IReadOnlyList<uint> Retired, bool Complete);

/// <summary>
/// Changes the key-encryption key while everybody goes on (密钥轮换): a new version, every person's key wrapped with it, the older versions
/// forgotten. One runs at a time, whoever asked for it and whether they stay. A ring with several versions is a rotation that was interrupted.
/// </summary>
internal sealed partial class KeyRotation(KeyRing ring, PersonKeys keys, ILogger<KeyRotation> log) : IAsyncDisposable
{
    // Two syncs a stretch.
    private const int Stretch = 256;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock starting = new();
    private volatile RotationProgress now = new(0, 0, 0, [], Complete: false);
    private volatile TaskCompletionSource moved = Pulse();
    private Task<RotationProgress> running = Task.FromResult(new RotationProgress(0, 0, 0, [], Complete: true));

    /// <summary>Carries on what was interrupted; the server's start does not wait for it.</summary>
    public void Resume()
    {
        if (ring.Versions.Count > 1)
        {
            Begin();
        }
    }

    /// <summary>Joins the rotation that runs, or begins one. Its last item is the complete one; throws what made it fail.</summary>
    public async IAsyncEnumerable<RotationProgress> RunAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var mine = Begin();
        while (!mine.IsCompleted)
        {
            var next = moved.Task;
            yield return now;
            await Task.WhenAny(next, mine).WaitAsync(ct);
        }
        yield return await mine;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAny(running);
        stop.Dispose();
    }

    private Task<RotationProgress> Begin()
    {
        lock (starting)
        {
            if (running.IsCompleted)
            {
                now = new(ring.Active, 0, keys.Count, [], Complete: false);
                running = Task.Run(RotateAsync);
            }
            return running;
        }
    }

    private async Task<RotationProgress> RotateAsync()
    {
        try
        {
            if (ring.Versions.Count == 1)
            {
                ring.AddVersion();
            }
            var version = ring.Active;
            keys.Settle();
            var total = keys.Count;
            for (uint first = 1; first <= total; first += Stretch)
            {
                stop.Token.ThrowIfCancellationRequested();
                await keys.RewrapAsync(first, Stretch);
                now = new(version, Math.Min(first + Stretch - 1, total), total, [], Complete: false);
                Interlocked.Exchange(ref moved, Pulse()).SetResult();
            }
            uint[] retired = [.. ring.Versions.Select(v => v.Version).Where(v => v != version)];
            foreach (var old in retired)
            {
                ring.Retire(old);
            }
            return new(version, total, total, retired, Complete: true);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(log, failure);
            throw;
        }
    }

    private static TaskCompletionSource Pulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(41, LogLevel.Error, "A rotation of the keys stopped; the next start or call carries it on")]
    private static partial void Failed(ILogger log, Exception failure);
}
