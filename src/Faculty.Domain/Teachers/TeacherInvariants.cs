using Faculty.Domain.Organisations;
using Faculty.Domain.Time;

namespace Faculty.Domain.Teachers;

/// <summary>What must hold of one teacher's record whatever verb, correction or import made it.</summary>
public static partial class TeacherInvariants
{
    /// <summary>Every rule the record breaks, each with its reason and the facts concerned.</summary>
    public static IEnumerable<RuleBroken> Broken(Teacher teacher, OrganisationTree organisations) =>
        Reversed(teacher).ToList() is { Count: > 0 } reversed
            ? reversed // The other rules reckon with periods that run forward.
            : EngagementRules(teacher)
                .Concat(PostRules(teacher))
                .Concat(SpellRules(teacher))
                .Concat(QualificationRules(teacher))
                .Concat(OrganisationRules(teacher, organisations));

    /// <summary>
    /// Refuses a change that breaks a rule the record kept before. What is broken already, because a school was closed later, say,
    /// does not stand in the way of other changes.
    /// </summary>
    public static void Require(Teacher before, Teacher after, OrganisationTree organisations)
    {
        HashSet<(Reason, string)>? known = null;
        foreach (var broken in Broken(after, organisations))
        {
            known ??= [.. Broken(before, organisations).Select(b => (b.Reason, b.FactId))];
            if (!known.Contains((broken.Reason, broken.FactId)))
            {
                throw broken;
            }
        }
    }

    private static IEnumerable<RuleBroken> Reversed(Teacher teacher) =>
        PeriodsOf(teacher).Where(p => p.Period.IsReversed).Select(p => new RuleBroken(
            Reason.PeriodReversed,
            "The last day lies before the first day.",
            ("fact_id", p.FactId), ("start_date", $"{p.Period.First:O}"), ("last_date", $"{p.Period.Last:O}")) { FactId = p.FactId });

    private static IEnumerable<(string FactId, Period Period)> PeriodsOf(Teacher teacher) =>
        teacher.Engagements.Select(f => (f.EngagementId, f.Period))
            .Concat(teacher.Posts.Select(f => (f.PostId, f.Period)))
            .Concat(teacher.Spells.Select(f => (f.SpellId, f.Period)))
            .Concat(teacher.Practices.Select(f => (f.PracticeId, f.Period)))
            .Concat(teacher.Recognitions.Select(f => (f.RecognitionId, f.Period)))
            .Concat(teacher.Credentials.Where(f => f.StartDate is not null).Select(f => (f.CredentialId, new Period(f.StartDate!.Value, f.LastDate))));

    private static RuleBroken Overlap(string factId, string otherFactId, Period shared) => new(
        Reason.PeriodsOverlap,
        "Two facts that may not overlap do.",
        ("fact_id", factId), ("other_fact_id", otherFactId), ("from", $"{shared.First:O}"), ("to", $"{shared.Last:O}")) { FactId = factId };

    /// <summary>Every pair of an ordered list, the later one first.</summary>
    private static IEnumerable<(T Later, T Earlier)> Pairs<T>(IReadOnlyList<T> facts)
    {
        for (var i = 1; i < facts.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                yield return (facts[i], facts[j]);
            }
        }
    }

    /// <summary>The first day of a period that none of the others covers, or null.</summary>
    private static DateOnly? FirstUncovered(Period whole, IEnumerable<Period> parts)
    {
        var day = whole.First;
        foreach (var part in parts.OrderBy(p => p.First))
        {
            if (part.First > day)
            {
                break;
            }
            if (part.End >= whole.End)
            {
                return null;
            }
            if (part.End >= day)
            {
                day = part.End.AddDays(1);
            }
        }
        return day;
    }
}
