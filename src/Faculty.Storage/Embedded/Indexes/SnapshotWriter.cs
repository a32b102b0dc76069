using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Faculty.Storage.Embedded;

/// <summary>Writes a file front to back and ends it with the hash of everything before.</summary>
internal sealed class SnapshotWriter(DiskFile file)
{
    public const int HashSize = 16;
    private readonly byte[] buffer = new byte[1 << 20];
    private readonly XxHash128 hash = new();
    private int filled;
    private long offset;

    public void Number(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Raw(bytes);
    }

    public void Text(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Number(bytes.Length);
        Raw(bytes);
    }

    public void Block(ReadOnlySpan<byte> block)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, block.Length);
        Raw(length);
        Raw(block);
    }

    public void Column<T>(Column<T> column) where T : unmanaged
    {
        Number(column.Count);
        foreach (var part in column.Parts) Raw(MemoryMarshal.AsBytes(part.AsSpan()));
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var count = Math.Min(bytes.Length, buffer.Length - filled);
            bytes[..count].CopyTo(buffer.AsSpan(filled));
            filled += count;
            bytes = bytes[count..];
            if (filled == buffer.Length) WriteOut();
        }
    }

    public void Finish()
    {
        WriteOut();
        var end = hash.GetCurrentHash();
        file.Write(end, offset);
        file.SetLength(offset + end.Length);
        file.Sync();
    }

    private void WriteOut()
    {
        hash.Append(buffer.AsSpan(0, filled));
        file.Write(buffer.AsSpan(0, filled), offset);
        offset += filled;
        filled = 0;
    }
}
