using System.Security.Cryptography;
using Faculty.Storage.Embedded;

namespace Faculty.Server.Privacy;

/// <summary>
/// Files that outlive a call at most: uploads, rows put down while a file is read, exports. They hold whole rosters, so they are sealed with a
/// key that lives only in this process; what a crash leaves behind nobody can read.
/// </summary>
internal static class TemporaryFiles
{
    private const int NonceSize = 12, TagSize = 16;
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    /// <summary>What a block takes beyond its bytes.</summary>
    public const int Sealing = NonceSize + TagSize;

    /// <summary>Opens a file to read and write, made when missing.</summary>
    public static Stream Open(string path) => new DiskStream(new SealedFile(Disk.Real.Open(path), Key));

    /// <summary>Opens a file that was written before.</summary>
    public static Stream OpenRead(string path) => new DiskStream(new SealedFile(Disk.Real.OpenRead(path), Key));

    /// <summary>A new file that has no name any more: gone when it is closed, or when the process ends.</summary>
    public static Stream Unnamed(string path)
    {
        var file = Open(path);
        File.Delete(path);
        return file;
    }

    /// <summary>Seals a block for a file that is written and read by blocks.</summary>
    public static void Seal(ReadOnlySpan<byte> clear, Span<byte> block)
    {
        RandomNumberGenerator.Fill(block[..NonceSize]);
        using var cipher = new AesGcm(Key, TagSize);
        cipher.Encrypt(block[..NonceSize], clear, block[Sealing..], block.Slice(NonceSize, TagSize));
    }

    /// <summary>Opens a block into as many bytes as were sealed.</summary>
    public static void OpenBlock(ReadOnlySpan<byte> block, Span<byte> clear)
    {
        using var cipher = new AesGcm(Key, TagSize);
        cipher.Decrypt(block[..NonceSize], block[Sealing..], block.Slice(NonceSize, TagSize), clear);
    }
}
