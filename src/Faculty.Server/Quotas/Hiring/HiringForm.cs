using Faculty.Domain.Codes;
using Faculty.Server.Certification.Rules;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.V1;

namespace Faculty.Server.Quotas.Hiring;

/// <summary>The form of hiring lines and their steps in requests.</summary>
internal static class HiringForm
{
    private const int MostHeads = 10_000;

    public static RequestCheck LineCode(this RequestCheck check, string code, string field) =>
        check.Require(RulePackForm.IsCode(code), field, "must be 1 to 32 of A-Z, 0-9 and hyphen, such as GP-2026-1");

    public static RequestCheck Line(this RequestCheck check, HiringLine line, string field)
    {
        check.LineCode(line.Code, $"{field}.code")
            .OrganisationCode(line.SchoolCode, $"{field}.school_code")
            .Require(line.Year is >= 2000 and <= 2100, $"{field}.year", "must be 2000 to 2100")
            .Known(line.Category, $"{field}.category")
            .Require(line.MajorCode.Length == 0 || CodeTables.IsMajor(line.MajorCode), $"{field}.major_code", "must be six digits of the catalogue of majors, or empty")
            .Require(line.Route is HiringRoute.Open or HiringRoute.SelfRecruited, $"{field}.route", "must be OPEN or SELF_RECRUITED")
            .Require(
                line.EngagementKind is EngagementKind.Unspecified or EngagementKind.Established or EngagementKind.Controlled or EngagementKind.Contract,
                $"{field}.engagement_kind", "must be ESTABLISHED, CONTROLLED or CONTRACT, or empty for ESTABLISHED")
            .Require(line.RequestedCount is >= 1 and <= MostHeads, $"{field}.requested_count", $"must be 1 to {MostHeads:N0}")
            .OptionalDay(line.Deadline, $"{field}.deadline")
            .Require(!line.Deadline.IsRealDay() || line.Deadline.Year >= line.Year, $"{field}.deadline", "must not lie before the year of the plan");
        return line.DepartmentCode.Length == 0 ? check : check.OrganisationCode(line.DepartmentCode, $"{field}.department_code");
    }

    /// <summary>A step of one of the types; those that change what a document said name one.</summary>
    public static RequestCheck Step(this RequestCheck check, HiringStep? step, string field, params ReadOnlySpan<HiringStepType> types)
    {
        if (step is null)
        {
            return check.Require(false, field, "must be given");
        }
        var named = step.Type is HiringStepType.Approve or HiringStepType.Announce or HiringStepType.Reduce or HiringStepType.Cancel or HiringStepType.Extend;
        check.Require(types.Contains(step.Type), $"{field}.type", $"must be one of {string.Join(", ", types.ToArray().Select(t => $"{t}".ToUpperInvariant()))}")
            .OptionalDay(step.Date, $"{field}.date")
            .Require(!named || step.DocumentNumber.Length > 0, $"{field}.document_number", "must not be empty")
            .OptionalText(step.DocumentNumber, $"{field}.document_number", longest: 100)
            .Require(step.Type == HiringStepType.Approve == (step.Office != Office.Unspecified) && Enum.IsDefined(step.Office), $"{field}.office", "must be the office that approves, and empty for any other step")
            .Require(
                step.Type is HiringStepType.Approve or HiringStepType.Announce or HiringStepType.Reduce ? step.Count is >= 0 and <= MostHeads : step.Count == 0,
                $"{field}.count", $"must be 0 to {MostHeads:N0}, and 0 unless a number is approved, announced or reduced")
            .Require(step.Type == HiringStepType.Extend == (step.Deadline is not null), $"{field}.deadline", "must be given by an extension, and by no other step")
            .OptionalDay(step.Deadline, $"{field}.deadline")
            .OptionalText(step.Note, $"{field}.note", longest: 200);
        return check;
    }

    /// <summary>The step as a record, today unless it says when.</summary>
    public static Domain.Quotas.Hiring.HiringStep ToRecord(HiringStep step, DateOnly today)
    {
        var dated = step.Clone();
        dated.Date ??= today.ToWire();
        return Wire.ToRecord(dated);
    }

    /// <summary>The line as a record, without what only the server says.</summary>
    public static Domain.Quotas.Hiring.HiringLine ToRecord(HiringLine line)
    {
        var whole = line.Clone();
        whole.Deadline ??= new() { Year = line.Year, Month = 12, Day = 31 };
        whole.EngagementKind = line.EngagementKind == EngagementKind.Unspecified ? EngagementKind.Established : line.EngagementKind;
        return Wire.ToRecord(whole) with { LineId = "", Steps = [], Candidates = [] };
    }
}
