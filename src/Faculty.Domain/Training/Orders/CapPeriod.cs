namespace Faculty.Domain.Training.Orders;

/// <summary>Periods that hours are capped for (课时上限周期).</summary>
internal enum CapPeriod
{
    /// <summary>Monday to Sunday, across years.</summary>
    Week,
    Month,
    /// <summary>Of the calendar.</summary>
    Quarter,
}

internal static class CapPeriods
{
    /// <summary>Both days lie in the same period.</summary>
    public static bool Holds(this CapPeriod period, DateOnly day, DateOnly other) => period switch
    {
        // The first of January of the year 1 was a Monday.
        CapPeriod.Week => day.DayNumber / 7 == other.DayNumber / 7,
        CapPeriod.Month => day.Year == other.Year && day.Month == other.Month,
        _ => day.Year == other.Year && (day.Month - 1) / 3 == (other.Month - 1) / 3,
    };
}
