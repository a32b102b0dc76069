using Faculty.Server.Hosting;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Imports.Tables;
using Faculty.Server.Privacy;

namespace Faculty.Server.Imports.Export;

/// <summary>The workbooks the server writes: an exported roster and the empty template.</summary>
internal static class RosterWorkbook
{
    /// <summary>The tables of an export as one workbook.</summary>
    public static void Write(RosterExport export, Stream to, CancellationToken ct)
    {
        using var workbook = new WorkbookWriter(to);
        foreach (var sheet in Roster.Sheets)
        {
            workbook.Sheet(export.Chinese ? sheet.Label : sheet.Name, sheet.Columns, writer =>
            {
                using var table = CsvTable.Open(TemporaryFiles.OpenRead(export.PathOf(sheet)));
                var style = CellStyle.Header;
                while (table.Read())
                {
                    ct.ThrowIfCancellationRequested();
                    if (writer.Row == SheetWriter.MostRows)
                    {
                        throw Refusal.Field("format", $"{sheet.Name} has more rows than a workbook holds ({SheetWriter.MostRows}); export CSV");
                    }
                    for (var i = 0; i < table.Count; i++)
                    {
                        writer.Cell(table.Cell(i), style);
                    }
                    writer.End();
                    style = CellStyle.Text;
                }
            });
        }
    }

    /// <summary>Empty sheets with Chinese headers, drop-downs and notes, and a sheet that explains every column.</summary>
    public static void WriteTemplate(Stream to)
    {
        using var workbook = new WorkbookWriter(to);
        workbook.Sheet(UploadedTables.NotesSheet, [], Explain);
        foreach (var sheet in Roster.Sheets)
        {
            var columns = sheet.Columns.Where(c => c.Name is not ("erased" or "record_revision")).ToList();
            workbook.Sheet(sheet.Label, columns, writer => Row(writer, CellStyle.Header, [.. columns.Select(c => c.Label)]), forTyping: true);
        }
    }

    private static void Explain(SheetWriter writer)
    {
        Row(writer, CellStyle.Header, "表 sheet", "列 column", "name", "必填 required", "可选值 values", "说明 notes");
        foreach (var sheet in Roster.Sheets)
        {
            foreach (var column in sheet.Columns)
            {
                Row(writer, CellStyle.Wrapped, $"{sheet.Label} {sheet.Name}", column.Label, column.Name, column.Required ? "是 yes" : "", string.Join("、", column.Choices), column.Note);
            }
        }
    }

    private static void Row(SheetWriter writer, CellStyle style, params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
        {
            writer.Cell(cell, style);
        }
        writer.End();
    }
}
