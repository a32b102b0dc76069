using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Metrics;

/// <summary>
/// A teacher's facts as steps: per scope, the days on which the person's standing there changes, and why. A person has one standing per
/// scope, so counting standings counts heads.
/// </summary>
public sealed partial class TeacherSteps
{
    private readonly Teacher teacher;
    private readonly Tie[] ties;
    private readonly (string Scope, Period During)[][] chains;
    private readonly RecognitionSpans recognitions;

    private TeacherSteps(Teacher teacher, ScopeChains scopes)
    {
        this.teacher = teacher;
        ties = [.. Tie.Of(teacher)];
        chains = [.. ties.Select(t => scopes.Of(t.Engagement.SchoolCode, t.Post.DepartmentCode))];
        recognitions = new(teacher);
    }

    public static List<ScopeStep> Of(Teacher teacher, ScopeChains scopes)
    {
        var self = new TeacherSteps(teacher, scopes);
        var steps = new List<ScopeStep>();
        if (self.ties.Length == 0)
        {
            return steps;
        }
        var before = new List<Seen>();
        var after = new List<Seen>();
        foreach (var day in self.DaysOfChange())
        {
            self.SeeOn(day, after);
            self.Compare(day, before, after, steps);
            (before, after) = (after, before);
        }
        return steps;
    }

    /// <summary>The tie by which a scope sees the person on a day, or null: who is not seen there is not counted there.</summary>
    public static Tie? DecidingTie(Teacher teacher, ScopeChains scopes, string scope, DateOnly day)
    {
        var self = new TeacherSteps(teacher, scopes);
        var seen = new List<Seen>();
        self.SeeOn(day, seen);
        var index = seen.FindIndex(s => string.Equals(s.Scope, scope, StringComparison.Ordinal));
        return index < 0 ? null : self.ties[seen[index].Tie];
    }

    // Every first day, and every day after a last one, of anything that matters; in order, perhaps several times.
    private List<DateOnly> DaysOfChange()
    {
        var days = new List<DateOnly>();
        for (var i = 0; i < ties.Length; i++)
        {
            Add(days, ties[i].Period);
            foreach (var (_, during) in chains[i])
            {
                if (!during.Covers(ties[i].Period) && during.Intersect(ties[i].Period) is { } shared)
                {
                    Add(days, shared);
                }
            }
        }
        foreach (var spell in teacher.Spells)
        {
            Add(days, spell.Period);
        }
        recognitions.AddDays(days);
        days.Sort();
        return days;
    }

    internal static void Add(List<DateOnly> days, Period period)
    {
        days.Add(period.First);
        if (period.End < DateOnly.MaxValue)
        {
            days.Add(period.End.AddDays(1));
        }
    }

    private void SeeOn(DateOnly day, List<Seen> seen)
    {
        seen.Clear();
        var level = recognitions.LevelOn(day);
        for (var i = 0; i < ties.Length; i++)
        {
            if (!ties[i].Period.Covers(day))
            {
                continue;
            }
            var standing = ties[i].StandingOn(day, teacher.Spells, level);
            // Within one school the better tie alone counts, in its department; ties are few.
            if (!LosesWithinSchool(i, standing, day, level))
            {
                See(i, standing, day, seen);
            }
        }
    }

    private bool LosesWithinSchool(int tie, Standing standing, DateOnly day, Certification.RecognitionLevel level)
    {
        for (var other = 0; other < ties.Length; other++)
        {
            if (other != tie && ties[other].Period.Covers(day)
                && string.Equals(ties[other].Engagement.SchoolCode, ties[tie].Engagement.SchoolCode, StringComparison.Ordinal))
            {
                var rank = ties[other].StandingOn(day, teacher.Spells, level).Rank;
                if (rank > standing.Rank || (rank == standing.Rank && Precedes(ties[other], ties[tie])))
                {
                    return true;
                }
            }
        }
        return false;
    }

    // Of equal standings one decides all the same, and with it the department and the cause; which one must not depend on the order of arrival.
    private static bool Precedes(Tie one, Tie other)
    {
        var order = string.CompareOrdinal(one.Engagement.SchoolCode, other.Engagement.SchoolCode);
        order = order != 0 ? order : string.CompareOrdinal(one.Post.DepartmentCode, other.Post.DepartmentCode);
        return (order != 0 ? order : string.CompareOrdinal(one.Post.PostId, other.Post.PostId)) < 0;
    }

    private void See(int tie, Standing standing, DateOnly day, List<Seen> seen)
    {
        foreach (var (scope, during) in chains[tie])
        {
            if (!during.Covers(day))
            {
                continue;
            }
            var known = Find(seen, scope);
            if (known < 0)
            {
                seen.Add(new(scope, standing, tie));
            }
            else if (standing.Rank > seen[known].Standing.Rank
                || (standing.Rank == seen[known].Standing.Rank && Precedes(ties[tie], ties[seen[known].Tie])))
            {
                seen[known] = new(scope, standing, tie);
            }
        }
    }

    private static int Find(List<Seen> seen, string scope)
    {
        for (var i = 0; i < seen.Count; i++)
        {
            if (string.Equals(seen[i].Scope, scope, StringComparison.Ordinal))
            {
                return i;
            }
        }
        return -1;
    }

    private readonly record struct Seen(string Scope, Standing Standing, int Tie);
}
