namespace Faculty.Server.Hosting;

/// <summary>
/// How long streams wait: for the next change or the next keep-alive, and never beyond the caller's leaving or the server's stop.
/// </summary>
internal sealed class Watching(IHostApplicationLifetime lifetime, ServerOptions options, TimeProvider clock)
{
    // Streams that begin to wait within such a part of the time between two keep-alives share one timer, and may be woken so much early.
    private const int Parts = 20;
    private readonly Lock gate = new();
    private Task keepAlive = Task.CompletedTask;
    private long begun;

    /// <summary>Cancelled when the caller leaves or the server stops; the guard tells the two apart.</summary>
    public CancellationTokenSource Until(CancellationToken caller) =>
        CancellationTokenSource.CreateLinkedTokenSource(caller, lifetime.ApplicationStopping);

    /// <summary>
    /// True when <paramref name="change"/> came, false when it is time for a keep-alive; the same task is waited for again then. The task
    /// ends when <paramref name="ct"/> is cancelled.
    /// </summary>
    public async Task<bool> ChangedAsync(Task change, CancellationToken ct)
    {
        var first = await Task.WhenAny(change, KeepAlive());
        ct.ThrowIfCancellationRequested();
        if (first != change)
        {
            // Else the timer's thread would serve all who wait for it, one after the other.
            await Task.Yield();
            return false;
        }
        await change;
        return true;
    }

    private Task KeepAlive()
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            if (keepAlive.IsCompleted || clock.GetElapsedTime(begun, now) * Parts >= options.KeepAlive)
            {
                begun = now;
                keepAlive = Task.Delay(options.KeepAlive, clock);
            }
            return keepAlive;
        }
    }
}
