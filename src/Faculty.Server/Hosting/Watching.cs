namespace Faculty.Server.Hosting;

/// <summary>
/// How long streams wait: for the next change or the next keep-alive, and never beyond the caller's leaving or the server's stop.
/// </summary>
internal sealed class Watching(IHostApplicationLifetime lifetime, ServerOptions options, TimeProvider clock)
{
    /// <summary>Cancelled when the caller leaves or the server stops; the guard tells the two apart.</summary>
    public CancellationTokenSource Until(CancellationToken caller) =>
        CancellationTokenSource.CreateLinkedTokenSource(caller, lifetime.ApplicationStopping);

    /// <summary>True when <paramref name="change"/> came, false when it is time for a keep-alive; the same task is waited for again then.</summary>
    public async Task<bool> ChangedAsync(Task change, CancellationToken ct)
    {
        using var keepAlive = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var first = await Task.WhenAny(change, Task.Delay(options.KeepAlive, clock, keepAlive.Token));
        await keepAlive.CancelAsync();
        ct.ThrowIfCancellationRequested();
        if (first != change)
        {
            return false;
        }
        await change;
        return true;
    }
}
