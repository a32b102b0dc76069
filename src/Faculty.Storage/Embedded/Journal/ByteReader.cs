using System.Buffers.Binary;
using System.Text;

namespace Faculty.Storage.Embedded;

/// <summary>Reads what <see cref="ByteWriter"/> wrote; running over the end is an <see cref="InvalidDataException"/>.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> source = source;

    public int Position { get; private set; }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > source.Length - Position) throw new InvalidDataException("a field runs over the end");
        var span = source.Slice(Position, count);
        Position += count;
        return span;
    }

    public ReadOnlySpan<byte> Rest() => Bytes(source.Length - Position);

    public ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Bytes(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw new InvalidDataException("a number has no end");
    }

    public int Int() => Varint() is var value && value <= int.MaxValue ? (int)value : throw new InvalidDataException("a number is too large");

    public byte Byte() => Bytes(1)[0];

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));

    public string? Text() => Int() is var size && size == 0 ? null : Encoding.UTF8.GetString(Bytes(size - 1));
}
