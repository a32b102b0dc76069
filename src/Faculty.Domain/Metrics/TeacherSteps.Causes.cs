namespace Faculty.Domain.Metrics;

/// <summary>What changes between two days as steps, each with one cause.</summary>
public sealed partial class TeacherSteps
{
    private void Compare(DateOnly day, List<Seen> before, List<Seen> after, List<ScopeStep> steps)
    {
        foreach (var old in before)
        {
            if (Find(after, old.Scope) < 0)
            {
                steps.Add(new(old.Scope, day, old.Standing, Standing.Absent, Cause(old.Tie, after, before, ChangeCause.MovedOut, ChangeCause.Left)));
            }
        }
        foreach (var now in after)
        {
            var known = Find(before, now.Scope);
            if (known < 0)
            {
                steps.Add(new(now.Scope, day, Standing.Absent, now.Standing, Cause(now.Tie, before, after, ChangeCause.MovedIn, ChangeCause.Hired)));
            }
            else if (before[known].Standing != now.Standing)
            {
                Split(day, now.Scope, before[known].Standing, now.Standing, steps);
            }
        }
    }

    /// <summary>
    /// Why a scope gains or loses the person through a tie: its place is kept on the other side of the day, so the organisations moved;
    /// or the other side has a place this side lacks, so the person moved; or else hired or left.
    /// </summary>
    private ChangeCause Cause(int tie, List<Seen> otherSide, List<Seen> thisSide, ChangeCause moved, ChangeCause alone)
    {
        var movedFrom = false;
        foreach (var other in otherSide)
        {
            if (SamePlace(other.Tie, tie))
            {
                return ChangeCause.Reorganised;
            }
            movedFrom |= !thisSide.Exists(s => SamePlace(s.Tie, other.Tie));
        }
        return movedFrom ? moved : alone;
    }

    private bool SamePlace(int one, int other) => one == other
        || (string.Equals(ties[one].Engagement.SchoolCode, ties[other].Engagement.SchoolCode, StringComparison.Ordinal)
            && string.Equals(ties[one].Post.DepartmentCode, ties[other].Post.DepartmentCode, StringComparison.Ordinal));

    // Several things may change on one day: one step for each, so that every head has exactly one cause and the sums are exact.
    private void Split(DateOnly day, string scope, Standing from, Standing to, List<ScopeStep> steps)
    {
        var placed = from.With(to.Class, to.Category, to.OnSeat);
        if (placed != from)
        {
            steps.Add(new(scope, day, from, placed, ChangeCause.CategoryChanged));
        }
        var taught = placed.With(to.InSpell);
        if (taught != placed)
        {
            steps.Add(new(scope, day, placed, taught, to.InSpell ? ChangeCause.SpellBegun : ChangeCause.SpellEnded));
        }
        if (taught != to)
        {
            steps.Add(new(scope, day, taught, to, recognitions.CauseOn(day, from.Level, to.Level)));
        }
    }
}
