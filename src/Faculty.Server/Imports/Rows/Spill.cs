using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Faculty.Server.Imports.Rows;

/// <summary>
/// Rows put down by person while a file is read, whatever their order in it: the rows of one teacher_ref are in one partition, and a
/// partition is small enough to be held in memory. Files in the upload's own folder; not safe for several threads.
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
        var length = (int)(file.Length / sizeof(char));
        var owner = MemoryPool<char>.Shared.Rent(Math.Max(length, 1));
        RandomAccess.Read(file.SafeFileHandle, MemoryMarshal.AsBytes(owner.Memory.Span[..length]), 0);
        rows = owner.Memory[..length];
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
        files[partition].Write(MemoryMarshal.AsBytes(open[partition].WrittenSpan));
        open[partition].ResetWrittenCount();
    }
}
