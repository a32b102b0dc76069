using Date = Google.Type.Date;

namespace Faculty.Server.Hosting;

/// <summary>Civil dates between the wire and the rules.</summary>
internal static class Dates
{
    public static bool IsRealDay(this Date? date) =>
        date is { Year: >= 1 and <= 9999, Month: >= 1 and <= 12, Day: >= 1 } && date.Day <= DateTime.DaysInMonth(date.Year, date.Month);

    public static DateOnly ToDay(this Date date) => new(date.Year, date.Month, date.Day);

    public static DateOnly? ToOptionalDay(this Date? date) => date?.ToDay();

    public static Date ToWire(this DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };
}
