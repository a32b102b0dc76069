using System.Buffers.Binary;
using System.Text;

namespace Faculty.Storage.Embedded;

/// <summary>A growing buffer the writer thread reuses.</summary>
internal sealed class ByteWriter
{
    private byte[] buffer = new byte[64 << 10];

    public int Length { get; private set; }

    public Span<byte> Written => buffer.AsSpan(0, Length);

    public Span<byte> Reserve(int count)
    {
        if (buffer.Length - Length < count) Array.Resize(ref buffer, (int)Math.Min(Array.MaxLength, Math.Max(buffer.Length * 2L, (long)Length + count)));
        var span = buffer.AsSpan(Length, count);
        Length += count;
        return span;
    }

    public void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) Reserve(1)[0] = (byte)(value | 0x80);
        Reserve(1)[0] = (byte)value;
    }

    public void Long(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Reserve(value.Length));

    /// <summary>Length plus one, so that 0 is null.</summary>
    public void Text(string? value)
    {
        if (value is null) { Varint(0); return; }
        var size = Encoding.UTF8.GetByteCount(value);
        Varint((ulong)size + 1);
        Encoding.UTF8.GetBytes(value, Reserve(size));
    }

    public void PadTo(int alignment)
    {
        if (Length % alignment != 0) Reserve(alignment - Length % alignment).Clear();
    }

    /// <summary>Drops what was written; a buffer grown by one large unit is not kept.</summary>
    public void Clear()
    {
        Length = 0;
        if (buffer.Length > 16 << 20) buffer = new byte[64 << 10];
    }
}
