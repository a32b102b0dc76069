namespace Faculty.Storage.Embedded;

/// <summary>The indexes as one file, so that a start need not read every document. A snapshot is a view: missing or bad, it is made again.</summary>
internal static class IndexSnapshot
{
    private const long Magic = 0x32_5844_4E49_4346;
    private const string FileName = "indexes.snapshot";

    /// <summary>Writes a snapshot of all that is taken in. Commits wait meanwhile, reads do not.</summary>
    public static void Write(EmbeddedStoreOptions options, UInt128 stamp, Guid journal, StoreIndexes indexes)
    {
        var (disk, directory) = (options.Disk, options.Directory);
        var path = Path.Combine(directory, FileName);
        using (var file = Sealed(disk.Open(path + ".new"), options))
        {
            var writer = new SnapshotWriter(file);
            indexes.Hold(types =>
            {
                writer.Number(Magic);
                writer.Number((long)(ulong)(stamp >> 64));
                writer.Number((long)(ulong)stamp);
                writer.Raw(journal.ToByteArray());
                var end = indexes.End;
                foreach (var number in new[] { end.Segment, end.Offset, end.Unit, (long)end.Previous, end.Revision, end.Instant }) writer.Number(number);
                writer.Number(indexes.Revisions.Marks.Count);
                foreach (var (location, instant) in indexes.Revisions.Marks)
                {
                    writer.Number(location);
                    writer.Number(instant);
                }
                indexes.Requests.Write(writer);
                writer.Number(types.Count);
                foreach (var (name, type) in types)
                {
                    writer.Text(name);
                    type.Write(writer);
                }
            });
            writer.Finish();
        }
        disk.Rename(path + ".new", path);
        disk.SyncDirectory(directory);
    }

    /// <summary>The snapshot in a directory; null when there is none or its bytes are not what was written.</summary>
    public static FoundSnapshot? Find(EmbeddedStoreOptions options)
    {
        var path = Path.Combine(options.Directory, FileName);
        if (!File.Exists(path)) return null;
        var file = Sealed(options.Disk.OpenRead(path), options);
        var reader = new SnapshotReader(file);
        if (!reader.Matches() || reader.Number() != Magic)
        {
            file.Dispose();
            return null;
        }
        var stamp = new UInt128((ulong)reader.Number(), (ulong)reader.Number());
        Span<byte> id = stackalloc byte[16];
        reader.Raw(id);
        var end = new JournalEnd((int)reader.Number(), reader.Number(), reader.Number(), (ulong)reader.Number(), reader.Number(), reader.Number());
        return new(file, reader, stamp, new Guid(id), end);
    }

    public static void Delete(Disk disk, string directory)
    {
        disk.Delete(Path.Combine(directory, FileName));
        // And what a crash left of another one.
        disk.Delete(Path.Combine(directory, FileName) + ".new");
        disk.SyncDirectory(directory);
    }

    // Every key is in it in clear.
    private static DiskFile Sealed(DiskFile file, EmbeddedStoreOptions options) => options.SnapshotKey.IsEmpty ? file : new SealedFile(file, options.SnapshotKey);
}

/// <summary>A good snapshot: the code and the journal it is of, how far it goes, and what is in it, loaded once at most.</summary>
internal sealed class FoundSnapshot(DiskFile file, SnapshotReader reader, UInt128 stamp, Guid journal, JournalEnd end) : IDisposable
{
    public UInt128 Stamp => stamp;

    public Guid Journal => journal;

    public JournalEnd End => end;

    public void Load(StoreIndexes indexes)
    {
        for (long i = 0, count = reader.Number(); i < count; i++) indexes.Revisions.AddMark(reader.Number(), reader.Number());
        indexes.Requests.Read(reader);
        indexes.LoadedUpTo(end);
        for (var count = reader.Number(); count > 0; count--) indexes.Load(reader.Text(), TypeIndexes.Read(reader));
    }

    public void Dispose() => file.Dispose();
}
