namespace Faculty.Server.Imports.Tables;

/// <summary>What all parts of one workbook have inflated to so far.</summary>
internal sealed class InflatedBytes
{
    private long total;

    public void Add(int bytes)
    {
        if (Interlocked.Add(ref total, bytes) > TableLimits.InflatedBytes)
        {
            throw UnreadableTableException.Limit($"The workbook inflates to more than {TableLimits.InflatedBytes >> 20} MiB.", "Split the workbook.");
        }
    }
}

/// <summary>A part of a workbook as it inflates; refuses what grows beyond its limits, so that a small file cannot fill the memory.</summary>
internal sealed class CountingStream(Stream inner, long packedBytes, InflatedBytes total) : Stream
{
    private long inflated;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => inflated; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer) => Counted(inner.Read(buffer));

    public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }

    private int Counted(int bytes)
    {
        inflated += bytes;
        total.Add(bytes);
        if (inflated > TableLimits.EntryBytes)
        {
            throw UnreadableTableException.Limit($"A part of the workbook inflates to more than {TableLimits.EntryBytes >> 20} MiB.", "Split the workbook.");
        }
        if (inflated > TableLimits.RatioFreeBytes && inflated > packedBytes * TableLimits.Ratio)
        {
            throw UnreadableTableException.Limit(
                $"A part of the workbook inflates to more than {TableLimits.Ratio} times its size.",
                "Copy the rows into an empty workbook, delete formatted but empty rows, and save again.");
        }
        return bytes;
    }
}
