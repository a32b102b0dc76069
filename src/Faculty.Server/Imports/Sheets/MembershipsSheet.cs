using Faculty.Domain.Groups;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Hosting;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Members of groups (成员); the same when person and first day are.</summary>
internal sealed class MembershipsSheet() : GroupPartSheet<Membership>("memberships", "成员", GroupCode(), Person, Role, StartDate, LastDate, EndReason)
{
    public static readonly Column Person = Reference();
    private static readonly Column Role = new("role", "角色") { Required = true, Choices = CodedValues.MemberRoles.Chinese };
    private static readonly Column StartDate = Start();
    private static readonly Column LastDate = Last();
    private static readonly Column EndReason = new("end_reason", "离组原因");

    /// <summary>The teacher_ref that a row names.</summary>
    public static string PersonOf(Row row) => row.Identifier(Person);

    public override IReadOnlyList<Membership> Of(Group group) => group.Memberships;

    public override Group With(Group group, IReadOnlyList<Membership> parts) => group with { Memberships = Group.InOrder(parts) };

    public override Membership New(Membership part) => part with { MembershipId = Ids.New() };

    public override string IdOf(Membership part) => part.MembershipId;

    public override Membership Read(Row row, string teacherId) => new()
    {
        TeacherId = teacherId,
        Role = row.Code(Role, CodedValues.MemberRoles),
        StartDate = row.Day(StartDate),
        LastDate = row.OptionalDay(LastDate),
        EndReason = row.Text(EndReason),
    };

    public override IEnumerable<FieldFault> Check(Membership part, DateOnly today) => GroupChecks.Of(part, today);

    public override object KeyOf(Membership part, Func<string, string> standing) => (standing(part.TeacherId), part.StartDate);

    public override Membership Keep(Membership row, Membership part, SourceTable table) => part with
    {
        Role = row.Role,
        LastDate = table.Has(LastDate) ? row.LastDate : part.LastDate,
        EndReason = table.Has(EndReason) ? row.EndReason : part.EndReason,
    };

    protected override string? ReferenceOf(Membership part, Func<string, string?> reference) => reference(part.TeacherId);

    protected override void WritePart(Membership part, string reference, RowWriter to)
    {
        to.Text(reference);
        to.Code(CodedValues.MemberRoles, part.Role);
        to.Day(part.StartDate);
        to.Day(part.LastDate);
        to.Text(part.EndReason);
    }
}
