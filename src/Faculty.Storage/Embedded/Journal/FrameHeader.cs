using System.Buffers.Binary;
using System.IO.Hashing;

namespace Faculty.Storage.Embedded;

internal enum FrameKind : byte
{
    /// <summary>A journal entry.</summary>
    Entry = 1,

    /// <summary>Written at open and at close: proves that every unit before it was durable.</summary>
    Mark = 2,
}

/// <summary>
/// The 64 bytes before each payload. A unit is what one sync makes durable: its frames carry its number and the last one closes it;
/// a unit without its close never happened. The hash covers everything behind it, payload included; Previous is the low half of the
/// hash of the frame before, so bytes of an abandoned attempt can never follow a valid frame.
/// </summary>
internal readonly record struct FrameHeader(FrameKind Kind, bool Closes, int PayloadLength, long Unit, long Revision, long Instant, ulong Previous, UInt128 Hash)
{
    public const int Size = 64, HashSize = 16, Alignment = 8, MaxPayload = 1 << 30;

    public static ReadOnlySpan<byte> Magic => "FcF1"u8;

    public int FrameLength => Size + PayloadLength;

    public ulong Link => (ulong)Hash;

    /// <summary>Writes the header of a frame whose payload is already in place; returns its link.</summary>
    public static ulong Seal(Span<byte> frame, FrameKind kind, bool closes, long unit, long revision, long instant, ulong previous)
    {
        frame[..Size].Clear();
        Magic.CopyTo(frame[16..]);
        BinaryPrimitives.WriteInt32LittleEndian(frame[20..], frame.Length - Size);
        frame[24] = (byte)kind;
        frame[25] = closes ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64LittleEndian(frame[32..], unit);
        BinaryPrimitives.WriteInt64LittleEndian(frame[40..], revision);
        BinaryPrimitives.WriteInt64LittleEndian(frame[48..], instant);
        BinaryPrimitives.WriteUInt64LittleEndian(frame[56..], previous);
        var hash = HashOf(frame);
        BinaryPrimitives.WriteUInt128LittleEndian(frame, hash);
        return (ulong)hash;
    }

    /// <summary>The header, or null when these bytes cannot be one; the hash is not checked here.</summary>
    public static FrameHeader? Read(ReadOnlySpan<byte> source)
    {
        if (source.Length < Size || !source.Slice(16, 4).SequenceEqual(Magic) || source[24] is not (1 or 2) || source[25] > 1) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(source[20..]);
        if (length is < 0 or > MaxPayload || length % Alignment != 0) return null;
        return new((FrameKind)source[24], source[25] == 1, length,
            BinaryPrimitives.ReadInt64LittleEndian(source[32..]), BinaryPrimitives.ReadInt64LittleEndian(source[40..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[48..]), BinaryPrimitives.ReadUInt64LittleEndian(source[56..]),
            BinaryPrimitives.ReadUInt128LittleEndian(source));
    }

    public bool Matches(ReadOnlySpan<byte> frame) => frame.Length == FrameLength && HashOf(frame) == Hash;

    private static UInt128 HashOf(ReadOnlySpan<byte> frame) => XxHash128.HashToUInt128(frame[HashSize..]);
}
