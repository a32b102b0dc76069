namespace Faculty.Domain.Time;

/// <summary>A date of which only the month may be known; the precision given is the precision kept.</summary>
public readonly record struct PartialDate(int Year, int Month, int? Day)
{
    /// <summary>The first day it can mean.</summary>
    public DateOnly Earliest => new(Year, Month, Day ?? 1);

    /// <summary>The last day it can mean.</summary>
    public DateOnly Latest => new(Year, Month, Day ?? DateTime.DaysInMonth(Year, Month));

    public override string ToString() => Day is { } day ? $"{Year:D4}-{Month:D2}-{day:D2}" : $"{Year:D4}-{Month:D2}";
}
