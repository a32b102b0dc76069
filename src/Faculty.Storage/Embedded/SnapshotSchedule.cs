namespace Faculty.Storage.Embedded;

/// <summary>Writes index snapshots in the background now and then, and one at a clean end.</summary>
internal sealed class SnapshotSchedule(EmbeddedStoreOptions options, UInt128 stamp, Guid journal, StoreIndexes indexes) : IDisposable
{
    private readonly Lock running = new();
    private long since;
    private Task? task;
    private volatile bool missing;

    /// <summary>Counts changed documents; starts a snapshot when there are enough since the last one.</summary>
    public void Consider(int changes)
    {
        since += changes;
        if ((since < options.SnapshotEvery && !missing) || task is { IsCompleted: false }) return;
        (since, missing) = (0, false);
        task = Task.Run(TryWrite);
    }

    public void WriteLast() => TryWrite();

    /// <summary>Deletes the snapshot there is; durable when this returns. The next commit has another one written.</summary>
    public void Drop()
    {
        lock (running) IndexSnapshot.Delete(options.Disk, options.Directory);
        missing = true;
    }

    public void Dispose() => task?.Wait();

    private void TryWrite()
    {
        try
        {
            lock (running) IndexSnapshot.Write(options, stamp, journal, indexes);
        }
        catch (IOException)
        {
            // A full or failing disk: the start does without, from the view or the journal.
        }
    }
}
