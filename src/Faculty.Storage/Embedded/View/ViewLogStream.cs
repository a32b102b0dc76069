using System.Buffers.Binary;
using System.IO.Hashing;

namespace Faculty.Storage.Embedded;

/// <summary>
/// LiteDB's write-ahead log with what LiteDB leaves out: the pages of a transaction are one hashed frame, written when the page that
/// confirms the transaction arrives, so a torn transaction is never read back. Emptying the log raises the epoch and reuses the file.
/// It is synced before a checkpoint only: a view that falls back after a power cut is behind, not wrong. A failing write is kept in
/// <see cref="Fault"/> instead of thrown, because LiteDB writes from a background task that would wait for itself.
/// </summary>
internal sealed class ViewLogStream : Stream
{
    private const int Page = 8192, Head = 64, ConfirmedAt = 18, SpillPages = 512;
    private const ulong Magic = 0x3157_4549_5643_4346;

    private readonly DiskFile file;
    private readonly Lock gate = new();
    private readonly byte[] frame = new byte[Head + SpillPages * Page];
    private readonly List<(long Offset, int Pages, long First)> frames = [];
    private int pages;
    private long position, written, end;
    private ulong epoch = 1;

    public ViewLogStream(DiskFile file)
    {
        this.file = file;
        Recover();
    }

    public Exception? Fault { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length
    {
        get
        {
            lock (gate) return (written + pages) * Page;
        }
    }

    public override long Position { get => position; set => position = value; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        lock (gate)
        {
            if (Fault is not null) throw new IOException("the view's log has failed", Fault);
            var page = position / Page;
            position += count;
            if (page >= written + pages) return 0;
            var target = buffer.AsSpan(offset, Math.Min(count, Page));
            if (page >= written)
            {
                frame.AsSpan(Head + (int)(page - written) * Page, target.Length).CopyTo(target);
                return target.Length;
            }
            int low = 0, high = frames.Count - 1;
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                if (frames[middle].First <= page) low = middle;
                else high = middle - 1;
            }
            return file.Read(target, frames[low].Offset + Head + (page - frames[low].First) * Page);
        }
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        lock (gate)
        {
            var page = position / Page;
            position += count;
            if (Fault is not null) return;
            try
            {
                if (count != Page || page < written || page > written + pages) throw new IOException("the log is written out of order");
                buffer.AsSpan(offset, Page).CopyTo(frame.AsSpan(Head + (int)(page - written) * Page));
                if (page == written + pages) pages++;
                if (buffer[offset + ConfirmedAt] != 0 || pages == SpillPages) WriteFrame();
            }
            catch (IOException failure)
            {
                Fault = failure;
            }
        }
    }

    public void Sync()
    {
        lock (gate)
        {
            if (Fault is not null) throw new IOException("the view's log has failed", Fault);
            file.Sync();
        }
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => position + offset, _ => Length + offset };

    public override void SetLength(long value)
    {
        lock (gate)
        {
            if (value != 0) throw new NotSupportedException("the log can only be emptied");
            frames.Clear();
            (pages, written, end, position) = (0, 0, 0, 0);
            epoch++;
            // What was emptied must not come back at the next start.
            try
            {
                file.Write(new byte[Head], 0);
            }
            catch (IOException failure)
            {
                Fault = failure;
            }
        }
    }

    public override void Flush()
    {
        // Nothing to do: whole frames are written as they come.
    }

    private void WriteFrame()
    {
        var head = frame.AsSpan(0, Head);
        head.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(head[16..], Magic);
        BinaryPrimitives.WriteUInt64LittleEndian(head[24..], epoch);
        BinaryPrimitives.WriteInt64LittleEndian(head[32..], written);
        BinaryPrimitives.WriteInt32LittleEndian(head[40..], pages);
        var whole = frame.AsSpan(0, Head + pages * Page);
        BinaryPrimitives.WriteUInt128LittleEndian(head, XxHash128.HashToUInt128(whole[16..]));
        file.Write(whole, end);
        frames.Add((end, pages, written));
        end += whole.Length;
        written += pages;
        pages = 0;
    }

    private void Recover()
    {
        var length = file.Length;
        while (end + Head <= length)
        {
            var head = frame.AsSpan(0, Head);
            file.Read(head, end);
            var count = BinaryPrimitives.ReadInt32LittleEndian(head[40..]);
            var found = BinaryPrimitives.ReadUInt64LittleEndian(head[24..]);
            if (BinaryPrimitives.ReadUInt64LittleEndian(head[16..]) != Magic || count is < 1 or > SpillPages) break;
            if (BinaryPrimitives.ReadInt64LittleEndian(head[32..]) != written || (frames.Count > 0 && found != epoch)) break;
            var whole = frame.AsSpan(0, Head + count * Page);
            if (file.Read(whole, end) != whole.Length || BinaryPrimitives.ReadUInt128LittleEndian(whole) != XxHash128.HashToUInt128(whole[16..])) break;
            epoch = found;
            frames.Add((end, count, written));
            end += whole.Length;
            written += count;
        }
    }
}
