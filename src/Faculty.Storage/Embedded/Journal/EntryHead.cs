using System.Buffers.Binary;
using System.IO.Hashing;

namespace Faculty.Storage.Embedded;

/// <summary>
/// The first part of an entry's payload: who, what, why, and the request it answers. It has its own length and hash (seeded with the
/// revision), so a document's history reads it without the documents behind it.
/// </summary>
internal sealed record EntryHead(
    string Actor, string Action, string? Reason, string? RequestId, ulong RequestDigest, byte[] Outcome, int GroupSize, int Changes, byte[] Details)
{
    public const int PrefixSize = 12;

    public static void Write(ByteWriter writer, WriteBatch batch, long revision, int groupSize)
    {
        var start = writer.Length;
        writer.Reserve(PrefixSize);
        writer.Text(batch.Actor);
        writer.Text(batch.Action);
        writer.Text(batch.Reason);
        writer.Text(batch.RequestId);
        writer.Long((long)batch.RequestDigest);
        writer.Varint((ulong)batch.Outcome.Length);
        writer.Bytes(batch.Outcome.Span);
        writer.Varint((ulong)groupSize);
        writer.Varint((ulong)batch.Changes.Count);
        // The rest of the head; an entry without details ends before them, as all did before there were any.
        writer.Bytes(batch.Details.Span);
        var part = writer.Written[start..];
        BinaryPrimitives.WriteInt32LittleEndian(part, part.Length - PrefixSize);
        BinaryPrimitives.WriteUInt64LittleEndian(part[4..], XxHash3.HashToUInt64(part[PrefixSize..], revision));
    }

    /// <summary>Bytes of the whole head, when its first bytes are given.</summary>
    public static int SizeOf(ReadOnlySpan<byte> prefix) => PrefixSize + BinaryPrimitives.ReadInt32LittleEndian(prefix);

    public static EntryHead Read(ReadOnlySpan<byte> part, long revision)
    {
        if (BinaryPrimitives.ReadUInt64LittleEndian(part[4..]) != XxHash3.HashToUInt64(part[PrefixSize..], revision))
            throw new InvalidDataException("the entry's head does not match its hash");
        var reader = new ByteReader(part[PrefixSize..]);
        return new(reader.Text()!, reader.Text()!, reader.Text(), reader.Text(), (ulong)reader.Long(),
            reader.Bytes(reader.Int()).ToArray(), reader.Int(), reader.Int(), reader.Rest().ToArray());
    }
}
