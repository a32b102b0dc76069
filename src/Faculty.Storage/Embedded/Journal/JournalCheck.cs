namespace Faculty.Storage.Embedded;

/// <summary>
/// Where a journal really ends. <see cref="Torn"/> bytes behind the end belong to a unit that never became durable;
/// <see cref="Damage"/> is set when bytes that were durable are not what was written.
/// </summary>
internal sealed record JournalFinding(JournalEnd End, Guid? Journal, long Torn, bool LastSegmentUnborn, StoreDamagedException? Damage);

/// <summary>
/// Reads every byte of a journal and checks hashes, links, unit and revision order. A bad frame is a torn tail only when nothing proves
/// that its unit had been synced: any frame of a later unit, or a later segment, is such a proof. While a store is writing, the length of
/// the last segment must be given.
/// </summary>
internal sealed class JournalCheck(IReadOnlyList<DiskFile> segments, JournalEnd from, long? lastLength, Action<long>? progress, CancellationToken ct)
{
    private readonly JournalEnd from = from;
    private JournalEnd closed = from;
    private JournalEnd last = from;
    private Guid? journal;

    public JournalFinding Run()
    {
        if (segments.Count == 0) return new(JournalEnd.Start, null, 0, false, null);
        if (from.Segment > segments.Count) return Damaged(from.Segment - 1, 0, "the segment is missing");
        for (var number = 1; number < from.Segment; number++) journal ??= Header(number)?.Journal;
        for (var number = from.Segment; number <= segments.Count; number++)
        {
            var header = Header(number);
            if (header is null || header.Value.Number != number || (journal is { } known && known != header.Value.Journal))
            {
                if (number == segments.Count && number > from.Segment - (from == JournalEnd.Start ? 1 : 0) && !HoldsFrame(number, SegmentHeader.Size, 0))
                    return new(closed, journal, segments[^1].Length, true, null);
                return Damaged(number, 0, "the segment's header does not match its hash, number or journal");
            }
            journal = header.Value.Journal;
            if (number > from.Segment)
            {
                if (last != closed) return Damaged(last.Segment, last.Offset, "the unit before the next segment is not closed");
                if (header.Value.UnitBefore != closed.Unit || header.Value.Previous != closed.Previous)
                    return Damaged(closed.Segment, closed.Offset, "the next segment does not continue from here");
                closed = last = closed with { Segment = number, Offset = SegmentHeader.Size };
            }
            if (Walk(number) is { } problem)
            {
                var durable = number < segments.Count || HoldsFrame(number, last.Offset, closed.Unit + 2);
                return durable ? Damaged(number, last.Offset, problem) : new(closed, journal, TornFrom(number), false, null);
            }
        }
        return last == closed
            ? new(closed, journal, 0, false, null)
            : new(closed, journal, LastLength - closed.Offset, false, null);
    }

    private long LastLength => lastLength ?? segments[^1].Length;

    /// <summary>Follows the frames of a segment; null when they reach the end of the file, else what stopped them.</summary>
    private string? Walk(int number)
    {
        var file = segments[number - 1];
        var reader = new ChunkReader(file);
        var length = number == segments.Count && lastLength is { } known ? known : file.Length;
        if (last.Offset > length) return "the file is shorter than what was durable";
        var reported = last.Offset;
        while (last.Offset < length)
        {
            ct.ThrowIfCancellationRequested();
            if (FrameHeader.Read(reader.At(last.Offset, FrameHeader.Size)) is not { } frame) return "there is no frame here";
            if (last.Offset + frame.FrameLength > length) return "the frame runs over the end of the file";
            if (!frame.Matches(reader.At(last.Offset, frame.FrameLength))) return "the frame does not match its hash";
            if (frame.Previous != last.Previous) return "the frame does not continue the one before";
            if (frame.Unit != closed.Unit + 1) return "the frame is of another unit";
            if (frame.Revision != last.Revision + (frame.Kind == FrameKind.Entry ? 1 : 0)) return "a revision is missing";
            last = new(number, last.Offset + frame.FrameLength, frame.Unit, frame.Link, frame.Revision, Math.Max(last.Instant, frame.Instant));
            if (frame.Closes) closed = last;
            else last = last with { Unit = closed.Unit };
            if (last.Offset - reported < 1 << 20) continue;
            progress?.Invoke(last.Offset - reported);
            reported = last.Offset;
        }
        progress?.Invoke(last.Offset - reported);
        return null;
    }

    private SegmentHeader? Header(int number)
    {
        Span<byte> bytes = stackalloc byte[SegmentHeader.Size];
        return SegmentHeader.Read(bytes[..segments[number - 1].Read(bytes, 0)]);
    }

    /// <summary>Whether any whole frame of at least a unit stands at or behind an offset.</summary>
    private bool HoldsFrame(int number, long offset, long unit)
    {
        var file = segments[number - 1];
        var reader = new ChunkReader(file);
        var frames = new ChunkReader(file);
        const int Step = 256 << 10;
        for (var at = offset; at < file.Length; at += Step)
        {
            ct.ThrowIfCancellationRequested();
            for (var skip = 0; ;)
            {
                var window = reader.At(at + skip, Step - skip + FrameHeader.Size);
                var hit = window.IndexOf(FrameHeader.Magic);
                if (hit < 0) break;
                var start = at + skip + hit - FrameHeader.HashSize;
                skip += hit + 1;
                if (start >= offset && start % FrameHeader.Alignment == 0 && FrameHeader.Read(frames.At(start, FrameHeader.Size)) is { } frame
                    && frame.Unit >= unit && start + frame.FrameLength <= file.Length && frame.Matches(frames.At(start, frame.FrameLength))) return true;
                if (skip >= Step) break;
            }
        }
        return false;
    }

    private long TornFrom(int number)
    {
        var file = segments[number - 1];
        var reader = new ChunkReader(file);
        for (var at = closed.Offset; at < file.Length;)
        {
            var part = reader.At(at, 64 << 10);
            if (part.ContainsAnyExcept((byte)0)) return file.Length - closed.Offset;
            at += part.Length;
        }
        return 0;
    }

    private JournalFinding Damaged(int number, long offset, string problem) =>
        new(closed, journal, 0, false, new(System.IO.Path.GetFileName(segments[Math.Clamp(number, 1, segments.Count) - 1].Path), offset, problem));
}
