using Faculty.Domain.Groups;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Hosting;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Tasks of groups by year (团队任务); the same when year, task and output are.</summary>
internal sealed class GroupTasksSheet() : GroupPartSheet<GroupTask>("group_tasks", "团队任务", GroupCode(), Year, Title, Output, Planned, Reached)
{
    private static readonly Column Year = new("year", "年度") { Required = true };
    private static readonly Column Title = new("title", "任务") { Required = true };
    private static readonly Column Output = new("output", "成果");
    private static readonly Column Planned = new("planned_count", "计划数");
    private static readonly Column Reached = new("reached_count", "完成数");

    public override IReadOnlyList<GroupTask> Of(Group group) => group.Tasks;

    public override Group With(Group group, IReadOnlyList<GroupTask> parts) => group with { Tasks = [.. parts.OrderBy(t => t.Year).ThenBy(t => t.TaskId, StringComparer.Ordinal)] };

    public override GroupTask New(GroupTask part) => part with { TaskId = Ids.New() };

    public override string IdOf(GroupTask part) => part.TaskId;

    public override GroupTask Read(Row row, string teacherId) => new()
    {
        Year = row.Count(Year), Title = row.Text(Title), Output = row.Text(Output), PlannedCount = row.Count(Planned), ReachedCount = row.Count(Reached),
    };

    public override IEnumerable<FieldFault> Check(GroupTask part, DateOnly today) => GroupChecks.Of(part, today);

    public override object KeyOf(GroupTask part, Func<string, string> standing) => (part.Year, part.Title, part.Output);

    public override GroupTask Keep(GroupTask row, GroupTask part, SourceTable table) => part with
    {
        PlannedCount = table.Has(Planned) ? row.PlannedCount : part.PlannedCount,
        ReachedCount = table.Has(Reached) ? row.ReachedCount : part.ReachedCount,
    };

    protected override void WritePart(GroupTask part, string reference, RowWriter to)
    {
        to.Text($"{part.Year}");
        to.Text(part.Title);
        to.Text(part.Output);
        to.Text($"{part.PlannedCount}");
        to.Text($"{part.ReachedCount}");
    }
}
