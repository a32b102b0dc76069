namespace Faculty.Storage.Embedded;

/// <summary>Reads a file front to back a chunk at a time.</summary>
internal sealed class ChunkReader(DiskFile file)
{
    private byte[] chunk = new byte[512 << 10];
    private long start;
    private int filled;

    /// <summary>The bytes from an offset, fewer than asked for at the end of the file; valid until the next call.</summary>
    public ReadOnlySpan<byte> At(long offset, int count)
    {
        if (offset < start || offset + count > start + filled)
        {
            if (chunk.Length < count) chunk = new byte[count];
            start = offset;
            filled = file.Read(chunk, offset);
        }
        var from = (int)(offset - start);
        return chunk.AsSpan(from, Math.Max(0, Math.Min(count, filled - from)));
    }
}
