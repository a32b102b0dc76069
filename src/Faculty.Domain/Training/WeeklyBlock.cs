using Faculty.Domain.Time;

namespace Faculty.Domain.Training;

/// <summary>Lessons on a day of every week (周课表时段), from the first day to the last.</summary>
public sealed record WeeklyBlock
{
    public required Weekday Weekday { get; init; }

    public required TimeOnly FromTime { get; init; }

    public required TimeOnly ToTime { get; init; }

    public required DateOnly StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    public Period Period => new(StartDate, LastDate);

    /// <summary>The time it takes on a day; null on a day without it.</summary>
    public TeachingTime? On(DateOnly day) => Period.Covers(day) && day.Weekday() == Weekday ? new(day, FromTime, ToTime) : null;

    /// <summary>The first day on which two blocks share time.</summary>
    public DateOnly? FirstShared(WeeklyBlock other)
    {
        if (Weekday != other.Weekday || !(FromTime < other.ToTime && other.FromTime < ToTime) || Period.Intersect(other.Period) is not { } both)
        {
            return null;
        }
        var ahead = (Weekday - both.First.Weekday() + 7) % 7;
        return both.End.DayNumber - both.First.DayNumber >= ahead ? both.First.AddDays(ahead) : null;
    }
}

/// <summary>Days of the week (星期).</summary>
public enum Weekday
{
    Unspecified = 0,
    Monday = 1,
    Tuesday = 2,
    Wednesday = 3,
    Thursday = 4,
    Friday = 5,
    Saturday = 6,
    Sunday = 7,
}

public static class Weekdays
{
    public static Weekday Weekday(this DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? Training.Weekday.Sunday : (Weekday)(int)day.DayOfWeek;
}
