using System.Globalization;
using System.Text.RegularExpressions;
using Faculty.Domain.Quotas.Payrolls;
using Faculty.Server.Hosting;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;
using Google.Protobuf;

namespace Faculty.Server.Quotas.Payrolls;

/// <summary>A payroll as it is sent: a workbook or CSV whose header stands in one of the first rows. What is not asked for is not read.</summary>
internal sealed partial class PayrollTable
{
    public const int MostLines = 10_000;
    private const int HeaderRows = 10;
    private const int MostFaults = 20;

    private static readonly (string Name, string[] Labels)[] Columns =
    [
        ("staff_number", ["工号", "职工号", "人员编号"]), ("name", ["姓名"]), ("school_code", ["学校代码", "单位代码"]), ("amount", ["金额", "实发金额", "实发工资"]),
    ];

    private readonly List<FieldProblem> faults = [];

    public List<PayrollLine> Lines { get; } = [];

    /// <summary>Headers of columns that were not read.</summary>
    public List<string> Unknown { get; } = [];

    /// <exception cref="Refusal">The file is no table, has no staff numbers, is too long, or rows of it are at fault; values are not repeated.</exception>
    public static PayrollTable Read(ByteString content)
    {
        var table = new PayrollTable();
        try
        {
            using var stream = new MemoryStream(content.ToByteArray(), writable: false);
            table.ReadAny(stream);
        }
        catch (UnreadableTableException unreadable)
        {
            throw Refusal.Field("content", unreadable.Message);
        }
        return table.faults.Count == 0 ? table : throw new Refusal(V1.ErrorReason.InvalidRequest, "Rows of the payroll are at fault.") { Fields = table.faults };
    }

    private void ReadAny(Stream stream)
    {
        if (stream.Length > 1 && stream.ReadByte() == 'P' && stream.ReadByte() == 'K')
        {
            stream.Position = 0;
            using var workbook = Workbook.Open(stream);
            foreach (var sheet in workbook.SheetNames)
            {
                using var rows = workbook.Sheet(sheet);
                if (ReadRows(rows))
                {
                    return;
                }
            }
        }
        else
        {
            stream.Position = 0;
            using var rows = CsvTable.Open(stream);
            if (ReadRows(rows))
            {
                return;
            }
        }
        throw Refusal.Field("content", "must have a column staff_number (工号), with its header in one of the first 10 rows");
    }

    // False when no header is found.
    private bool ReadRows(TableReader rows)
    {
        int[]? places = null;
        for (var read = 0; places is null && read < HeaderRows && rows.Read(); read++)
        {
            places = Header(rows);
        }
        if (places is null)
        {
            return false;
        }
        while (rows.Read())
        {
            var cells = Array.ConvertAll(places, p => Text(rows, p));
            if (cells.All(c => c.Length == 0))
            {
                continue;
            }
            if (Lines.Count == MostLines)
            {
                throw Refusal.Field("content", $"must have at most {MostLines} lines; send school by school");
            }
            Add(rows.Row, cells);
        }
        return true;
    }

    private void Add(int row, string[] cells)
    {
        // A sum at the bottom of a payroll is no person.
        if (cells[0].Length == 0 ? IsSum(cells[1]) : IsSum(cells[0]))
        {
            return;
        }
        var amount = cells[3].Replace(",", "", StringComparison.Ordinal);
        Require(cells[0].Length is > 0 and <= 32 && cells[0].All(c => c is > ' ' and <= '~'), row, "staff_number", "must be 1 to 32 printable ASCII characters without spaces");
        Require(cells[1].Length <= 100, row, "name", "must be at most 100 characters");
        Require(cells[2].Length <= 64, row, "school_code", "must be at most 64 characters");
        Require(amount.Length == 0 || Yuan().IsMatch(amount), row, "amount", "must be yuan with at most two decimals");
        if (faults.Count == 0)
        {
            Lines.Add(new(row, cells[0], cells[1], cells[2], amount.Length == 0 ? 0 : (long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100)));
        }
    }

    private static bool IsSum(string cell) => cell is "合计" or "总计" or "total";

    private int[]? Header(TableReader rows)
    {
        var places = new int[Columns.Length];
        Array.Fill(places, -1);
        var others = new List<string>();
        for (var i = 0; i < rows.Count; i++)
        {
            var header = Text(rows, i);
            var column = Array.FindIndex(Columns, c => string.Equals(c.Name, header, StringComparison.OrdinalIgnoreCase) || c.Labels.Contains(header, StringComparer.Ordinal));
            if (column >= 0 && places[column] < 0)
            {
                places[column] = i;
            }
            else if (header.Length > 0)
            {
                others.Add(header.Length > 40 ? $"{header[..40]}…" : header);
            }
        }
        if (places[0] < 0)
        {
            return null;
        }
        Unknown.AddRange(others);
        return places;
    }

    // A workbook stores 5320.1 as 5320.1000000000004; money has two decimals.
    private static string Text(TableReader rows, int column)
    {
        if (column < 0 || column >= rows.Count)
        {
            return "";
        }
        var text = CellText.HalfWidth(CellText.Plain(rows.Cell(column), out _));
        return rows.Kind(column) == CellKind.Number && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? decimal.Round(number, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture)
            : text;
    }

    private void Require(bool holds, int row, string column, string problem)
    {
        if (!holds && faults.Count < MostFaults)
        {
            faults.Add(new($"content.rows[{row}].{column}", problem));
        }
    }

    [GeneratedRegex(@"\A-?[0-9]{1,9}(\.[0-9]{1,2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Yuan();
}
