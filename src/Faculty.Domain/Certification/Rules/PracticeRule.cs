using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Certification.Rules;

/// <summary>
/// Practice in enterprises (企业实践): days of verified practice up to the day, within the window; a day counts once however many
/// practices cover it.
/// </summary>
public sealed record PracticeRule : RequirementRule
{
    public required int LeastDays { get; init; }

    /// <summary>Only the last months up to the day; 0 = all of the life.</summary>
    public int WindowMonths { get; init; }

    public override string Name => "practice";

    public override RequirementOutcome Check(Teacher teacher, DateOnly day)
    {
        var window = WindowMonths == 0 ? new Period(DateOnly.MinValue, day) : PeriodDays.LastMonths(day, WindowMonths);
        var counted = teacher.Practices.Where(p => p.Verified && p.Period.Overlaps(window)).ToList();
        var days = PeriodDays.Union(counted.Select(p => p.Period), window);
        var ids = counted.Select(p => p.PracticeId);
        return days >= LeastDays ? Met(FactKind.Practice, ids) : Lacks(new(LackingUnit.Days, LeastDays, days), FactKind.Practice, ids);
    }

    public override Weakness? WeakerThan(RequirementRule upper) => upper is PracticeRule u
        ? Least("least_days", LeastDays, u.LeastDays) ?? Window("window_months", WindowMonths, u.WindowMonths)
        : throw new ArgumentException("of another kind", nameof(upper));
}
