namespace Faculty.Storage.Embedded;

/// <summary>Wakes everyone who waits for the next revision: one shared task, nothing kept per waiter.</summary>
internal sealed class Pulse
{
    private TaskCompletionSource? next;

    /// <summary>Completes at the next beat. Take it, then look whether there is still anything to wait for.</summary>
    public Task Next
    {
        get
        {
            var waiting = Volatile.Read(ref next);
            if (waiting is not null) return waiting.Task;
            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref next, fresh, null) ?? fresh).Task;
        }
    }

    public void Beat() => Interlocked.Exchange(ref next, null)?.SetResult();
}
