using Faculty.Server.Hosting;
using Faculty.V1;
using HiringChecks = Faculty.Domain.Quotas.Hiring.HiringChecks;

namespace Faculty.Server.Quotas.Hiring;

/// <summary>The form of hiring lines and their steps in requests.</summary>
internal static class HiringForm
{
    private static readonly Google.Type.Date AnyDay = new() { Year = 1, Month = 1, Day = 1 };

    public static RequestCheck LineCode(this RequestCheck check, string code, string field) =>
        check.Require(HiringChecks.IsCode(code), field, "must be 1 to 32 of A-Z, 0-9 and hyphen, such as GP-2026-1");

    public static RequestCheck Line(this RequestCheck check, HiringLine line, string field, DateOnly today)
    {
        check.OptionalDay(line.Deadline, $"{field}.deadline");
        // What is no day, or no year to have one, is told by itself.
        var read = new HiringLine(line) { Deadline = line.Deadline.IsRealDay() ? line.Deadline : new() { Year = Math.Clamp(line.Year, 1, 9999), Month = 12, Day = 31 } };
        return check.Take(HiringChecks.Of(ToRecord(read), today), field);
    }

    /// <summary>A step of one of the types.</summary>
    public static RequestCheck Step(this RequestCheck check, HiringStep? step, string field, DateOnly today, params ReadOnlySpan<HiringStepType> types)
    {
        if (step is null)
        {
            return check.Require(false, field, "must be given");
        }
        var read = new HiringStep(step) { Date = AnyDay, Deadline = step.Deadline is null || step.Deadline.IsRealDay() ? step.Deadline : AnyDay };
        return check.Require(types.Contains(step.Type), $"{field}.type", $"must be one of {string.Join(", ", types.ToArray().Select(t => $"{t}".ToUpperInvariant()))}")
            .OptionalDay(step.Date, $"{field}.date").OptionalDay(step.Deadline, $"{field}.deadline")
            .Take(HiringChecks.Of(Wire.ToRecord(read), today), field);
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
        whole.Steps.Clear();
        whole.Candidates.Clear();
        return Wire.ToRecord(whole) with { LineId = "" };
    }
}
