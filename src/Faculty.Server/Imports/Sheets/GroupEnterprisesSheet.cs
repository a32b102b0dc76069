using Faculty.Domain.Groups;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Enterprises that cooperate with groups (合作企业); the same when name and first day are.</summary>
internal sealed class GroupEnterprisesSheet() : GroupPartSheet<CooperatingEnterprise>("group_enterprises", "合作企业", GroupCode(), Enterprise, StartDate, LastDate)
{
    private static readonly Column Enterprise = new("enterprise", "企业") { Required = true, Field = "name" };
    private static readonly Column StartDate = Start();
    private static readonly Column LastDate = Last();

    public override IReadOnlyList<CooperatingEnterprise> Of(Group group) => group.Enterprises;

    public override Group With(Group group, IReadOnlyList<CooperatingEnterprise> parts) =>
        group with { Enterprises = [.. parts.OrderBy(e => e.StartDate).ThenBy(e => e.Name, StringComparer.Ordinal)] };

    public override CooperatingEnterprise New(CooperatingEnterprise part) => part;

    public override string IdOf(CooperatingEnterprise part) => part.Name;

    public override CooperatingEnterprise Read(Row row, string teacherId) => new() { Name = row.Text(Enterprise), StartDate = row.Day(StartDate), LastDate = row.OptionalDay(LastDate) };

    public override IEnumerable<FieldFault> Check(CooperatingEnterprise part, DateOnly today) => GroupChecks.Of(part, today);

    public override object KeyOf(CooperatingEnterprise part, Func<string, string> standing) => (part.Name, part.StartDate);

    public override CooperatingEnterprise Keep(CooperatingEnterprise row, CooperatingEnterprise part, SourceTable table) => part with { LastDate = table.Has(LastDate) ? row.LastDate : part.LastDate };

    protected override void WritePart(CooperatingEnterprise part, string reference, RowWriter to)
    {
        to.Text(part.Name);
        to.Day(part.StartDate);
        to.Day(part.LastDate);
    }
}
