namespace Faculty.Storage.Embedded;

/// <summary>A place in the journal in eight bytes: segment number (from 1) and byte offset; 0 = none.</summary>
internal readonly record struct Location(long Packed)
{
    private const int OffsetBits = 40;

    public Location(int segment, long offset) : this(((long)segment << OffsetBits) | offset) { }

    public int Segment => (int)(Packed >> OffsetBits);

    public long Offset => Packed & ((1L << OffsetBits) - 1);
}

/// <summary>Where the journal stands after a whole unit: the place of the next frame and what it continues.</summary>
internal sealed record JournalEnd(int Segment, long Offset, long Unit, ulong Previous, long Revision, long Instant)
{
    public static readonly JournalEnd Start = new(1, SegmentHeader.Size, 0, 0, 0, 0);
}
