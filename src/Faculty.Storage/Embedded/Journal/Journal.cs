namespace Faculty.Storage.Embedded;

/// <summary>
/// The journal's files. One thread appends units: everything between <see cref="BeginUnit"/> and <see cref="CompleteUnit"/> becomes
/// durable by one sync or never happened. Any thread reads what is durable.
/// </summary>
internal sealed class Journal(Disk disk, string directory, long segmentBytes, Guid id, IReadOnlyList<DiskFile> files, JournalEnd start) : IDisposable
{
    private const int WriteAt = 4 << 20, Preallocated = 1 << 20;
    private static readonly byte[] Zeros = new byte[Preallocated];

    private readonly ByteWriter buffer = new();
    private DiskFile[] segments = [.. files];
    private JournalEnd end = start;
    private long allocated = files.Count == 0 ? 0 : files[^1].Length;
    private long written;
    private ulong previous;
    private int frameStart = -1;
    private (FrameKind Kind, long Revision, long Instant) frame;

    public Guid Id { get; } = id;

    /// <summary>The end of what is durable.</summary>
    public JournalEnd End => Volatile.Read(ref end);

    public IReadOnlyList<DiskFile> Segments => Volatile.Read(ref segments);

    public DiskFile Segment(int number) => Volatile.Read(ref segments)[number - 1];

    /// <summary>Where the next byte of the open frame will stand.</summary>
    public Location Here => new(segments.Length, written + buffer.Length);

    public void BeginUnit()
    {
        if (segments.Length == 0 || end.Offset >= segmentBytes) Roll();
        buffer.Clear();
        written = end.Offset;
        previous = end.Previous;
        frameStart = -1;
    }

    public ByteWriter BeginFrame(FrameKind kind, long revision, long instant)
    {
        SealFrame(closes: false);
        if (buffer.Length >= WriteAt) WriteOut();
        frameStart = buffer.Length;
        frame = (kind, revision, instant);
        buffer.Reserve(FrameHeader.Size);
        return buffer;
    }

    /// <summary>Writes and syncs the unit. A <see cref="DiskException"/> from the sync leaves it unknown whether the unit is durable.</summary>
    public void CompleteUnit()
    {
        SealFrame(closes: true);
        WriteOut();
        segments[^1].Sync();
        buffer.Clear();
        Volatile.Write(ref end, new(segments.Length, written, end.Unit + 1, previous, frame.Revision, Math.Max(end.Instant, frame.Instant)));
    }

    /// <summary>Forgets a unit that could not be written; the state is what it was before.</summary>
    public void AbandonUnit()
    {
        buffer.Clear();
        frameStart = -1;
        if (segments.Length == 0) return;
        segments[^1].SetLength(end.Offset);
        allocated = end.Offset;
    }

    /// <summary>Gives back what was allocated ahead; at a clean end.</summary>
    public void Trim()
    {
        if (segments.Length > 0 && allocated > end.Offset) AbandonUnit();
    }

    private void SealFrame(bool closes)
    {
        if (frameStart < 0) return;
        buffer.PadTo(FrameHeader.Alignment);
        previous = FrameHeader.Seal(buffer.Written[frameStart..], frame.Kind, closes, end.Unit + 1, frame.Revision, frame.Instant, previous);
        frameStart = -1;
    }

    private void WriteOut()
    {
        var file = segments[^1];
        var next = written + buffer.Length;
        if (next > allocated && buffer.Length < WriteAt && next < segmentBytes) Preallocate(file, next);
        file.Write(buffer.Written, written);
        written = next;
        allocated = Math.Max(allocated, next);
        buffer.Clear();
    }

    /// <summary>Zeros ahead of the data: overwriting allocated bytes syncs in about half the time of growing the file.</summary>
    private void Preallocate(DiskFile file, long next)
    {
        try
        {
            file.Write(Zeros, next);
            allocated = next + Zeros.Length;
        }
        catch (DiskException full) when (full.IsFull)
        {
            // Only the data itself has to fit.
        }
    }

    private void Roll()
    {
        if (segments.Length > 0)
        {
            segments[^1].SetLength(end.Offset);
            segments[^1].Sync();
        }
        var path = Path.Combine(directory, JournalFiles.NameOf(segments.Length + 1));
        var file = disk.Open(path);
        try
        {
            Span<byte> header = stackalloc byte[SegmentHeader.Size];
            new SegmentHeader(segments.Length + 1, Id, end.Unit, end.Previous).Write(header);
            file.Write(header, 0);
            file.Sync();
            disk.SyncDirectory(directory);
        }
        catch (DiskException)
        {
            file.Dispose();
            disk.Delete(path);
            throw;
        }
        Volatile.Write(ref segments, [.. segments, file]);
        Volatile.Write(ref end, end with { Segment = segments.Length, Offset = SegmentHeader.Size });
        allocated = SegmentHeader.Size;
    }

    public void Dispose()
    {
        foreach (var segment in segments) segment.Dispose();
    }
}
