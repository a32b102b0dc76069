using Faculty.Domain.Groups;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Studios and teams (工作室团队); the same when the code is.</summary>
internal sealed class GroupsSheet() : GroupSheet("groups", "工作室团队", GroupCode(), NameColumn, Kind, Level, Field, Host, Document, StartDate, LastDate)
{
    private static readonly Column NameColumn = new("name", "名称") { Required = true };
    private static readonly Column Kind = new("kind", "类型") { Required = true, Choices = CodedValues.GroupKinds.Chinese };
    private static readonly Column Level = new("level", "级别") { Required = true, Choices = CodedValues.GroupLevels.Chinese };
    private static readonly Column Field = new("field", "专业领域");
    public static readonly Column Host = School();
    private static readonly Column Document = new("approval_document", "批准文号");
    private static readonly Column StartDate = new("start_date", "开始日期") { Note = "建设期首日；新团队自此日起为“申报” · first day of the construction period; a new group is APPLIED from it on" };
    private static readonly Column LastDate = new("last_date", "结束日期") { Note = "建设期末日 · last day of the construction period" };

    public Group Read(Row row) => new()
    {
        Code = CodeOf(row),
        Name = row.Text(NameColumn),
        Kind = row.Code(Kind, CodedValues.GroupKinds),
        Level = row.Code(Level, CodedValues.GroupLevels),
        Field = row.Text(Field),
        SchoolCode = row.Identifier(Host),
        ApprovalDocument = row.Text(Document),
        StartDate = row.OptionalDay(StartDate),
        LastDate = row.OptionalDay(LastDate),
    };

    /// <summary>The row as the next version of a group; what the table does not carry stays.</summary>
    public static Group Keep(Group row, Group held, SourceTable table) => held with
    {
        Name = row.Name,
        Kind = row.Kind,
        Level = row.Level,
        SchoolCode = row.SchoolCode,
        Field = table.Has(Field) ? row.Field : held.Field,
        ApprovalDocument = table.Has(Document) ? row.ApprovalDocument : held.ApprovalDocument,
        StartDate = table.Has(StartDate) ? row.StartDate : held.StartDate,
        LastDate = table.Has(LastDate) ? row.LastDate : held.LastDate,
    };

    public override int Write(Group group, Func<string, string?> reference, RowWriter to)
    {
        to.Text(group.Code);
        to.Text(group.Name);
        to.Code(CodedValues.GroupKinds, group.Kind);
        to.Code(CodedValues.GroupLevels, group.Level);
        to.Text(group.Field);
        to.Text(group.SchoolCode);
        to.Text(group.ApprovalDocument);
        to.Day(group.StartDate);
        to.Day(group.LastDate);
        to.End();
        return 1;
    }
}
