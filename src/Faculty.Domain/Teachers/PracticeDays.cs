using Faculty.Domain.Time;

namespace Faculty.Domain.Teachers;

/// <summary>Days of enterprise practice (企业实践) that count.</summary>
public static class PracticeDays
{
    /// <summary>
    /// The days of verified practice up to and including <paramref name="asOf"/> and within the window; a day counts
    /// once.
    /// </summary>
    public static int Count(IEnumerable<Practice> practices, DateOnly asOf, Period? window = null)
    {
        if ((window ?? new(DateOnly.MinValue, null)).Intersect(new(DateOnly.MinValue, asOf)) is not { } counted)
        {
            return 0;
        }
        var days = 0;
        DateOnly? reached = null;
        foreach (var part in practices.Where(p => p.Verified).Select(p => p.Period.Intersect(counted)).OfType<Period>().OrderBy(p => p.First))
        {
            var first = part.First > reached ? part.First : reached is { } r ? r.AddDays(1) : part.First;
            if (part.End >= first)
            {
                days += part.End.DayNumber - first.DayNumber + 1;
                reached = part.End;
            }
        }
        return days;
    }
}
