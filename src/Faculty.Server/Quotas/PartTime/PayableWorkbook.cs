using Faculty.Domain.Quotas.PartTime;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Quotas.PartTime;

/// <summary>The payable lines of a day (应付课时费) for finance: a row a line, and totals that a spreadsheet program adds up itself.</summary>
internal static class PayableWorkbook
{
    private static readonly Column[] Columns =
    [
        new("line_id", "记录编号"), new("school_code", "学校代码"), new("school_name", "学校"), new("department_code", "系部代码"), new("department_name", "系部"), new("name", "姓名"),
        new("month", "月份"), new("standard_code", "课酬标准"), new("unit", "计酬单位"), new("rate", "标准（元）"), new("quantity", "数量"), new("amount", "金额（元）"),
    ];

    public static void Write(IReadOnlyList<HoursLine> lines, Func<HoursLine, string> nameOf, Func<string, string> organisation, Stream to)
    {
        using var workbook = new WorkbookWriter(to);
        workbook.Sheet("应付课时费", Columns, writer =>
        {
            foreach (var column in Columns)
            {
                writer.Cell(column.Label, CellStyle.Header);
            }
            writer.End();
            foreach (var line in lines)
            {
                string[] texts =
                [
                    line.LineId, line.SchoolCode, organisation(line.SchoolCode), line.DepartmentCode, organisation(line.DepartmentCode), nameOf(line), $"{line.Month:yyyy-MM}", line.StandardCode, UnitOf(line.Unit),
                ];
                foreach (var text in texts)
                {
                    writer.Text(text);
                }
                writer.Hundredths(line.RateFen);
                writer.Hundredths(line.Quantity);
                writer.Hundredths(line.AmountFen);
                writer.End();
            }
            writer.Cell("合计", CellStyle.Header);
            for (var column = 2; column < Columns.Length; column++)
            {
                writer.Cell("", CellStyle.Header);
            }
            // Without rows there is nothing to add up, and no range either.
            writer.FormulaOfHundredths(lines.Count == 0 ? "0" : $"SUM(L2:L{lines.Count + 1})", lines.Sum(l => l.AmountFen));
            writer.End();
        });
    }

    private static string UnitOf(PayUnit unit) => unit switch { PayUnit.Hour => "课时", PayUnit.Month => "月", _ => "人年" };
}
