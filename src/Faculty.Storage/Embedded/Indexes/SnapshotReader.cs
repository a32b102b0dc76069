using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Faculty.Storage.Embedded;

/// <summary>Reads what <see cref="SnapshotWriter"/> wrote; call <see cref="Matches"/> before believing any of it.</summary>
internal sealed class SnapshotReader(DiskFile file)
{
    private readonly ChunkReader chunks = new(file);
    private long offset;

    public bool Matches()
    {
        var length = file.Length - SnapshotWriter.HashSize;
        if (length < 0) return false;
        var hash = new XxHash128();
        for (long at = 0; at < length;)
        {
            var part = chunks.At(at, (int)Math.Min(256 << 10, length - at));
            if (part.Length == 0) return false;
            hash.Append(part);
            at += part.Length;
        }
        return chunks.At(length, SnapshotWriter.HashSize).SequenceEqual(hash.GetCurrentHash());
    }

    public long Number() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public string Text() => Encoding.UTF8.GetString(Take((int)Number()));

    public byte[] Block() => Take(BinaryPrimitives.ReadInt32LittleEndian(Take(4))).ToArray();

    public void Column<T>(Column<T> column) where T : unmanaged
    {
        for (var left = Number(); left > 0;)
        {
            var part = MemoryMarshal.Cast<byte, T>(Take((int)Math.Min(left, 4096) * Marshal.SizeOf<T>()));
            foreach (var value in part) column.Add(value);
            left -= part.Length;
        }
    }

    public void Raw(Span<byte> target)
    {
        if (file.Read(target, offset) != target.Length) throw new InvalidDataException("the snapshot is short");
        offset += target.Length;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var part = chunks.At(offset, count);
        if (part.Length != count) throw new InvalidDataException("the snapshot is short");
        offset += count;
        return part;
    }
}
