using System.IO.Compression;
using System.Text;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Tests.Imports.Tables;

/// <summary>Workbooks as spreadsheet programs write them, byte by byte under the test's control.</summary>
internal static class Xlsx
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>A workbook of one sheet; style 1 shows dates, style 2 dates of an own format.</summary>
    public static byte[] Of(string sheetData, string sheet = "teachers", string strings = "", bool from1904 = false, Action<ZipArchive>? more = null) => Of([(sheet, sheetData)], strings, from1904, more);

    public static byte[] Of((string Name, string Data)[] sheets, string strings = "", bool from1904 = false, Action<ZipArchive>? more = null)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "_rels/.rels", $"<Relationships xmlns='{Package}'><Relationship Id='r1' Type='{Office}/officeDocument' Target='xl/workbook.xml'/></Relationships>");
            Put(zip, "xl/workbook.xml", $"<workbook xmlns='{Main}' xmlns:r='{Office}'><workbookPr date1904='{(from1904 ? 1 : 0)}'/><sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name='{s.Name}' sheetId='{i + 1}' r:id='s{i}'/>"))}</sheets></workbook>");
            Put(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns='{Package}'>{string.Concat(sheets.Select((_, i) => $"<Relationship Id='s{i}' Type='{Office}/worksheet' Target='worksheets/s{i}.xml'/>"))}<Relationship Id='t' Type='{Office}/sharedStrings' Target='sharedStrings.xml'/><Relationship Id='y' Type='{Office}/styles' Target='styles.xml'/></Relationships>");
            Put(zip, "xl/styles.xml", $"<styleSheet xmlns='{Main}'><numFmts><numFmt numFmtId='170' formatCode='[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;'/><numFmt numFmtId='171' formatCode='0.00&quot;yd&quot;'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/><xf numFmtId='171'/></cellXfs></styleSheet>");
            Put(zip, "xl/sharedStrings.xml", $"<sst xmlns='{Main}'>{strings}</sst>");
            for (var i = 0; i < sheets.Length; i++)
            {
                Put(zip, $"xl/worksheets/s{i}.xml", $"<worksheet xmlns='{Main}'><sheetData>{sheets[i].Data}</sheetData></worksheet>");
            }
            more?.Invoke(zip);
        }
        return file.ToArray();
    }

    public static void Put(ZipArchive zip, string path, string content)
    {
        using var part = zip.CreateEntry(path).Open();
        part.Write(Encoding.UTF8.GetBytes(content));
    }

    /// <summary>The workbook with another content of a part.</summary>
    public static byte[] With(byte[] workbook, string path, string content)
    {
        var file = new MemoryStream();
        file.Write(workbook);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(path)!.Delete();
            Put(zip, path, content);
        }
        return file.ToArray();
    }

    /// <summary>A row of texts.</summary>
    public static string Row(int row, params string[] cells) =>
        $"<row r='{row}'>{string.Concat(cells.Select((c, i) => $"<c r='{(char)('A' + i)}{row}' t='inlineStr'><is><t xml:space='preserve'>{System.Security.SecurityElement.Escape(c)}</t></is></c>"))}</row>";

    /// <summary>Every row of a table as texts with the kind where it is no text.</summary>
    public static List<string> Rows(TableReader table)
    {
        var rows = new List<string>();
        while (table.Read())
        {
            var cells = new List<string>();
            for (var i = 0; i < table.Count; i++)
            {
                cells.Add(table.Kind(i) == CellKind.Text ? table.Cell(i).ToString() : $"{table.Kind(i)}:{table.Cell(i)}");
            }
            rows.Add($"{table.Row}|{string.Join('|', cells)}");
        }
        return rows;
    }

    public static List<string> Rows(byte[] workbook, string sheet = "teachers")
    {
        using var open = Workbook.Open(new MemoryStream(workbook));
        using var table = open.Sheet(sheet);
        return Rows(table);
    }
}
