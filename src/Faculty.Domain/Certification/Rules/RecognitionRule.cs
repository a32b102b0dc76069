using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Certification.Rules;

/// <summary>A recognition of at least a level in force on the day, and as many months of such recognitions up to it.</summary>
public sealed record RecognitionRule : RequirementRule
{
    public required RecognitionLevel LeastLevel { get; init; }

    /// <summary>Of this track; unspecified = of any.</summary>
    public RecognitionTrack Track { get; init; }

    /// <summary>Months in force so far, interruptions left out; 0 = the day alone.</summary>
    public int LeastMonths { get; init; }

    public override string Name => "recognition";

    public override RequirementOutcome Check(Teacher teacher, DateOnly day)
    {
        var counted = teacher.Recognitions
            .Where(r => r.Level >= LeastLevel && IsOfTrack(r))
            .Select(r => (r.RecognitionId, Periods: r.InForcePeriods().Where(p => p.First <= day).ToList()))
            .Where(r => r.Periods.Count > 0)
            .ToList();
        var ids = counted.Select(r => r.RecognitionId);
        var periods = counted.SelectMany(r => r.Periods);
        if (!periods.Any(p => p.Covers(day)))
        {
            var held = teacher.Recognitions.Where(r => IsOfTrack(r) && r.StateOn(day) == RecognitionState.InForce).Select(r => (int)r.Level).DefaultIfEmpty(0).Max();
            return Lacks(new(LackingUnit.RecognitionLevel, (int)LeastLevel, held), FactKind.Recognition, ids);
        }
        var months = PeriodDays.Months(periods, day);
        return months >= LeastMonths ? Met(FactKind.Recognition, ids) : Lacks(new(LackingUnit.Months, LeastMonths, months), FactKind.Recognition, ids);
    }

    public override Weakness? WeakerThan(RequirementRule upper) => upper is RecognitionRule u
        ? Least("least_level", (int)LeastLevel, (int)u.LeastLevel)
            ?? Least("least_months", LeastMonths, u.LeastMonths)
            ?? (u.Track is RecognitionTrack.Unspecified || Track == u.Track ? null : new("track", $"{Track}", $"{u.Track}"))
        : throw new ArgumentException("of another kind", nameof(upper));

    private bool IsOfTrack(Recognition recognition) => Track is RecognitionTrack.Unspecified || recognition.Track == Track;
}
