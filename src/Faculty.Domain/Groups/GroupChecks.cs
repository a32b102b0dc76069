using Faculty.Domain.Teachers.Checks;

namespace Faculty.Domain.Groups;

/// <summary>What may stand in the fields of a group and its parts, whoever types it. Rules between parts are <see cref="GroupInvariants"/>.</summary>
public static class GroupChecks
{
    private const int Line = 100;
    private const int Number = 64;
    private const int Remark = 200;
    private const int MostOutputs = 1_000_000;

    public static bool IsCode(string code) => code.Length is >= 1 and <= 32 && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    public static IReadOnlyList<FieldFault> Of(Group group, DateOnly today) => new FaultList(today)
        .Require(IsCode(group.Code), "code", FieldProblem.Rule, "must be 1 to 32 of A-Z, a-z, 0-9 and hyphen")
        .Text(group.Name, "name", Line)
        .Known(group.Kind, "kind")
        .Known(group.Level, "level")
        .OptionalText(group.Field, "field", Line)
        .OrganisationCode(group.SchoolCode, "school_code")
        .OptionalText(group.ApprovalDocument, "approval_document", Number)
        .Require(group.LastDate is null || group.StartDate is not null, "start_date", FieldProblem.Required, "must be given when there is a last_date")
        .Require(!(group.LastDate < group.StartDate), "last_date", FieldProblem.Reversed, "must not lie before start_date").Faults;

    public static IReadOnlyList<FieldFault> Of(CooperatingEnterprise enterprise, DateOnly today) => new FaultList(today)
        .Text(enterprise.Name, "name", Line)
        .Forward(enterprise.StartDate, enterprise.LastDate).Faults;

    public static IReadOnlyList<FieldFault> Of(GroupEvent stage, DateOnly today) => new FaultList(today)
        .Known(stage.State, "state")
        .OptionalText(stage.DocumentNumber, "document_number", Number)
        .OptionalText(stage.Remark, "remark", Remark).Faults;

    public static IReadOnlyList<FieldFault> Of(Membership membership, DateOnly today) => new FaultList(today)
        .Known(membership.Role, "role")
        .Forward(membership.StartDate, membership.LastDate)
        .OptionalText(membership.EndReason, "end_reason", Line)
        .Require(
            membership.EndReason.Length == 0 || membership.LastDate is not null,
            "end_reason", FieldProblem.Rule, "must be empty while there is no last_date", given: "last_date").Faults;

    public static IReadOnlyList<FieldFault> Of(GroupTask task, DateOnly today) => new FaultList(today)
        .Require(task.Year is >= 1900 and <= 9999, "year", FieldProblem.Rule, "must be a year from 1900 to 9999")
        .Text(task.Title, "title", Line)
        .OptionalText(task.Output, "output", Line)
        .Require(task.PlannedCount is >= 0 and <= MostOutputs, "planned_count", FieldProblem.Rule, "must be 0 to 1,000,000")
        .Require(task.ReachedCount is >= 0 and <= MostOutputs, "reached_count", FieldProblem.Rule, "must be 0 to 1,000,000").Faults;
}
