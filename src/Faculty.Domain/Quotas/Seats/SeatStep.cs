using Faculty.Domain.Metrics;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Quotas.Seats;

/// <summary>
/// On a day a person comes onto a seat of an organisation or leaves it, by one category: who takes the seat to another category leaves one and comes
/// onto one. Counted as the ratio counts, so that heads of any day and steps between two days agree.
/// </summary>
public readonly record struct SeatStep(DateOnly Day, PostCategory Category, int Heads, SeatChangeKind Kind)
{
    /// <summary>The steps of a person in a scope after one day up to another.</summary>
    public static IEnumerable<SeatStep> Of(Teacher teacher, ScopeChains scopes, string scope, DateOnly after, DateOnly until)
    {
        foreach (var step in TeacherSteps.Of(teacher, scopes).Where(s => s.Day > after && s.Day <= until && string.Equals(s.Scope, scope, StringComparison.Ordinal)))
        {
            var (left, came) = (step.From.OnSeat, step.To.OnSeat);
            if (left && came && step.From.Category == step.To.Category)
            {
                continue;
            }
            if (left)
            {
                yield return new(step.Day, step.From.Category, -1, came ? SeatChangeKind.Category : Why(step.Cause, SeatChangeKind.Left, SeatChangeKind.MovedOut));
            }
            if (came)
            {
                yield return new(step.Day, step.To.Category, +1, left ? SeatChangeKind.Category : Why(step.Cause, SeatChangeKind.Hired, SeatChangeKind.MovedIn));
            }
        }
    }

    private static SeatChangeKind Why(ChangeCause cause, SeatChangeKind alone, SeatChangeKind moved) => cause switch
    {
        ChangeCause.MovedIn or ChangeCause.MovedOut => moved,
        ChangeCause.Reorganised => SeatChangeKind.Reorganised,
        _ => alone,
    };
}

/// <summary>What can change about seats.</summary>
public enum SeatChangeKind
{
    Unspecified = 0,
    /// <summary>Came onto a seat (入编).</summary>
    Hired = 1,
    /// <summary>Left a seat (出编).</summary>
    Left = 2,
    MovedIn = 3,
    MovedOut = 4,
    /// <summary>Took the seat to another category (转岗).</summary>
    Category = 5,
    /// <summary>Seats were authorised anew, or no longer (核编).</summary>
    Authorised = 6,
    /// <summary>The organisation moved, and the person with it (机构调整).</summary>
    Reorganised = 7,
}
