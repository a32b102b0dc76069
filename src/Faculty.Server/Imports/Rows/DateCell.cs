using Faculty.Domain.Time;
using Faculty.V1;

namespace Faculty.Server.Imports.Rows;

/// <summary>Dates as people write them: 2023-09-01, 2023/9/1, 2023.9.1, 2023年9月1日; without the day where only the month is known.</summary>
internal static class DateCell
{
    private const string Separators = "-/.";

    /// <summary>The date, or which fault the text is. ASCII digits only.</summary>
    public static ImportFaultCode? Read(ReadOnlySpan<char> text, out PartialDate date)
    {
        date = default;
        var at = 0;
        if (!Number(text, ref at, most: 4, out var year) || at != 4)
        {
            return ImportFaultCode.NotADate;
        }
        var separator = at < text.Length ? text[at] : '\0';
        var chinese = separator == '年';
        at++;
        if ((!chinese && !Separators.Contains(separator)) || !Number(text, ref at, most: 2, out var month))
        {
            return ImportFaultCode.NotADate;
        }
        if (chinese && (at >= text.Length || text[at] != '月'))
        {
            return ImportFaultCode.NotADate;
        }
        int? day = null;
        if (at + (chinese ? 1 : 0) < text.Length)
        {
            if (text[at] != (chinese ? '月' : separator))
            {
                return ImportFaultCode.NotADate;
            }
            at++;
            if (!Number(text, ref at, most: 2, out var read) || !Ends(text, at, chinese))
            {
                return ImportFaultCode.NotADate;
            }
            day = read;
        }
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, Math.Clamp(month, 1, 12)))
        {
            return ImportFaultCode.ImpossibleDate;
        }
        date = new(year, month, day);
        return null;
    }

    private static bool Ends(ReadOnlySpan<char> text, int at, bool chinese) =>
        chinese ? at == text.Length - 1 && text[at] == '日' : at == text.Length;

    private static bool Number(ReadOnlySpan<char> text, ref int at, int most, out int number)
    {
        var first = at;
        number = 0;
        while (at < text.Length && at - first < most && char.IsAsciiDigit(text[at]))
        {
            number = (number * 10) + (text[at++] - '0');
        }
        return at > first;
    }
}
