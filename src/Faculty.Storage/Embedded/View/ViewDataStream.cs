using System.Buffers.Binary;
using System.IO.Hashing;

namespace Faculty.Storage.Embedded;

/// <summary>
/// LiteDB's data file, each page followed by its hash: LiteDB has no checksums, and a damaged page may send it round in a circle for ever.
/// LiteDB flushes once per checkpoint, before it empties the log; that flush is a real sync.
/// </summary>
internal sealed class ViewDataStream(DiskFile file) : Stream
{
    private const int Page = 8192, Stored = Page + 16;
    private readonly byte[] buffer = new byte[Stored];
    private readonly Lock gate = new();
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    /// <summary>Whole pages; a page torn at the end of the file does not count.</summary>
    public override long Length => file.Length / Stored * Page;

    public override long Position { get => position; set => position = value; }

    public override int Read(byte[] target, int offset, int count)
    {
        lock (gate)
        {
            var page = PageAt(count);
            if (page * Page >= Length) return 0;
            file.Read(buffer, page * Stored);
            if (BinaryPrimitives.ReadUInt128LittleEndian(buffer.AsSpan(Page)) != HashOf(page)) throw new InvalidDataException($"page {page} of the view does not match its hash");
            buffer.AsSpan(0, Page).CopyTo(target.AsSpan(offset));
            position += Page;
            return Page;
        }
    }

    public override void Write(byte[] source, int offset, int count)
    {
        lock (gate)
        {
            var page = PageAt(count);
            source.AsSpan(offset, Page).CopyTo(buffer);
            BinaryPrimitives.WriteUInt128LittleEndian(buffer.AsSpan(Page), HashOf(page));
            file.Write(buffer, page * Stored);
            position += Page;
        }
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => position + offset, _ => Length + offset };

    public override void SetLength(long value) => file.SetLength(value / Page * Stored);

    public override void Flush() => file.Sync();

    private long PageAt(int count) =>
        count == Page && position % Page == 0 ? position / Page : throw new NotSupportedException("the view is read and written by whole pages");

    private UInt128 HashOf(long page) => XxHash128.HashToUInt128(buffer.AsSpan(0, Page), page);
}
