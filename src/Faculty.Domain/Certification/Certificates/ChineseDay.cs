namespace Faculty.Domain.Certification.Certificates;

/// <summary>A day as documents bear it: 二〇二五年十二月一日.</summary>
public static class ChineseDay
{
    private const string Digits = "〇一二三四五六七八九";

    public static string Of(DateOnly day) => $"{string.Concat($"{day.Year:0000}".Select(c => Digits[c - '0']))}年{Count(day.Month)}月{Count(day.Day)}日";

    // 1 to 31.
    private static string Count(int number)
    {
        var (tens, ones) = (number / 10, number % 10);
        return $"{(tens > 1 ? Digits[tens] : "")}{(tens > 0 ? "十" : "")}{(ones > 0 ? Digits[ones] : "")}";
    }
}
