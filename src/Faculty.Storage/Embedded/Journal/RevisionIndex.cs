namespace Faculty.Storage.Embedded;

/// <summary>Where entries stand and when they were written: one of sixteen is remembered, the rest is a short walk over headers.</summary>
internal sealed class RevisionIndex(Journal journal, JournalReader reader)
{
    private const int Stride = 16;
    private readonly List<(long Location, long Instant)> marks = [];
    private readonly Lock gate = new();

    public IReadOnlyList<(long Location, long Instant)> Marks => marks;

    public void Add(long revision, Location frame, long instant)
    {
        if ((revision - 1) % Stride != 0) return;
        lock (gate) marks.Add((frame.Packed, instant));
    }

    public void AddMark(long location, long instant) => marks.Add((location, instant));

    /// <summary>The header and place of an entry that is durable.</summary>
    public (FrameHeader Header, Location Frame) Find(long revision)
    {
        Location at;
        lock (gate) at = new(marks[(int)((revision - 1) / Stride)].Location);
        for (; ; at = Following(at))
        {
            if (At(at) is not { Kind: FrameKind.Entry } header || header.Revision < revision) continue;
            if (header.Revision == revision) return (header, at);
            throw new StoreDamagedException(Path.GetFileName(journal.Segment(at.Segment).Path), at.Offset, $"revision {revision} is missing before this frame");
        }
    }

    /// <summary>The last revision at or before an instant, 0 when none.</summary>
    public long At(long instant, long newest)
    {
        int low = 0, high;
        lock (gate)
        {
            high = (int)Math.Min(marks.Count, (newest + Stride - 1) / Stride);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (marks[middle].Instant <= instant) low = middle + 1;
                else high = middle;
            }
        }
        if (low == 0) return 0;
        var revision = (low - 1) * (long)Stride + 1;
        while (revision < newest && Find(revision + 1).Header.Instant <= instant) revision++;
        return revision;
    }

    private FrameHeader? At(Location at) => at.Offset >= journal.Segment(at.Segment).Length ? null : reader.Header(at);

    private Location Following(Location at)
    {
        if (At(at) is { } header) at = new(at.Packed + header.FrameLength);
        return at.Offset >= journal.Segment(at.Segment).Length && at.Segment < journal.Segments.Count ? new(at.Segment + 1, SegmentHeader.Size) : at;
    }
}
