using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Server.Privacy;

/// <summary>
/// Seals a person's files (附件) with the person's key: the content in chunks, each bound to the file, its place and whether it is the last, so that
/// what was cut, moved or taken from another file does not open; and the card, name and digest, that documents hold.
/// </summary>
internal sealed class FileSeal(PersonKeys keys)
{
    public const int ChunkSize = 64 << 10;

    /// <summary>What a chunk takes beyond its bytes.</summary>
    public const int Sealing = NonceSize + TagSize;
    private const int NonceSize = 12, TagSize = 16;

    /// <summary>Bytes that a content takes when it is sealed.</summary>
    public static long SealedSize(long size) => size + (Chunks(size) * Sealing);

    public static long Chunks(long size) => (size + ChunkSize - 1) / ChunkSize;

    /// <summary>Seals a chunk into as many bytes and <see cref="Sealing"/>. False when the person's key is gone.</summary>
    public bool TrySealChunk(FileKey key, string fileId, long index, bool isLast, ReadOnlySpan<byte> clear, Span<byte> chunk)
    {
        using var cipher = CipherOf(key);
        if (cipher is null)
        {
            return false;
        }
        Seal(cipher, clear, chunk, Place(stackalloc byte[MostBound], fileId, index, isLast));
        return true;
    }

    /// <summary>Opens the chunks of a file one after the other; null when the key is gone. To be disposed.</summary>
    public OpenedFile? Open(FileKey key, string fileId) => CipherOf(key) is { } cipher ? new(cipher, fileId) : null;

    /// <summary>The card of a file, sealed, with where its key is. Null when that is gone.</summary>
    public StoredFileSeal? Seal(FileKey key, string fileId, StoredFileCard card)
    {
        using var cipher = CipherOf(key);
        if (cipher is null)
        {
            return null;
        }
        var clear = card.ToByteArray();
        var bytes = new byte[clear.Length + Sealing];
        Seal(cipher, clear, bytes, CardOf(fileId));
        return new() { TeacherId = key.TeacherId, Slot = key.Slot, Sealed = UnsafeByteOperations.UnsafeWrap(bytes) };
    }

    /// <summary>The card of a file; null when the key is gone.</summary>
    /// <exception cref="SealBrokenException">It is not the card that was sealed for this file.</exception>
    public StoredFileCard? Open(string fileId, StoredFileSeal seal)
    {
        using var cipher = CipherOf(FileKey.Of(seal));
        if (cipher is null)
        {
            return null;
        }
        var bytes = seal.Sealed.Span;
        var clear = new byte[Math.Max(0, bytes.Length - Sealing)];
        return TryOpen(cipher, bytes, clear, CardOf(fileId)) ? StoredFileCard.Parser.ParseFrom(clear) : throw new SealBrokenException(seal.TeacherId, $"the card of the file {fileId} is not what was sealed for it");
    }

    /// <summary>Whether a key can be read, and if not why.</summary>
    public KeyState StateOf(FileKey key) => keys.StateOf(key.Slot, IdentitySeal.PersonOf(key.TeacherId));

    private const int MostBound = 80;

    private AesGcm? CipherOf(FileKey key)
    {
        Span<byte> bytes = stackalloc byte[KeySlot.KeySize];
        if (!keys.TryOpen(key.Slot, IdentitySeal.PersonOf(key.TeacherId), bytes))
        {
            return null;
        }
        var cipher = new AesGcm(bytes, TagSize);
        CryptographicOperations.ZeroMemory(bytes);
        return cipher;
    }

    private static byte[] CardOf(string fileId) => Encoding.ASCII.GetBytes($"faculty|file|{fileId}|card|1");

    private static Span<byte> Place(Span<byte> bound, string fileId, long index, bool isLast)
    {
        "faculty|file|"u8.CopyTo(bound);
        var at = 13 + Encoding.ASCII.GetBytes(fileId, bound[13..]);
        "|chunk|1|"u8.CopyTo(bound[at..]);
        BinaryPrimitives.WriteInt64LittleEndian(bound[(at + 9)..], index);
        bound[at + 17] = isLast ? (byte)1 : (byte)0;
        return bound[..(at + 18)];
    }

    private static void Seal(AesGcm cipher, ReadOnlySpan<byte> clear, Span<byte> chunk, ReadOnlySpan<byte> bound)
    {
        RandomNumberGenerator.Fill(chunk[..NonceSize]);
        cipher.Encrypt(chunk[..NonceSize], clear, chunk.Slice(Sealing, clear.Length), chunk.Slice(NonceSize, TagSize), bound);
    }

    private static bool TryOpen(AesGcm cipher, ReadOnlySpan<byte> chunk, Span<byte> clear, ReadOnlySpan<byte> bound)
    {
        if (chunk.Length < Sealing)
        {
            return false;
        }
        try
        {
            cipher.Decrypt(chunk[..NonceSize], chunk[Sealing..], chunk.Slice(NonceSize, TagSize), clear, bound);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <summary>A file that is read; not for several threads.</summary>
    internal sealed class OpenedFile(AesGcm cipher, string fileId) : IDisposable
    {
        /// <summary>Opens a chunk into as many bytes as were sealed. False when it is not what was sealed at this place of this file.</summary>
        public bool TryOpen(long index, bool isLast, ReadOnlySpan<byte> chunk, Span<byte> clear) =>
            FileSeal.TryOpen(cipher, chunk, clear, Place(stackalloc byte[MostBound], fileId, index, isLast));

        public void Dispose() => cipher.Dispose();
    }
}

/// <summary>The key that a file is sealed with: the record of the person, and the slot that it lies in.</summary>
internal sealed record FileKey(string TeacherId, uint Slot)
{
    public static FileKey Of(StoredFileSeal seal) => new(seal.TeacherId, seal.Slot);
}
