using Faculty.Domain.Groups;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Hosting;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Stages of groups (团队阶段); the same when state and day are.</summary>
internal sealed class GroupEventsSheet() : GroupPartSheet<GroupEvent>("group_events", "团队阶段", GroupCode(), State, Day, Document, Remark)
{
    public static readonly Column State = new("state", "状态") { Required = true, Choices = CodedValues.GroupStates.Chinese };
    private static readonly Column Day = new("effective_date", "生效日期") { Required = true };
    private static readonly Column Document = new("document_number", "文号") { Note = "除“申报”外必填 · needed but for APPLIED" };
    private static readonly Column Remark = new("remark", "备注");

    public override IReadOnlyList<GroupEvent> Of(Group group) => group.Events;

    // By day; of one day as they stand, held ones first.
    public override Group With(Group group, IReadOnlyList<GroupEvent> parts) => group with { Events = [.. parts.OrderBy(e => e.EffectiveDate)] };

    public override GroupEvent New(GroupEvent part) => part with { EventId = Ids.New() };

    public override string IdOf(GroupEvent part) => part.EventId;

    public override GroupEvent Read(Row row, string teacherId) => new()
    {
        State = row.Code(State, CodedValues.GroupStates), EffectiveDate = row.Day(Day), DocumentNumber = row.Text(Document), Remark = row.Text(Remark),
    };

    public override IEnumerable<FieldFault> Check(GroupEvent part, DateOnly today) => GroupChecks.Of(part, today);

    public override object KeyOf(GroupEvent part, Func<string, string> standing) => (part.State, part.EffectiveDate);

    public override GroupEvent Keep(GroupEvent row, GroupEvent part, SourceTable table) => part with
    {
        DocumentNumber = table.Has(Document) ? row.DocumentNumber : part.DocumentNumber,
        Remark = table.Has(Remark) ? row.Remark : part.Remark,
    };

    protected override void WritePart(GroupEvent part, string reference, RowWriter to)
    {
        to.Code(CodedValues.GroupStates, part.State);
        to.Day(part.EffectiveDate);
        to.Text(part.DocumentNumber);
        to.Text(part.Remark);
    }
}
