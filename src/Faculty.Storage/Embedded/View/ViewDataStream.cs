namespace Faculty.Storage.Embedded;

/// <summary>LiteDB's data file. LiteDB flushes it once per checkpoint, before it empties the log; that flush is a real sync.</summary>
internal sealed class ViewDataStream(DiskFile file) : Stream
{
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position { get => position; set => position = value; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = file.Read(buffer.AsSpan(offset, count), position);
        position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        file.Write(buffer.AsSpan(offset, count), position);
        position += count;
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => position + offset, _ => Length + offset };

    public override void SetLength(long value) => file.SetLength(value);

    public override void Flush() => file.Sync();
}
