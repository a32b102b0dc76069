using System.IO.Hashing;

namespace Faculty.Storage.Embedded;

/// <summary>A whole file, read by position.</summary>
public sealed class AttachmentReader : IDisposable
{
    private readonly DiskFile file;

    internal AttachmentReader(DiskFile file) => (this.file, Length) = (file, Math.Max(0, file.Length - AttachmentWriter.HashSize));

    /// <summary>Bytes that were added; 0 for a file that is too short to be one.</summary>
    public long Length { get; }

    internal long StoredLength => Length + AttachmentWriter.HashSize;

    /// <summary>Fills the buffer as far as the content reaches; the number of bytes read.</summary>
    public int Read(Span<byte> buffer, long offset) => file.Read(buffer[..(int)Math.Clamp(Length - offset, 0, buffer.Length)], offset);

    /// <summary>True when every byte is what was written.</summary>
    public bool IsSound(CancellationToken ct)
    {
        var hash = new XxHash128();
        var chunk = new byte[256 << 10];
        for (long at = 0; at < Length;)
        {
            ct.ThrowIfCancellationRequested();
            var read = Read(chunk, at);
            if (read == 0) return false;
            hash.Append(chunk.AsSpan(0, read));
            at += read;
        }
        Span<byte> stored = stackalloc byte[AttachmentWriter.HashSize];
        return file.Read(stored, Length) == stored.Length && stored.SequenceEqual(hash.GetCurrentHash());
    }

    internal int ReadStored(Span<byte> buffer, long offset) => file.Read(buffer, offset);

    public void Dispose() => file.Dispose();
}
