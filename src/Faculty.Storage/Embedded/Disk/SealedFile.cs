using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Faculty.Storage.Embedded;

/// <summary>
/// A file of which the disk holds only ciphertext: chunks of AES-256-GCM, each with a nonce of its own and bound to its place. For views and
/// temporary files, which can be made again: a chunk that does not open is read as the end of the file.
/// </summary>
/// <param name="file">Where the ciphertext goes; disposed with this.</param>
/// <param name="key">32 bytes.</param>
public sealed class SealedFile(DiskFile file, ReadOnlyMemory<byte> key) : DiskFile(file.Path, new SafeFileHandle())
{
    private const int Chunk = 64 << 10, NonceSize = 12, TagSize = 16, Head = NonceSize + TagSize, Stored = Head + Chunk;
    private readonly AesGcm cipher = new(key.Span, TagSize);
    private readonly Lock gate = new();
    private readonly byte[] clear = new byte[Chunk];
    private readonly byte[] stored = new byte[Stored];
    private long length = ClearLength(file.Length);

    // The chunk in memory: its number, how much of it is filled, and whether the disk has it.
    private long number = -1;
    private int filled;
    private bool isDirty;

    public override long Length
    {
        get
        {
            lock (gate) return length;
        }
    }

    public override int Read(Span<byte> buffer, long offset)
    {
        lock (gate)
        {
            var total = 0;
            while (total < buffer.Length)
            {
                Load((offset + total) / Chunk);
                var from = (int)((offset + total) % Chunk);
                var count = Math.Min(buffer.Length - total, filled - from);
                if (count <= 0) break;
                clear.AsSpan(from, count).CopyTo(buffer[total..]);
                total += count;
            }
            return total;
        }
    }

    /// <summary>Writes; the last chunk written reaches the disk with the next one, or with <see cref="Flush"/>.</summary>
    public override void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        lock (gate)
        {
            while (bytes.Length > 0)
            {
                Load(offset / Chunk);
                var from = (int)(offset % Chunk);
                if (from > filled) throw new NotSupportedException("a sealed file has no holes");
                var count = Math.Min(bytes.Length, Chunk - from);
                bytes[..count].CopyTo(clear.AsSpan(from));
                (filled, isDirty) = (Math.Max(filled, from + count), true);
                offset += count;
                length = Math.Max(length, offset);
                bytes = bytes[count..];
            }
        }
    }

    public override void SetLength(long length)
    {
        lock (gate)
        {
            if (length > this.length) throw new NotSupportedException("a sealed file has no holes");
            Load(length / Chunk);
            (filled, isDirty, this.length) = ((int)(length % Chunk), true, length);
            FlushChunk();
            file.SetLength((number * Stored) + (filled == 0 ? 0 : Head + filled));
        }
    }

    /// <summary>Everything written is with the operating system when this returns.</summary>
    public void Flush()
    {
        lock (gate) FlushChunk();
    }

    public override void Sync()
    {
        Flush();
        file.Sync();
    }

    public override void Dispose()
    {
        try
        {
            Flush();
        }
        finally
        {
            cipher.Dispose();
            file.Dispose();
            base.Dispose();
        }
    }

    private void Load(long wanted)
    {
        if (number == wanted) return;
        FlushChunk();
        (number, filled) = (wanted, 0);
        var read = file.Read(stored, wanted * Stored) - Head;
        if (read <= 0) return;
        try
        {
            cipher.Decrypt(stored.AsSpan(0, NonceSize), stored.AsSpan(Head, read), stored.AsSpan(NonceSize, TagSize), clear.AsSpan(0, read), Place(stackalloc byte[8]));
            filled = read;
        }
        catch (AuthenticationTagMismatchException)
        {
            // Damaged, or of another key: nothing of it is known.
        }
    }

    private void FlushChunk()
    {
        if (!isDirty) return;
        RandomNumberGenerator.Fill(stored.AsSpan(0, NonceSize));
        cipher.Encrypt(stored.AsSpan(0, NonceSize), clear.AsSpan(0, filled), stored.AsSpan(Head, filled), stored.AsSpan(NonceSize, TagSize), Place(stackalloc byte[8]));
        file.Write(stored.AsSpan(0, Head + filled), number * Stored);
        isDirty = false;
    }

    private Span<byte> Place(Span<byte> place)
    {
        BinaryPrimitives.WriteInt64LittleEndian(place, number);
        return place;
    }

    private static long ClearLength(long bytes) => (bytes / Stored * Chunk) + Math.Max(0, (bytes % Stored) - Head);
}
