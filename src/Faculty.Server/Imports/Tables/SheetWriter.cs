using System.Text;
using Faculty.Server.Imports.Rows;

namespace Faculty.Server.Imports.Tables;

/// <summary>
/// Writes the rows of a sheet as a stream. Texts are typed as strings, so that nothing of them is computed and no digit is lost; numbers, days and
/// formulas are the server's own.
/// </summary>
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
        Next();
        if (text.Length == 0 && style is CellStyle.Text or CellStyle.General)
        {
            return;
        }
        Begin(style);
        xml.Append("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        if (mark && CellText.NeedsMark(text))
        {
            xml.Append('\'');
        }
        AppendText(xml, text);
        xml.Append("</t></is></c>");
    }

    /// <summary>A whole number; null = an empty cell.</summary>
    public void Number(long? number, CellStyle style = CellStyle.Number)
    {
        Next();
        if (number is { } value)
        {
            Begin(style);
            xml.Append("\"><v>").Append(value).Append("</v></c>");
        }
    }

    /// <summary>A day as spreadsheet programs count them; null = an empty cell.</summary>
    public void Date(DateOnly? day)
    {
        Next();
        if (day is { } value)
        {
            Begin(CellStyle.Day);
            xml.Append("\"><v>").Append(SerialDate.Of(value)).Append("</v></c>");
        }
    }

    /// <summary>A formula of places and numbers, with its value for programs that do not compute.</summary>
    public void Formula(string formula, long value, CellStyle style = CellStyle.Number)
    {
        Next();
        Begin(style);
        xml.Append("\"><f>").Append(formula).Append("</f><v>").Append(value).Append("</v></c>");
    }

    /// <summary>A number with two decimals, of so many hundredths.</summary>
    public void Hundredths(long hundredths)
    {
        Next();
        Begin(CellStyle.Amount);
        xml.Append("\"><v>").Append(TwoDecimals(hundredths)).Append("</v></c>");
    }

    /// <summary>A formula of places whose value has two decimals.</summary>
    public void FormulaOfHundredths(string formula, long hundredths)
    {
        Next();
        Begin(CellStyle.Amount);
        xml.Append("\"><f>").Append(formula).Append("</f><v>").Append(TwoDecimals(hundredths)).Append("</v></c>");
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

    private void Next()
    {
        if (column == 0)
        {
            xml.Append("<row r=\"").Append(++Row).Append("\">");
        }
        column++;
    }

    private void Begin(CellStyle style)
    {
        xml.Append("<c r=\"");
        AppendPlace(xml, column, Row);
        xml.Append("\" s=\"").Append((int)style);
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

    private static string TwoDecimals(long hundredths) => $"{(hundredths < 0 ? "-" : "")}{Math.Abs(hundredths) / 100}.{Math.Abs(hundredths) % 100:D2}";
}
