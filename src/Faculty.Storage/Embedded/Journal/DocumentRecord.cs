using System.Buffers.Binary;
using System.IO.Hashing;

namespace Faculty.Storage.Embedded;

/// <summary>
/// One changed document inside an entry: length, hash (seeded with the revision), then what changed and where the version before it is.
/// It can be read and verified alone; that is how reads, history and rebuilds get a body.
/// </summary>
internal readonly record struct DocumentRecord(
    string Type, string Id, long PreviousRevision, Location PreviousLocation, bool PreviousRemoved, ReadOnlyMemory<byte>? Body)
{
    public const int PrefixSize = 12;
    private const byte RemovalFlag = 1, PreviousRemovedFlag = 2;

    /// <summary>The revision of the living version before; 0 = none.</summary>
    public long Replaced => PreviousRemoved ? 0 : PreviousRevision;

    public bool Removed => Body is null;

    public void Write(ByteWriter writer, long revision)
    {
        var start = writer.Length;
        writer.Reserve(PrefixSize);
        writer.Text(Type);
        writer.Text(Id);
        writer.Varint((ulong)PreviousRevision);
        writer.Varint((ulong)PreviousLocation.Packed);
        writer.Reserve(1)[0] = (byte)((Removed ? RemovalFlag : 0) | (PreviousRemoved ? PreviousRemovedFlag : 0));
        if (Body is { } body) writer.Bytes(body.Span);
        var part = writer.Written[start..];
        BinaryPrimitives.WriteInt32LittleEndian(part, part.Length - PrefixSize);
        BinaryPrimitives.WriteUInt64LittleEndian(part[4..], XxHash3.HashToUInt64(part[PrefixSize..], revision));
    }

    /// <summary>Bytes of the whole record, when its first bytes are given.</summary>
    public static long SizeOf(ReadOnlySpan<byte> prefix) => PrefixSize + (long)BinaryPrimitives.ReadInt32LittleEndian(prefix);

    public static DocumentRecord Read(ReadOnlyMemory<byte> part, long revision)
    {
        var span = part.Span;
        if (BinaryPrimitives.ReadUInt64LittleEndian(span[4..]) != XxHash3.HashToUInt64(span[PrefixSize..], revision))
            throw new InvalidDataException("the document does not match its hash");
        var reader = new ByteReader(span[PrefixSize..]);
        var (type, id) = (reader.Text()!, reader.Text()!);
        var (previous, location, flags) = ((long)reader.Varint(), new Location((long)reader.Varint()), reader.Byte());
        return new(type, id, previous, location, (flags & PreviousRemovedFlag) != 0, (flags & RemovalFlag) != 0 ? (ReadOnlyMemory<byte>?)null : part[(PrefixSize + reader.Position)..]);
    }
}
