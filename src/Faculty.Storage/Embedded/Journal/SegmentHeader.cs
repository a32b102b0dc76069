using System.Buffers.Binary;
using System.IO.Hashing;

namespace Faculty.Storage.Embedded;

/// <summary>
/// The first 64 bytes of a journal file, durable before any frame is written behind them: hash, magic, format, number, the journal's id,
/// the last unit before the file and the hash of the last frame before it.
/// </summary>
internal readonly record struct SegmentHeader(int Number, Guid Journal, long UnitBefore, ulong Previous)
{
    public const int Size = 64;
    private const uint Magic = 0x474A_4346, Format = 1;

    public void Write(Span<byte> target)
    {
        target[..Size].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(target[16..], Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(target[20..], Format);
        BinaryPrimitives.WriteInt32LittleEndian(target[24..], Number);
        Journal.TryWriteBytes(target[32..]);
        BinaryPrimitives.WriteInt64LittleEndian(target[48..], UnitBefore);
        BinaryPrimitives.WriteUInt64LittleEndian(target[56..], Previous);
        BinaryPrimitives.WriteUInt128LittleEndian(target, XxHash128.HashToUInt128(target[16..Size]));
    }

    public static SegmentHeader? Read(ReadOnlySpan<byte> source)
    {
        if (source.Length < Size || BinaryPrimitives.ReadUInt32LittleEndian(source[16..]) != Magic) return null;
        if (BinaryPrimitives.ReadUInt128LittleEndian(source) != XxHash128.HashToUInt128(source[16..Size])) return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(source[20..]) is var format && format != Format)
            throw new NotSupportedException($"journal format {format} is newer than this program; use a newer one.");
        return new(BinaryPrimitives.ReadInt32LittleEndian(source[24..]), new Guid(source[32..48]),
            BinaryPrimitives.ReadInt64LittleEndian(source[48..]), BinaryPrimitives.ReadUInt64LittleEndian(source[56..]));
    }
}
