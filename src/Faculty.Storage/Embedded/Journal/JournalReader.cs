using System.Buffers;

namespace Faculty.Storage.Embedded;

/// <summary>Reads single pieces of the journal by place, each verified by its own hash.</summary>
internal sealed class JournalReader(Journal journal)
{
    private const int Guess = 2048;

    public DocumentRecord Document(Location location, long revision)
    {
        try
        {
            return DocumentRecord.Read(Part(location, DocumentRecord.PrefixSize, DocumentRecord.SizeOf), revision);
        }
        catch (InvalidDataException problem)
        {
            throw Damaged(location, problem.Message);
        }
    }

    public EntryHead Head(Location frame, long revision)
    {
        var location = new Location(frame.Packed + FrameHeader.Size);
        try
        {
            return EntryHead.Read(Part(location, EntryHead.PrefixSize, prefix => EntryHead.SizeOf(prefix)).Span, revision);
        }
        catch (InvalidDataException problem)
        {
            throw Damaged(location, problem.Message);
        }
    }

    /// <summary>A frame's header without its payload, hence not verified: callers compare what they can.</summary>
    public FrameHeader Header(Location location)
    {
        Span<byte> bytes = stackalloc byte[FrameHeader.Size];
        journal.Segment(location.Segment).Read(bytes, location.Offset);
        return FrameHeader.Read(bytes) ?? throw Damaged(location, "there is no frame here");
    }

    /// <summary>A whole entry, verified.</summary>
    public JournalEntry Entry(Location frame)
    {
        var cursor = new JournalCursor(journal, frame);
        return cursor.ReadEntry(journal.End) ? Parse(cursor) : throw Damaged(frame, "there is no entry here");
    }

    /// <summary>The entry a cursor stands on; its frame has been verified.</summary>
    public static JournalEntry Parse(JournalCursor cursor)
    {
        var (head, records) = Records(cursor);
        var changes = new JournalChange[head.Changes];
        for (var i = 0; i < changes.Length; i++)
            changes[i] = new(records[i].Record.Type, records[i].Record.Id, records[i].Record.Replaced, records[i].Record.Body);
        return new(cursor.Header.Revision, new(cursor.Header.Instant, TimeSpan.Zero), head.Actor, head.Action, head.Reason, head.RequestId, changes) { Details = head.Details };
    }

    /// <summary>The head and the documents of the entry a cursor stands on, each with its place.</summary>
    public static (EntryHead Head, IReadOnlyList<(Location Location, DocumentRecord Record)> Records) Records(JournalCursor cursor)
    {
        var payload = cursor.Payload;
        var revision = cursor.Header.Revision;
        var at = EntryHead.SizeOf(payload.Span);
        var head = EntryHead.Read(payload.Span[..at], revision);
        var records = new (Location, DocumentRecord)[head.Changes];
        for (var i = 0; i < records.Length; i++)
        {
            var size = (int)DocumentRecord.SizeOf(payload.Span[at..]);
            records[i] = (new(cursor.Location.Packed + FrameHeader.Size + at), DocumentRecord.Read(payload.Slice(at, size), revision));
            at += size;
        }
        return (head, records);
    }

    private ReadOnlyMemory<byte> Part(Location location, int prefixSize, Func<ReadOnlySpan<byte>, long> sizeOf)
    {
        var file = journal.Segment(location.Segment);
        var guess = ArrayPool<byte>.Shared.Rent(Guess);
        try
        {
            var read = file.Read(guess.AsSpan(0, Guess), location.Offset);
            if (read < prefixSize) throw Damaged(location, "the file ends here");
            var size = sizeOf(guess);
            if (size < prefixSize || location.Offset + size > file.Length) throw Damaged(location, "a length is impossible");
            var part = new byte[size];
            guess.AsSpan(0, (int)Math.Min(read, size)).CopyTo(part);
            if (size > read) file.Read(part.AsSpan(read), location.Offset + read);
            return part;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(guess);
        }
    }

    private StoreDamagedException Damaged(Location location, string problem) =>
        new(Path.GetFileName(journal.Segment(location.Segment).Path), location.Offset, problem);
}
