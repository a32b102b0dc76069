using System.Text;
using Faculty.Server.Imports.Rows;

namespace Faculty.Server.Imports.Tables;

/// <summary>Writes the rows of a sheet as a stream; every cell is typed as a string, so that nothing is computed and no digit is lost.</summary>
internal sealed class SheetWriter(Stream to) : RowWriter
{
    public const int MostRows = 1_048_576;
    private readonly StringBuilder xml = new(1 << 16);
    // Chunks of the builder may cut a pair of surrogates; the encoder keeps the half for the next one.
    private readonly Encoder encoder = Encoding.UTF8.GetEncoder();
    private int column;

    /// <summary>Rows written or begun.</summary>
    public int Row { get; private set; }

    public CellStyle Style { get; set; } = CellStyle.Text;

    public override void Text(ReadOnlySpan<char> text) => Cell(text, Style, mark: true);

    /// <summary>A cell as it stands, in a style of its own.</summary>
    public void Cell(ReadOnlySpan<char> text, CellStyle style, bool mark = false)
    {
        if (column == 0)
        {
            xml.Append("<row r=\"").Append(++Row).Append("\">");
        }
        column++;
        if (text.Length == 0 && style is CellStyle.Text or CellStyle.General)
        {
            return;
        }
        xml.Append("<c r=\"");
        AppendPlace(xml, column, Row);
        xml.Append("\" s=\"").Append((int)style).Append("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        if (mark && CellText.NeedsMark(text))
        {
            xml.Append('\'');
        }
        AppendText(xml, text);
        xml.Append("</t></is></c>");
    }

    public override void End()
    {
        xml.Append(column == 0 ? "" : "</row>");
        Row += column == 0 ? 1 : 0;
        column = 0;
        if (xml.Length > 1 << 15)
        {
            Flush();
        }
    }

    /// <summary>Rows left out, as they are where this is copied from.</summary>
    public void SkipTo(int row) => Row = Math.Max(Row, row - 1);

    public void Raw(string text) => xml.Append(text);

    public void Flush()
    {
        foreach (var chunk in xml.GetChunks())
        {
            var bytes = System.Buffers.ArrayPool<byte>.Shared.Rent(chunk.Length * 3);
            var length = encoder.GetBytes(chunk.Span, bytes, flush: false);
            to.Write(bytes, 0, length);
            System.Buffers.ArrayPool<byte>.Shared.Return(bytes);
        }
        xml.Clear();
    }

    public static void AppendPlace(StringBuilder xml, int column, int row)
    {
        if (column > 26)
        {
            xml.Append((char)('A' + ((column - 1) / 26) - 1));
        }
        xml.Append((char)('A' + ((column - 1) % 26))).Append(row);
    }

    /// <summary>Text as XML; what XML cannot hold becomes U+FFFD.</summary>
    public static void AppendText(StringBuilder xml, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '&': xml.Append("&amp;"); break;
                case '<': xml.Append("&lt;"); break;
                case '>': xml.Append("&gt;"); break;
                case '"': xml.Append("&quot;"); break;
                case '\r': xml.Append("&#13;"); break;
                case '\t' or '\n': xml.Append(c); break;
                case < ' ' or '\ufffe' or '\uffff': xml.Append('\ufffd'); break;
                case >= '\ud800' and <= '\udfff' when i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]):
                    xml.Append(c).Append(text[++i]);
                    break;
                case >= '\ud800' and <= '\udfff': xml.Append('\ufffd'); break;
                default: xml.Append(c); break;
            }
        }
    }
}
