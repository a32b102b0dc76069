namespace Faculty.Storage.Embedded;

/// <summary>
/// Reads a file front to back a chunk at a time. The first chunk is small, because a thousand watchers ask for one entry each; who reads on
/// gets larger ones.
/// </summary>
internal sealed class ChunkReader(DiskFile file)
{
    private const int Largest = 512 << 10;
    private byte[] chunk = new byte[8 << 10];
    private long start;
    private int filled;

    /// <summary>The bytes from an offset, fewer than asked for at the end of the file; valid until the next call.</summary>
    public ReadOnlySpan<byte> At(long offset, int count)
    {
        if (offset < start || offset + count > start + filled)
        {
            var size = Math.Max(filled < chunk.Length ? chunk.Length : Math.Min(chunk.Length * 8, Largest), count);
            if (chunk.Length < size) chunk = new byte[size];
            start = offset;
            filled = file.Read(chunk, offset);
        }
        var from = (int)(offset - start);
        return chunk.AsSpan(from, Math.Max(0, Math.Min(count, filled - from)));
    }
}
