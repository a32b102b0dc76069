using System.Text;
using Faculty.Server.Imports.Rows;

namespace Faculty.Server.Imports.Tables;

/// <summary>Writes CSV: UTF-8 with byte order mark (spreadsheet programs need it), quotes only where needed, nothing that could run as a formula.</summary>
internal sealed class CsvRowWriter : RowWriter, IDisposable
{
    private const int BufferBytes = 1 << 16;
    private readonly Stream to;
    private readonly byte[] buffer = new byte[BufferBytes];
    private int used;
    private bool inRow;

    public CsvRowWriter(Stream to)
    {
        this.to = to;
        Put("\ufeff");
    }

    public override void Text(ReadOnlySpan<char> text)
    {
        if (inRow)
        {
            Put((byte)',');
        }
        inRow = true;
        var mark = CellText.NeedsMark(text);
        var quote = text.IndexOfAny(",\"\r\n") >= 0;
        if (quote)
        {
            Put((byte)'"');
        }
        if (mark)
        {
            Put((byte)'\'');
        }
        while (quote && text.IndexOf('"') is >= 0 and var at)
        {
            Put(text[..(at + 1)]);
            Put((byte)'"');
            text = text[(at + 1)..];
        }
        Put(text);
        if (quote)
        {
            Put((byte)'"');
        }
    }

    public override void End()
    {
        Put((byte)'\r');
        Put((byte)'\n');
        inRow = false;
    }

    public void Dispose()
    {
        Flush();
        to.Dispose();
    }

    private void Put(byte sign)
    {
        if (used == BufferBytes)
        {
            Flush();
        }
        buffer[used++] = sign;
    }

    private void Put(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            // Never between the halves of a character beyond the BMP.
            var length = Math.Min(text.Length, BufferBytes / 4);
            length -= length < text.Length && char.IsHighSurrogate(text[length - 1]) ? 1 : 0;
            if (BufferBytes - used < length * 3)
            {
                Flush();
            }
            used += Encoding.UTF8.GetBytes(text[..length], buffer.AsSpan(used));
            text = text[length..];
        }
    }

    private void Flush()
    {
        to.Write(buffer, 0, used);
        used = 0;
    }
}
