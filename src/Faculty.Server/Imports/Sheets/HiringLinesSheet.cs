using Faculty.Domain.Quotas.Hiring;
using Faculty.Domain.Teachers;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Imports.Sheets;

/// <summary>
/// Hiring lines (招聘计划), a row each; the same when the code is. A row holds what was asked for and the steps that have a document: submitted,
/// approved by each office, announced, reduced, cancelled. Selection and candidates are not in it.
/// </summary>
internal sealed class HiringLinesSheet() : LedgerSheet(
    "hiring_lines", "招聘计划",
    [Code, Host, Department, Year, Category, Major, Route, Kind, Requested, Deadline, .. Steps.SelectMany(s => s.Columns)])
{
    public static readonly Column Code = new("line_code", "计划编号") { Required = true, Identifier = true, Field = "code", Note = "如 GP-2026-1，全系统唯一 · unique in the registry" };
    public static readonly Column Host = School();
    public static readonly Column Department = new("department_code", "系部代码") { Identifier = true };
    public static readonly Column Year = new("year", "年度") { Required = true };
    private static readonly Column Category = new("category", "岗位类别") { Required = true, Choices = CodedValues.PostCategories.Chinese };
    private static readonly Column Major = new("major_code", "专业代码") { Identifier = true };
    private static readonly Column Route = new("route", "招聘途径") { Required = true, Choices = ["公开招聘", "自主招聘技能人才"] };
    private static readonly Column Kind = new("engagement_kind", "聘用类型") { Choices = ["在编", "员额", "合同制"], Note = "留空表示在编；只有在编占编制 · empty = ESTABLISHED, the only one that takes seats" };
    private static readonly Column Requested = new("requested", "申报数") { Required = true, Field = "requested_count" };
    private static readonly Column Deadline = new("deadline", "截止日期") { Note = "留空表示当年 12 月 31 日 · empty = 31 December of the year" };

    /// <summary>The steps a row has columns for, in the order in which those of one day are taken.</summary>
    public static IReadOnlyList<StepColumns> Steps { get; } =
    [
        new(HiringStepType.Submit, default, "submitted", "申报", documented: false),
        new(HiringStepType.Approve, Office.Establishment, "establishment", "编办", counted: "核准数"),
        new(HiringStepType.Approve, Office.HumanResources, "human_resources", "人社局", counted: "核准数"),
        new(HiringStepType.Approve, Office.Finance, "finance", "财政局", counted: "核准数"),
        new(HiringStepType.Announce, default, "announcement", "公告", counted: "人数"),
        new(HiringStepType.Reduce, default, "reduction", "核减", counted: "人数"),
        new(HiringStepType.Cancel, default, "cancellation", "取消"),
    ];

    public static HiringLine Read(Row row)
    {
        var (year, kind) = (row.Count(Year), row.Code(Kind, CodedValues.EngagementKinds));
        return new()
        {
            Code = row.Identifier(Code),
            SchoolCode = row.Identifier(Host),
            DepartmentCode = row.Identifier(Department),
            Year = year,
            Category = row.Code(Category, CodedValues.PostCategories),
            MajorCode = row.Identifier(Major),
            Route = row.Code(Route, CodedValues.HiringRoutes),
            EngagementKind = kind == EngagementKind.Unspecified ? EngagementKind.Established : kind,
            RequestedCount = row.Count(Requested),
            Deadline = row.OptionalDay(Deadline) ?? new(Math.Clamp(year, 1, 9999), 12, 31),
        };
    }

    /// <summary>The row as the next version of a line; what the table does not carry, or the row does not say, stays.</summary>
    public static HiringLine Keep(Row row, HiringLine read, HiringLine held) => held with
    {
        DepartmentCode = row.Table.Has(Department) ? read.DepartmentCode : held.DepartmentCode,
        Category = read.Category,
        MajorCode = row.Table.Has(Major) ? read.MajorCode : held.MajorCode,
        Route = read.Route,
        EngagementKind = row.Glance(Kind).Length > 0 ? read.EngagementKind : held.EngagementKind,
        RequestedCount = read.RequestedCount,
        // An extended line is written with its last deadline.
        Deadline = row.Glance(Deadline).Length == 0 || read.Deadline == held.DeadlineOn(DateOnly.MaxValue) ? held.Deadline : read.Deadline,
    };

    /// <summary>What a line holds of a step, null when it was not taken; reductions are one.</summary>
    public static HiringStep? Held(HiringLine line, StepColumns columns)
    {
        var taken = line.Round().Where(s => s.Type == columns.Type && s.Office == columns.Office).ToList();
        return taken.Count == 0 ? null : taken[^1] with { Count = taken.Sum(s => s.Count), Note = "" };
    }

    public static int Write(HiringLine line, RowWriter to)
    {
        to.Text(line.Code);
        to.Text(line.SchoolCode);
        to.Text(line.DepartmentCode);
        to.Text($"{line.Year}");
        to.Code(CodedValues.PostCategories, line.Category);
        to.Text(line.MajorCode);
        to.Code(CodedValues.HiringRoutes, line.Route);
        to.Code(CodedValues.EngagementKinds, line.EngagementKind);
        to.Text($"{line.RequestedCount}");
        to.Day(line.DeadlineOn(DateOnly.MaxValue));
        foreach (var columns in Steps)
        {
            columns.Write(Held(line, columns), to);
        }
        to.End();
        return 1;
    }
}
