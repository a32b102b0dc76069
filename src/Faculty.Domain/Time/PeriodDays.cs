namespace Faculty.Domain.Time;

/// <summary>How many days periods cover together, and how many months that makes.</summary>
public static class PeriodDays
{
    /// <summary>The days within <paramref name="within"/> that any of the periods covers; a day counts once.</summary>
    public static int Union(IEnumerable<Period> periods, Period within) => Apart(periods, within).Sum(p => p.End.DayNumber - p.First.DayNumber + 1);

    /// <summary>The months (at least one) up to and including a day: from 2024-09-02 on, for 12 months to 2025-09-01.</summary>
    public static Period LastMonths(DateOnly day, int months) =>
        new((day.Year - 1) * 12 + day.Month > months ? day.AddMonths(-months).AddDays(1) : DateOnly.MinValue, day);

    /// <summary>
    /// The whole months that periods cover together up to a day: the most whose days, counted back from the day, are as many as those covered.
    /// Stretches add up, and 29 February counts nowhere, so that two years and one year are three whichever years they are.
    /// </summary>
    public static int Months(IEnumerable<Period> periods, DateOnly day)
    {
        var days = Apart(periods, new(DateOnly.MinValue, day)).Sum(p => Number(p.End) - Number(p.First) + (IsLeapDay(p.First) ? 0 : 1));
        var months = Math.Min(days / 28, (day.Year - 1) * 12 + day.Month - 1);
        while (months > 0 && Number(day) - Number(day.AddMonths(-months)) > days)
        {
            months--;
        }
        return months;
    }

    // The same days in periods that share none, by first day.
    private static IEnumerable<Period> Apart(IEnumerable<Period> periods, Period within)
    {
        DateOnly? reached = null;
        foreach (var part in periods.Select(p => p.Intersect(within)).OfType<Period>().OrderBy(p => p.First))
        {
            if (reached is null || part.First > reached)
            {
                yield return new(part.First, part.End);
            }
            else if (part.End > reached)
            {
                yield return new(reached.Value.AddDays(1), part.End);
            }
            reached = reached > part.End ? reached : part.End;
        }
    }

    /// <summary>Numbers days as if every year had 365; 29 February has the number of the day before.</summary>
    private static int Number(DateOnly day) => day.Year * 365 + day.DayOfYear - (DateTime.IsLeapYear(day.Year) && day.DayOfYear >= 60 ? 1 : 0);

    private static bool IsLeapDay(DateOnly day) => day is { Month: 2, Day: 29 };
}
