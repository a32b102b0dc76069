using System.Buffers;
using System.Globalization;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Imports.Tables;
using Faculty.V1;

namespace Faculty.Server.Quotas.PartTime;

/// <summary>A sheet of monthly hours (课时), as a school fills it.</summary>
internal sealed class HoursSheet() : Sheet("hours", "课时", Teacher, SchoolCode, Department, Month, Hours, Standard)
{
    public const int MostRows = 5_000;

    public static readonly Column Teacher = Reference();
    public static readonly Column SchoolCode = School();
    public static readonly Column Department = new("department_code", "系部代码") { Required = true, Identifier = true, Note = "课时所属系部 · the department taught for" };
    public static readonly Column Month = new("month", "月份") { Required = true, Note = "2026-09" };
    public static readonly Column Hours = new("hours", "课时") { Required = true, Note = "36.5；按月、按人年计酬填月数，整月为 1 · of standards by month or person-year the months: 1" };
    public static readonly Column Standard = new("standard_code", "课酬标准") { Required = true, Identifier = true, Note = "课酬标准代码 · code of the standard" };

    private static readonly HoursSheet Known = new();

    /// <summary>The rows of a file; what cannot be read is added to the faults. A workbook's sheet is called hours or 课时, or is its only one.</summary>
    public static List<Row> Read(string fileName, ReadOnlyMemory<byte> content, FaultList faults, List<ImportFault> ofRows)
    {
        var rows = new List<Row>();
        try
        {
            using var file = new MemoryStream(content.ToArray(), writable: false);
            if (fileName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            {
                using var table = CsvTable.Open(file);
                Read(table, fileName, faults, ofRows, rows);
                return rows;
            }
            using var workbook = Workbook.Open(file);
            var sheets = workbook.SheetNames.Where(s => s != UploadedTables.NotesSheet).ToList();
            if ((sheets.FirstOrDefault(Known.IsCalled) ?? (sheets.Count == 1 ? sheets[0] : null)) is not { } name)
            {
                faults.Add(Header.Fault(fileName, 0, "", ImportFaultCode.UnknownSheet, "No sheet is called hours (课时); nothing was read."));
                return rows;
            }
            using var sheet = workbook.Sheet(name);
            Read(sheet, name, faults, ofRows, rows);
        }
        catch (UnreadableTableException unreadable)
        {
            faults.Add(new() { Sheet = fileName, Code = unreadable.Code, Message = unreadable.Message, Remedy = unreadable.Remedy });
        }
        return rows;
    }

    /// <summary>Hundredths of what a cell says; 0 when it is wrong, and the fault is told.</summary>
    public static int Quantity(Row row)
    {
        var cell = row.Text(Hours);
        if (cell.Length > 0 && decimal.TryParse(cell, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var hours)
            && hours is > 0 and <= PartTimeForm.MostQuantity / 100 && hours * 100 == decimal.Truncate(hours * 100))
        {
            return (int)(hours * 100);
        }
        if (cell.Length > 0)
        {
            row.Fault(Hours, ImportFaultCode.Rule, "must be a number above 0 and up to 744, with two decimals at most");
        }
        return 0;
    }

    /// <summary>The first day of the month that a cell says.</summary>
    public static DateOnly MonthOf(Row row) => row.Partial(Month) is { } month ? new(month.Year, month.Month, 1) : default;

    private static void Read(TableReader reader, string name, FaultList faults, List<ImportFault> ofRows, List<Row> rows)
    {
        faults.Reads(name);
        if (!reader.Read() || Header.Read(reader, 0, Known, name, faults) is not { } table)
        {
            return;
        }
        var interned = new Interned();
        while (reader.Read())
        {
            if (rows.Count == MostRows)
            {
                throw UnreadableTableException.Limit($"The sheet has more than {MostRows} rows.", "Import a part of them.");
            }
            var record = new ArrayBufferWriter<char>();
            RowRecord.Write(record, reader, 0, table.Places);
            var row = new Row(table, record.WrittenMemory, ofRows, interned);
            if (Known.Columns.Any(c => row.Glance(c).Length > 0))
            {
                rows.Add(row);
            }
        }
    }
}
