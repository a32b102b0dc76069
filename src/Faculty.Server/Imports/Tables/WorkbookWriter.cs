using System.IO.Compression;
using System.Text;
using Faculty.Server.Imports.Sheets;

namespace Faculty.Server.Imports.Tables;

/// <summary>Writes an .xlsx workbook sheet after sheet, in constant memory.</summary>
internal sealed class WorkbookWriter(Stream to) : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const int LastRowChecked = 10_000;
    private readonly ZipArchive zip = new(to, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<string> names = [];

    /// <summary>Writes a sheet: frozen header, then what <paramref name="rows"/> writes.</summary>
    public void Sheet(string name, IReadOnlyList<Column> columns, Action<SheetWriter> rows, bool forTyping = false)
    {
        names.Add(name);
        using var part = zip.CreateEntry($"xl/worksheets/sheet{names.Count}.xml", CompressionLevel.Fastest).Open();
        var sheet = new SheetWriter(part);
        sheet.Raw(Frozen);
        // Whole columns are text: what is typed into them stays as typed.
        sheet.Raw($"<col min=\"1\" max=\"{Math.Max(1, columns.Count)}\" width=\"18\" style=\"{(int)CellStyle.Text}\" customWidth=\"1\"/></cols><sheetData>");
        rows(sheet);
        sheet.Raw("</sheetData>");
        if (forTyping)
        {
            sheet.Raw(Validations(columns));
        }
        sheet.Raw("</worksheet>");
        sheet.Flush();
    }

    /// <summary>Writes a sheet of figures: frozen header, columns of a width and a style of their own.</summary>
    public void Figures(string name, IReadOnlyList<(int Width, CellStyle Style)> columns, Action<SheetWriter> rows)
    {
        names.Add(name);
        using var part = zip.CreateEntry($"xl/worksheets/sheet{names.Count}.xml", CompressionLevel.Fastest).Open();
        var sheet = new SheetWriter(part);
        sheet.Raw(Frozen);
        foreach (var (i, (width, style)) in columns.Index())
        {
            sheet.Raw($"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{width}\" style=\"{(int)style}\" customWidth=\"1\"/>");
        }
        sheet.Raw("</cols><sheetData>");
        rows(sheet);
        sheet.Raw("</sheetData></worksheet>");
        sheet.Flush();
    }

    public void Dispose()
    {
        var sheets = new StringBuilder();
        var relations = new StringBuilder();
        var types = new StringBuilder();
        for (var i = 1; i <= names.Count; i++)
        {
            sheets.Append("<sheet name=\"");
            SheetWriter.AppendText(sheets, names[i - 1]);
            sheets.Append($"\" sheetId=\"{i}\" r:id=\"r{i}\"/>");
            relations.Append($"<Relationship Id=\"r{i}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>");
            types.Append($"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{Type}.worksheet+xml\"/>");
        }
        Part("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>{sheets}</sheets></workbook>");
        Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\">{relations}<Relationship Id=\"s\" Type=\"{Office}/styles\" Target=\"styles.xml\"/></Relationships>");
        Part("xl/styles.xml", Styles);
        Part("_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Part("[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{Type}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{Type}.styles+xml\"/>{types}</Types>");
        zip.Dispose();
    }

    private static string Frozen =>
        $"{Declaration}<worksheet xmlns=\"{Main}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>";

    // In the order of CellStyle.
    private static string Styles =>
        $"""
        <styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
        <fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>{Fill("FFDDEBF7")}{Fill("FFFFC7CE")}{Fill("FFFFEB9C")}</fills>
        <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
        <cellXfs count="10"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1"/><xf numFmtId="49" fillId="3" applyNumberFormat="1" applyFill="1"/><xf numFmtId="49" fillId="4" applyNumberFormat="1" applyFill="1"/><xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf><xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="3" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="4" applyNumberFormat="1"/></cellXfs>
        </styleSheet>
        """;

    private static string Fill(string colour) => $"""<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/></patternFill></fill>""";

    // A drop-down for coded columns, and the note of a column beside the cell that is typed into.
    private static string Validations(IReadOnlyList<Column> columns)
    {
        var xml = new StringBuilder();
        var count = 0;
        foreach (var column in columns.Where(c => c.Choices.Count > 0 || c.Note.Length > 0))
        {
            count++;
            xml.Append(column.Choices.Count > 0 ? "<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\"" : "<dataValidation allowBlank=\"1\"");
            xml.Append(" showInputMessage=\"1\" promptTitle=\"");
            SheetWriter.AppendText(xml, column.Label);
            xml.Append("\" prompt=\"");
            SheetWriter.AppendText(xml, column.Note.Length > 0 ? column.Note : column.Name);
            xml.Append("\" sqref=\"");
            SheetWriter.AppendPlace(xml, column.Index + 1, 2);
            xml.Append(':');
            SheetWriter.AppendPlace(xml, column.Index + 1, LastRowChecked);
            xml.Append("\">");
            if (column.Choices.Count > 0)
            {
                xml.Append("<formula1>&quot;");
                SheetWriter.AppendText(xml, string.Join(',', column.Choices));
                xml.Append("&quot;</formula1>");
            }
            xml.Append("</dataValidation>");
        }
        return count == 0 ? "" : $"<dataValidations count=\"{count}\">{xml}</dataValidations>";
    }

    private void Part(string path, string content)
    {
        using var part = new StreamWriter(zip.CreateEntry(path).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        part.Write(Declaration);
        part.Write(content);
    }
}
