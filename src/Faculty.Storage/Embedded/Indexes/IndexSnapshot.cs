namespace Faculty.Storage.Embedded;

/// <summary>The indexes as one file, so that a start need not read every document. A snapshot is a view: missing or bad, it is made again.</summary>
internal static class IndexSnapshot
{
    private const long Magic = 0x32_5844_4E49_4346;
    private const string FileName = "indexes.snapshot";

    /// <summary>Writes a snapshot of all that is taken in. Commits wait meanwhile, reads do not.</summary>
    public static void Write(Disk disk, string directory, UInt128 stamp, Guid journal, StoreIndexes indexes)
    {
        var path = Path.Combine(directory, FileName);
        using (var file = disk.Open(path + ".new"))
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

    /// <summary>Where a good snapshot stands and how to load it; null when there is none for this journal and this code.</summary>
    public static (JournalEnd End, Action<StoreIndexes> Load)? Find(Disk disk, string directory, UInt128 stamp, Guid? journal)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path)) return null;
        var file = disk.OpenRead(path);
        var reader = new SnapshotReader(file);
        Span<byte> id = stackalloc byte[16];
        if (!reader.Matches() || reader.Number() != Magic || new UInt128((ulong)reader.Number(), (ulong)reader.Number()) != stamp)
        {
            file.Dispose();
            return null;
        }
        reader.Raw(id);
        if (new Guid(id) != journal)
        {
            file.Dispose();
            return null;
        }
        var end = new JournalEnd((int)reader.Number(), reader.Number(), reader.Number(), (ulong)reader.Number(), reader.Number(), reader.Number());
        return (end, indexes =>
        {
            using (file)
            {
                for (long i = 0, count = reader.Number(); i < count; i++) indexes.Revisions.AddMark(reader.Number(), reader.Number());
                indexes.Requests.Read(reader);
                indexes.LoadedUpTo(end);
                for (var count = reader.Number(); count > 0; count--) indexes.Load(reader.Text(), TypeIndexes.Read(reader));
            }
        });
    }

    public static void Delete(Disk disk, string directory) => disk.Delete(Path.Combine(directory, FileName));
}
