using System.Globalization;
using Faculty.Cli.Running;

namespace Faculty.Cli.PartTime;

/// <summary>Money and hours as they are typed and shown: yuan and hours with two decimals, hundredths in requests.</summary>
internal static class Amounts
{
    /// <summary>Fen, or hundredths of an hour, as a number with two decimals.</summary>
    public static string Of(long hundredths) => (hundredths / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Hundredths of what an option says; absent = 0, which the server refuses.</summary>
    public static long Parse(string? text, string option, Words words) => text is null ? 0
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 10_000_000_000m && number * 100 == decimal.Truncate(number * 100)
            ? (long)(number * 100)
            : throw new UsageException(words[$"{option} takes a number with at most two decimals, such as 36.5.", $"{option} 应填数字，最多两位小数，如 36.5。"]);

    /// <summary>The month of an option as its first day; null when it was not typed.</summary>
    public static Google.Type.Date? Month(string? text, Words words)
    {
        if (text is null)
        {
            return null;
        }
        var month = Dates.Parse(text, monthWillDo: true) ?? throw new UsageException(words["--month takes a month such as 2026-09.", "--month 应填月份，如 2026-09。"]);
        month.Day = 1;
        return month;
    }
}
