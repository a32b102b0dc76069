namespace Faculty.Storage.Embedded;

/// <summary>Walks the frames of a journal from a place to an end, verifying each. Frames are the caller's to keep.</summary>
internal sealed class JournalCursor(Journal journal, Location from)
{
    private int segment = from.Segment;
    private long offset = from.Offset;
    private ChunkReader? reader;
    private JournalEnd? readUpTo;

    public FrameHeader Header { get; private set; }

    public Location Location { get; private set; }

    public ReadOnlyMemory<byte> Frame { get; private set; }

    public ReadOnlyMemory<byte> Payload => Frame[FrameHeader.Size..];

    public Location Next => new(segment, offset);

    public bool Read(JournalEnd until)
    {
        while (segment < until.Segment && offset >= journal.Segment(segment).Length)
        {
            segment++;
            offset = SegmentHeader.Size;
            reader = null;
        }
        if (segment > until.Segment || (segment == until.Segment && offset >= until.Offset)) return false;
        // What was read ahead of a former end may have been written since.
        if (until != readUpTo) reader = null;
        readUpTo = until;
        reader ??= new(journal.Segment(segment));
        if (FrameHeader.Read(reader.At(offset, FrameHeader.Size)) is not { } header) throw Damaged("there is no frame here");
        var frame = reader.At(offset, header.FrameLength);
        if (!header.Matches(frame)) throw Damaged("the frame does not match its hash");
        (Header, Location, Frame) = (header, new(segment, offset), frame.ToArray());
        offset += header.FrameLength;
        return true;
    }

    /// <summary>As <see cref="Read"/>, but only over entries.</summary>
    public bool ReadEntry(JournalEnd until)
    {
        while (Read(until))
            if (Header.Kind == FrameKind.Entry) return true;
        return false;
    }

    private StoreDamagedException Damaged(string problem) => new(Path.GetFileName(journal.Segment(segment).Path), offset, problem);
}
