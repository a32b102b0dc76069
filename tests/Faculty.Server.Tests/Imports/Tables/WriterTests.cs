using System.Text;
using CsCheck;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Faculty.Server.Imports.Export;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Tests.Imports.Tables;

public sealed class WriterTests
{
    private static readonly string[] Known =
        ["=1+1", "+86", "-1", "@x", "\tx", "'x", "''", " 王", "王 ", "140581190001010021", "00123", "𠮷野", "a,b", "say \"hi\"", "", "<&>", "＝1", "x'"];

    private static readonly Gen<string> Text = Gen.Select(
        Gen.Int[0, Known.Length - 1], Gen.String[Gen.Char["=+-@'\" ,;\u3000王ab1&<"], 0, 6], Gen.Bool, (known, made, one) => one ? Known[known] : made);

    private static readonly Gen<string[][]> Table = Text.Array[3].Array[1, 8];

    [Fact]
    public void What_is_written_as_CSV_is_read_back_the_same() => Table.Sample(
        rows => Assert.Equal(Joined(rows), Plain(CsvTable.Open(new MemoryStream(Csv(rows))))), iter: 500);

    [Fact]
    public void What_is_written_as_a_workbook_is_read_back_the_same() => Table.Sample(
        rows =>
        {
            using var workbook = Workbook.Open(new MemoryStream(Book(rows)));
            Assert.Equal(Joined(rows), Plain(workbook.Sheet("教师")));
        },
        iter: 200);

    [Fact]
    public void No_cell_of_a_CSV_file_begins_like_a_formula() => Table.Sample(
        rows =>
        {
            using var table = CsvTable.Open(new MemoryStream(Csv(rows)));
            while (table.Read())
            {
                for (var i = 0; i < table.Count; i++)
                {
                    Assert.False(table.Cell(i) is ['=' or '+' or '-' or '@' or '\t' or '\r', ..], table.Cell(i).ToString());
                }
            }
        },
        iter: 300);

    [Fact]
    public void Every_cell_of_a_workbook_is_typed_as_a_string()
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(Book([["=1+1", "140581190001010021", "2023-09-01"]])), isEditable: false);
        var cells = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToList();
        Assert.All(cells, c => Assert.Equal("inlineStr", c.DataType!.InnerText));
        Assert.Empty(book.WorkbookPart.WorksheetParts.Single().Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>());
        Assert.Equal("140581190001010021", cells[2].InnerText);
    }

    [Fact]
    public void The_template_is_a_valid_workbook_that_import_reads()
    {
        var file = new MemoryStream();
        RosterWorkbook.WriteTemplate(file);
        using (var book = SpreadsheetDocument.Open(new MemoryStream(file.ToArray()), isEditable: false))
        {
            Assert.Empty(new OpenXmlValidator().Validate(book).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
            Assert.Contains(book.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.DataValidation>()), v => v.Type?.InnerText == "list");
        }
        using var workbook = Workbook.Open(new MemoryStream(file.ToArray()));
        var faults = new FaultList();
        foreach (var sheet in Roster.Sheets)
        {
            using var table = workbook.Sheet(sheet.Label);
            Assert.True(table.Read());
            Assert.NotNull(Header.Read(table, 0, sheet, sheet.Label, faults));
        }
        Assert.Empty(faults.Listed(10));
    }

    private static byte[] Csv(string[][] rows)
    {
        var file = new MemoryStream();
        using (var writer = new CsvRowWriter(file))
        {
            Write(writer, rows);
        }
        return file.ToArray();
    }

    private static byte[] Book(string[][] rows)
    {
        var file = new MemoryStream();
        using (var workbook = new WorkbookWriter(file))
        {
            workbook.Sheet("教师", Roster.Teachers.Columns, writer => Write(writer, rows));
        }
        return file.ToArray();
    }

    private static void Write(RowWriter writer, string[][] rows)
    {
        foreach (var row in rows)
        {
            writer.Text("x");
            foreach (var cell in row)
            {
                writer.Text(cell);
            }
            writer.End();
        }
    }

    private static string Joined(string[][] rows) => string.Join('\n', rows.Select(r => $"x|{string.Join('|', r)}".TrimEnd('|')));

    private static string Plain(TableReader table)
    {
        var rows = new StringBuilder();
        using (table)
        {
            while (table.Read())
            {
                var cells = Enumerable.Range(0, table.Count).Select(i => CellText.Plain(table.Cell(i), out _).ToString());
                rows.Append(rows.Length == 0 ? "" : "\n").Append(string.Join('|', cells).TrimEnd('|'));
            }
        }
        return rows.ToString();
    }
}
