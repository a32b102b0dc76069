using System.Text.RegularExpressions;

namespace Faculty.Domain.Teachers.Checks;

/// <summary>Mobile phone numbers (手机).</summary>
public static partial class Mobile
{
    /// <summary>What is wrong with prose that a mobile number stands in, and how to mend it.</summary>
    public const string InClear = "must not hold a mobile number, which would be stored in clear here; leave it out";

    public static string? Problem(string number) =>
        number.Length == 11 && number.AsSpan().ContainsOnlyDigits() && number[0] == '1' && number[1] is >= '3' and <= '9'
            ? null
            : "must be 11 digits that begin with 13 to 19";

    /// <summary>A mobile number stands in prose by itself, or behind +86. Only for prose: numbers of certificates may look the same.</summary>
    public static bool StandsIn(string text) => Isolated().IsMatch(text);

    [GeneratedRegex(@"(?<![0-9A-Za-z\-])(\+86[ \-]?)?1[3-9][0-9]{9}(?![0-9A-Za-z])")]
    private static partial Regex Isolated();
}
