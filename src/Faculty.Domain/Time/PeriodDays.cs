namespace Faculty.Domain.Time;

/// <summary>How many days periods cover together, and how many months that makes.</summary>
public static class PeriodDays
{
    /// <summary>The days within <paramref name="within"/> that any of the periods covers; a day counts once.</summary>
    public static int Union(IEnumerable<Period> periods, Period within)
    {
        var days = 0;
        var next = within.First.DayNumber;
        foreach (var part in periods.Select(p => p.Intersect(within)).OfType<Period>().OrderBy(p => p.First))
        {
            var first = Math.Max(part.First.DayNumber, next);
            if (part.End.DayNumber >= first)
            {
                days += part.End.DayNumber - first + 1;
                next = part.End.DayNumber + 1;
            }
        }
        return days;
    }

    /// <summary>The months (at least one) up to and including a day: from 2024-09-02 on, for 12 months to 2025-09-01.</summary>
    public static Period LastMonths(DateOnly day, int months) =>
        new((day.Year - 1) * 12 + day.Month > months ? day.AddMonths(-months).AddDays(1) : DateOnly.MinValue, day);

    /// <summary>
    /// The most months whose days, counted back from a day, are covered by a number of days. Days that lie apart add up, so a teacher of
    /// two stretches has as many months as one of a single stretch of the same days.
    /// </summary>
    public static int MonthsOf(int days, DateOnly day)
    {
        var most = Math.Min(days / 28, (day.Year - 1) * 12 + day.Month - 1);
        while (most > 0 && day.DayNumber - day.AddMonths(-most).DayNumber > days)
        {
            most--;
        }
        return most;
    }
}
