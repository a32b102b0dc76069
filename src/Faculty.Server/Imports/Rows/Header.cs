using Faculty.Server.Imports.Sheets;
using Faculty.Server.Imports.Tables;
using Faculty.V1;

namespace Faculty.Server.Imports.Rows;

/// <summary>The first row of a table: which column stands where.</summary>
internal static class Header
{
    /// <summary>The column that a marked workbook adds; not read.</summary>
    public const string FaultsColumn = "错误 faults";

    /// <summary>The table behind a header, or null when it cannot be read; what is wrong is added to the faults.</summary>
    public static SourceTable? Read(TableReader reader, int number, Sheet sheet, string name, FaultList faults)
    {
        var places = new int[sheet.Columns.Count];
        var headers = sheet.Columns.Select(c => c.Name).ToArray();
        Array.Fill(places, -1);
        var readable = true;
        faults.Reads(name, Enumerable.Range(0, reader.Count).Select(i => reader.Cell(i).Trim().ToString()).ToList());
        for (var i = 0; i < reader.Count; i++)
        {
            var header = reader.Cell(i).Trim().ToString();
            if (header.Length == 0 || header == FaultsColumn)
            {
                continue;
            }
            if (Find(sheet, header) is not { } column)
            {
                faults.Add(Fault(name, reader.Row, header, ImportFaultCode.UnknownColumn, $"The column is not known in {sheet.Name} and not read.", warning: true));
            }
            else if (places[column.Index] >= 0)
            {
                faults.Add(Fault(name, reader.Row, header, ImportFaultCode.DuplicateColumn, $"The column {column.Name} stands twice."));
                readable = false;
            }
            else
            {
                (places[column.Index], headers[column.Index]) = (i, header);
            }
        }
        foreach (var column in sheet.Columns.Where(c => c.Required && places[c.Index] < 0))
        {
            faults.Add(Fault(name, reader.Row, column.Name, ImportFaultCode.MissingColumn, $"The column {column.Name} ({column.Label}) is missing; headers stand in the first row."));
            readable = false;
        }
        return readable ? new(number, sheet, name, places) { Headers = headers } : null;
    }

    public static ImportFault Fault(string sheet, int row, string column, ImportFaultCode code, string message, bool warning = false) => new()
    {
        Sheet = sheet,
        Row = row,
        Column = column,
        Code = code,
        Message = message,
        Remedy = Remedies.Of(code),
        Warning = warning,
    };

    // "name", "姓名", "姓名*", "name (姓名)".
    private static Column? Find(Sheet sheet, string header)
    {
        var plain = header.TrimEnd('*', '＊', ' ');
        return sheet.Columns.FirstOrDefault(c => IsCalled(c, plain))
            ?? (plain.IndexOfAny([' ', '(', '（', '\n']) is > 0 and var at ? sheet.Columns.FirstOrDefault(c => IsCalled(c, plain[..at])) : null);
    }

    private static bool IsCalled(Column column, string header) =>
        string.Equals(header, column.Name, StringComparison.OrdinalIgnoreCase) || string.Equals(header, column.Label, StringComparison.Ordinal);
}
