using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Quotas.Seats;

/// <summary>Days on which a person is on a seat of one school without a gap, whatever the category, the department and the engagement.</summary>
public static class SeatStay
{
    /// <summary>The stay at a school that a day lies in; null when the person is on no seat there.</summary>
    public static Period? Of(Teacher teacher, string schoolCode, DateOnly day)
    {
        Period? stay = null;
        foreach (var next in SeatSpan.Of(teacher).Where(s => string.Equals(s.SchoolCode, schoolCode, StringComparison.Ordinal)).Select(s => s.Period))
        {
            if (stay is { } before && Joins(before, next))
            {
                stay = new(before.First, before.End > next.End ? before.Last : next.Last);
            }
            else if (stay?.Covers(day) == true)
            {
                break;
            }
            else
            {
                stay = next;
            }
        }
        return stay?.Covers(day) == true ? stay : null;
    }

    private static bool Joins(Period before, Period next) => before.End == DateOnly.MaxValue || next.First <= before.End.AddDays(1);
}
