namespace Faculty.Storage.Embedded;

/// <summary>The directory of a store that nobody serves: what can be said and done by the journal alone, when the views cannot be made.</summary>
public sealed class StoppedStore : IDisposable
{
    private readonly string directory;
    private readonly DirectoryLock held;

    private StoppedStore(string directory, DirectoryLock held) => (this.directory, this.held) = (directory, held);

    /// <summary>Keeps every store out of the directory until it is given back. Throws <see cref="StoreUnavailableException"/> when one has it.</summary>
    public static StoppedStore Take(string directory) => new(directory, DirectoryLock.Take(directory));

    /// <summary>
    /// The newest body of a document; null when there is none or it was removed. Reads the whole journal; throws
    /// <see cref="StoreDamagedException"/> when it is not what was written.
    /// </summary>
    public ReadOnlyMemory<byte>? Find(string type, string id)
    {
        List<DiskFile> files = [.. JournalFiles.In(directory).Select(Disk.Real.OpenRead)];
        try
        {
            var finding = new JournalCheck(files, JournalEnd.Start, null, null, CancellationToken.None).Run();
            if (finding.Damage is { } damage) throw damage;
            if (finding.Journal is not { } journalId) return null;
            using var journal = new Journal(Disk.Real, directory, long.MaxValue, journalId, files, finding.End);
            ReadOnlyMemory<byte>? newest = null;
            var cursor = new JournalCursor(journal, new(1, SegmentHeader.Size));
            while (cursor.ReadEntry(finding.End))
                foreach (var (_, record) in JournalReader.Records(cursor).Records)
                    if (record.Type == type && record.Id == id) newest = record.Body;
            return newest;
        }
        finally
        {
            foreach (var file in files) file.Dispose();
        }
    }

    /// <summary>Forgets the index snapshot, durably: the next start makes the indexes anew.</summary>
    public void DropSnapshot() => IndexSnapshot.Delete(Disk.Real, directory);

    public void Dispose() => held.Dispose();
}
