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
internal sealed class CountingStream(Stream inner, long packedBytes, long mostBytes, InflatedBytes total) : Stream
{
    private long inflated;
    private int stretch;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => inflated; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer) => Counted(buffer[..inner.Read(buffer)]);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

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

    private int Counted(ReadOnlySpan<byte> read)
    {
        var bytes = read.Length;
        inflated += bytes;
        total.Add(bytes);
        if (inflated > mostBytes)
        {
            throw UnreadableTableException.Limit($"A part of the workbook inflates to more than {mostBytes >> 20} MiB.", "Split the workbook.");
        }
        // An XML reader holds a whole tag in memory and compares all its attributes, so a tag must end. '<' stands in none.
        var first = read.IndexOf((byte)'<');
        if (stretch + (first < 0 ? bytes : first) > TableLimits.StretchBytes)
        {
            throw UnreadableTableException.Limit($"A part of the workbook has a text or element of more than {TableLimits.StretchBytes >> 10} KiB.", "Shorten the text.");
        }
        stretch = first < 0 ? stretch + bytes : bytes - read.LastIndexOf((byte)'<');
        if (inflated > TableLimits.RatioFreeBytes && inflated > packedBytes * TableLimits.Ratio)
        {
            throw UnreadableTableException.Limit(
                $"A part of the workbook inflates to more than {TableLimits.Ratio} times its size.",
                "Copy the rows into an empty workbook, delete formatted but empty rows, and save again.");
        }
        return bytes;
    }
}
