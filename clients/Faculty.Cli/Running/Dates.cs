using System.Globalization;
using Faculty.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Type;

namespace Faculty.Cli.Running;

/// <summary>Dates and moments as they are typed and shown. Business dates are China's.</summary>
internal static class Dates
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    // The forms that an import takes as well.
    private static readonly string[] Days = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];
    private static readonly string[] Months = ["yyyy-M", "yyyy/M", "yyyy.M", "yyyy年M月"];

    /// <summary>YYYY-MM-DD, or YYYY-MM with day 0 where the month will do; 2025/9/1, 2025.9.1 and 2025年9月1日 as well; null when neither.</summary>
    public static Date? Parse(string text, bool monthWillDo)
    {
        if (DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new() { Year = day.Year, Month = day.Month, Day = day.Day };
        }
        return monthWillDo && DateOnly.TryParseExact(text, Months, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? new() { Year = month.Year, Month = month.Month }
            : null;
    }

    /// <summary>A revision, an instant with its offset, or a day in China, which means its end; null when none of them.</summary>
    public static KnownAt? ParseKnownAt(string text)
    {
        if (text.Length is > 0 and < 19 && text.All(char.IsAsciiDigit))
        {
            return new() { Revision = long.Parse(text) };
        }
        if (Parse(text, monthWillDo: false) is { } day)
        {
            var end = new DateTimeOffset(day.Year, day.Month, day.Day, 23, 59, 59, China);
            return new() { Instant = Timestamp.FromDateTimeOffset(end.AddTicks(TimeSpan.TicksPerSecond - 1)) };
        }
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        return (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length)
            && DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? new() { Instant = Timestamp.FromDateTimeOffset(instant) }
            : null;
    }

    public static string Of(Date? date) => date switch
    {
        null => "",
        { Month: 0 } => $"{date.Year:D4}",
        { Day: 0 } => $"{date.Year:D4}-{date.Month:D2}",
        _ => $"{date.Year:D4}-{date.Month:D2}-{date.Day:D2}",
    };

    public static string Of(Timestamp instant) =>
        instant.ToDateTimeOffset().ToOffset(China).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
