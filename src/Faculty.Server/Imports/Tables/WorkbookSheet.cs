using System.Globalization;
using System.Xml;

namespace Faculty.Server.Imports.Tables;

/// <summary>A sheet of a workbook, read forward; one row is held at a time, as characters side by side.</summary>
internal sealed class WorkbookSheet(XmlReader xml, Func<SharedStrings> strings, CellStyles styles, bool from1904) : TableReader
{
    private readonly (int Start, int Length, CellKind Kind)[] cells = new (int, int, CellKind)[TableLimits.Columns];
    private readonly char[] scratch = new char[TableLimits.CellCharacters + 1];
    private char[] characters = new char[1 << 12];
    private int used;
    private int count;

    public override int Count => count;

    public override bool Read()
    {
        try
        {
            while (XmlCells.Next(xml))
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "row" })
                {
                    Row = int.TryParse(xml.GetAttribute("r"), out var number) && number > Row ? number : Row + 1;
                    if (!xml.IsEmptyElement && ReadCells())
                    {
                        return true;
                    }
                }
            }
            return false;
        }
        catch (Exception cause) when (cause is XmlException or InvalidDataException)
        {
            throw Workbook.NotOne(cause);
        }
    }

    public override ReadOnlySpan<char> Cell(int column) => characters.AsSpan(cells[column].Start, cells[column].Length);

    public override CellKind Kind(int column) => cells[column].Kind;

    public override void Dispose() => xml.Dispose();

    private bool ReadCells()
    {
        (used, count) = (0, 0);
        var any = false;
        var depth = xml.Depth;
        var next = 0;
        while (XmlCells.Next(xml) && xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                any |= ReadCell(ref next);
            }
        }
        return any;
    }

    private bool ReadCell(ref int next)
    {
        var type = "";
        var style = -1;
        var column = next;
        var empty = xml.IsEmptyElement;
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            switch (xml.LocalName)
            {
                case "r": column = ColumnOf(xml.Value, next); break;
                case "t": type = xml.Value; break;
                case "s": _ = int.TryParse(xml.Value, out style); break;
            }
        }
        xml.MoveToElement();
        next = column + 1;
        var (text, kind) = empty ? (default, CellKind.Text) : ReadContent(type, style);
        if (text.Length == 0 && kind == CellKind.Text)
        {
            return false;
        }
        if (column >= TableLimits.Columns)
        {
            throw UnreadableTableException.Limit($"Row {Row} has a cell beyond column {TableLimits.Columns}.", "Keep to the columns of the template.");
        }
        for (; count <= column; count++)
        {
            cells[count] = default;
        }
        cells[column] = (used, text.Length, kind);
        if (used + text.Length > characters.Length)
        {
            Array.Resize(ref characters, Math.Max(characters.Length * 2, used + text.Length));
        }
        text.Span.CopyTo(characters.AsSpan(used));
        used += text.Length;
        return true;
    }

    private (ReadOnlyMemory<char> Text, CellKind Kind) Content(string type, int style, int length, bool formula)
    {
        var raw = scratch.AsMemory(0, length);
        return type switch
        {
            _ when length > TableLimits.CellCharacters => (default, CellKind.TooLong),
            _ when formula => (raw, CellKind.Formula),
            "e" => (raw, CellKind.Error),
            "b" => (length == 1 && scratch[0] == '1' ? "TRUE".AsMemory() : "FALSE".AsMemory(), CellKind.Boolean),
            "s" => (Copy(strings().At(raw.Span)), CellKind.Text),
            "d" => (raw[..Math.Min(10, length)], CellKind.Day),
            "str" or "inlineStr" => (raw, CellKind.Text),
            _ when length > 0 && styles.IsDate(style) => Day(raw),
            _ => (raw, length == 0 ? CellKind.Text : CellKind.Number),
        };
    }

    // The reader stands on <c>; afterwards on </c>.
    private (ReadOnlyMemory<char> Text, CellKind Kind) ReadContent(string type, int style)
    {
        var depth = xml.Depth;
        var length = 0;
        var formula = false;
        while (XmlCells.Next(xml) && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }
            if (xml.LocalName == "f")
            {
                formula = true;
                if (!xml.IsEmptyElement)
                {
                    ReadValue(0);
                }
                length = 0;
            }
            else if (xml is { LocalName: "v", IsEmptyElement: false })
            {
                length = ReadValue(length);
            }
            else if (xml is { LocalName: "is", IsEmptyElement: false })
            {
                foreach (var _ in XmlCells.Texts(xml, "is"))
                {
                    length = ReadChunks(length);
                }
            }
        }
        return Content(type, style, length, formula);
    }

    private int ReadValue(int length)
    {
        var depth = xml.Depth;
        while (XmlCells.Next(xml) && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                length = ReadChunks(length);
            }
        }
        return length;
    }

    private int ReadChunks(int length)
    {
        while (length < scratch.Length && xml.ReadValueChunk(scratch, length, scratch.Length - length) is > 0 and var read)
        {
            length += read;
        }
        return length;
    }

    private ReadOnlyMemory<char> Copy(ReadOnlySpan<char> text)
    {
        var length = Math.Min(text.Length, scratch.Length);
        text[..length].CopyTo(scratch);
        return scratch.AsMemory(0, Math.Min(length, TableLimits.CellCharacters));
    }

    private (ReadOnlyMemory<char> Text, CellKind Kind) Day(ReadOnlyMemory<char> raw) =>
        double.TryParse(raw.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial) && SerialDate.Text(serial, from1904) is { } day
            ? (day.AsMemory(), CellKind.Day)
            : (raw, CellKind.Number);

    // "AB12" -> 27; a cell without its place follows the one before.
    private static int ColumnOf(string place, int next)
    {
        var column = 0;
        foreach (var c in place)
        {
            if (c is < 'A' or > 'Z' || column > TableLimits.Columns * 26)
            {
                break;
            }
            column = (column * 26) + (c - 'A' + 1);
        }
        return column == 0 ? next : column - 1;
    }
}
