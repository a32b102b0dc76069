using Faculty.Domain.Codes;
using Faculty.Domain.Teachers;
using Faculty.Domain.Teachers.Checks;

namespace Faculty.Domain.Quotas.Hiring;

/// <summary>What may stand in the fields of a hiring line and its steps, whoever types it. What follows what is <see cref="HiringLine"/>'s.</summary>
public static class HiringChecks
{
    private const int MostHeads = 10_000;
    private const int Document = 100;
    private const int Note = 200;

    public static bool IsCode(string code) => code.Length is >= 1 and <= 32 && code.All(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-');

    public static IReadOnlyList<FieldFault> Of(HiringLine line, DateOnly today)
    {
        var faults = new FaultList(today)
            .Require(IsCode(line.Code), "code", FieldProblem.Rule, "must be 1 to 32 of A-Z, 0-9 and hyphen, such as GP-2026-1")
            .OrganisationCode(line.SchoolCode, "school_code")
            .Require(line.Year is >= 2000 and <= 2100, "year", FieldProblem.Rule, "must be 2000 to 2100")
            .Known(line.Category, "category")
            .Require(line.MajorCode.Length == 0 || CodeTables.IsMajor(line.MajorCode), "major_code", FieldProblem.UnknownCode, "must be six digits of the catalogue of majors, or empty")
            .Require(line.Route is HiringRoute.Open or HiringRoute.SelfRecruited, "route", FieldProblem.Rule, "must be OPEN or SELF_RECRUITED")
            .Require(
                line.EngagementKind is EngagementKind.Established or EngagementKind.Controlled or EngagementKind.Contract, "engagement_kind",
                FieldProblem.Rule, "must be ESTABLISHED, CONTROLLED or CONTRACT, or empty for ESTABLISHED")
            .Require(line.RequestedCount is >= 1 and <= MostHeads, "requested_count", FieldProblem.Rule, $"must be 1 to {MostHeads:N0}")
            .Require(line.Deadline.Year >= line.Year, "deadline", FieldProblem.Rule, "must not lie before the year of the plan");
        return (line.DepartmentCode.Length == 0 ? faults : faults.OrganisationCode(line.DepartmentCode, "department_code")).Faults;
    }

    /// <summary>A step; those that change what a document said name one.</summary>
    public static IReadOnlyList<FieldFault> Of(HiringStep step, DateOnly today)
    {
        var named = step.Type is HiringStepType.Approve or HiringStepType.Announce or HiringStepType.Reduce or HiringStepType.Cancel or HiringStepType.Extend;
        var counted = step.Type is HiringStepType.Approve or HiringStepType.Announce or HiringStepType.Reduce;
        return new FaultList(today)
            .Require(!named || step.DocumentNumber.Length > 0, "document_number", FieldProblem.Required, FaultList.NotEmpty)
            .OptionalText(step.DocumentNumber, "document_number", Document)
            .Require(
                step.Type == HiringStepType.Approve == (step.Office != Office.Unspecified) && Enum.IsDefined(step.Office), "office",
                FieldProblem.Rule, "must be the office that approves, and empty for any other step")
            .Require(counted ? step.Count is >= 0 and <= MostHeads : step.Count == 0, "count", FieldProblem.Rule, $"must be 0 to {MostHeads:N0}, and 0 unless a number is approved, announced or reduced")
            .Require(step.Type == HiringStepType.Extend == (step.Deadline is not null), "deadline", FieldProblem.Rule, "must be given by an extension, and by no other step")
            .OptionalText(step.Note, "note", Note).Faults;
    }
}
