using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Faculty.Server.Privacy;

namespace Faculty.Server.Imports.Rows;

/// <summary>
/// Rows put down by person while a file is read, whatever their order in it: the rows of one teacher_ref are in one partition, and a
/// partition is small enough to be held in memory. Files in the upload's own folder, sealed by blocks; not safe for several threads.
/// </summary>
internal sealed class Spill : IDisposable
{
    private const int FlushCharacters = 1 << 13;
    private const long PartitionBytes = 2 << 20;
    private readonly ArrayBufferWriter<char>[] open;
    private readonly FileStream[] files;

    public Spill(string folder, long uploadBytes)
    {
        var partitions = (int)Math.Clamp(uploadBytes / PartitionBytes, 2, 512);
        Directory.CreateDirectory(folder);
        open = new ArrayBufferWriter<char>[partitions];
        files = new FileStream[partitions];
        for (var i = 0; i < partitions; i++)
        {
            open[i] = new();
            files[i] = new(Path.Combine(folder, $"rows-{i}"), FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
    }

    public int Partitions => files.Length;

    /// <summary>Where the next row of a person is to be written; followed by <see cref="Wrote"/>.</summary>
    public ArrayBufferWriter<char> For(ReadOnlySpan<char> reference, out int partition)
    {
        partition = (int)(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(reference)) % (ulong)files.Length);
        return open[partition];
    }

    public void Wrote(int partition)
    {
        if (open[partition].WrittenCount >= FlushCharacters)
        {
            Flush(partition);
        }
    }

    /// <summary>All rows of a partition, in the order they were written, in memory that goes back with its owner; <paramref name="rows"/> is their part of it.</summary>
    public IMemoryOwner<char> Read(int partition, out ReadOnlyMemory<char> rows)
    {
        Flush(partition);
        open[partition] = new();
        var file = files[partition];
        var (size, stored) = ((int)file.Length, ArrayPool<byte>.Shared.Rent((int)file.Length));
        file.Position = 0;
        file.ReadExactly(stored, 0, size);
        var owner = MemoryPool<char>.Shared.Rent((size / sizeof(char)) + 1);
        var clear = MemoryMarshal.AsBytes(owner.Memory.Span);
        var length = 0;
        for (var at = 0; at < size;)
        {
            var bytes = BinaryPrimitives.ReadInt32LittleEndian(stored.AsSpan(at));
            TemporaryFiles.OpenBlock(stored.AsSpan(at + sizeof(int), TemporaryFiles.Sealing + bytes), clear.Slice(length, bytes));
            (at, length) = (at + sizeof(int) + TemporaryFiles.Sealing + bytes, length + bytes);
        }
        ArrayPool<byte>.Shared.Return(stored);
        rows = owner.Memory[..(length / sizeof(char))];
        return owner;
    }

    public void Dispose()
    {
        foreach (var file in files)
        {
            file.Dispose();
        }
    }

    private void Flush(int partition)
    {
        var clear = MemoryMarshal.AsBytes(open[partition].WrittenSpan);
        if (clear.Length == 0)
        {
            return;
        }
        var size = sizeof(int) + TemporaryFiles.Sealing + clear.Length;
        var block = ArrayPool<byte>.Shared.Rent(size);
        BinaryPrimitives.WriteInt32LittleEndian(block, clear.Length);
        TemporaryFiles.Seal(clear, block.AsSpan(sizeof(int)..size));
        files[partition].Write(block, 0, size);
        ArrayPool<byte>.Shared.Return(block);
        open[partition].ResetWrittenCount();
    }
}
