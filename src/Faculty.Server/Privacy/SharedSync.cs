using Faculty.Storage;
using Faculty.Storage.Embedded;

namespace Faculty.Server.Privacy;

/// <summary>Makes what was written to a file durable; callers that wait together share one sync. After a failed one there is none any more.</summary>
internal sealed class SharedSync(DiskFile file) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private long asked;
    private long done;
    private volatile StoreUnavailableException? fault;

    /// <summary>Throws <see cref="StoreUnavailableException"/> after a sync has failed, because nothing is known about the file then.</summary>
    public void RequireSound()
    {
        if (fault is { } failed)
        {
            throw failed;
        }
    }

    /// <summary>Completes when everything the caller wrote before is durable.</summary>
    public async Task RunAsync()
    {
        var mine = Interlocked.Increment(ref asked);
        await turn.WaitAsync();
        try
        {
            RequireSound();
            if (done >= mine)
            {
                return;
            }
            var reached = Interlocked.Read(ref asked);
            file.Sync();
            done = reached;
        }
        catch (DiskException failed)
        {
            throw fault = new StoreUnavailableException("writing the keys failed: restart the service after the disk has been looked at.", diskFull: false, failed);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
