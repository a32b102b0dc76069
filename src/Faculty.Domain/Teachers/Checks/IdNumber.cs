using System.Text;
using System.Text.RegularExpressions;
using Faculty.Domain.Codes;

namespace Faculty.Domain.Teachers.Checks;

/// <summary>Numbers of identity documents (证件号码); resident cards by GB 11643.</summary>
public static partial class IdNumber
{
    /// <summary>What is wrong with a text that an ID number stands in, and how to mend it.</summary>
    public const string InClear = "must not hold an ID number, which would be stored in clear here; leave it out, or use a number of the school's own";

    /// <summary>Characters of a resident number.</summary>
    public const int Length = 18;
    private const string CheckCharacters = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The number as it is kept: full-width signs as ASCII, without blanks at the ends, capital letters.</summary>
    public static string Normalise(string typed)
    {
        var kept = new StringBuilder(typed.Length);
        foreach (var sign in typed.Trim(' ', '\u3000'))
        {
            kept.Append(sign is >= '\uff01' and <= '\uff5e' ? (char)(sign - 0xfee0) : sign);
        }
        return kept.ToString().ToUpperInvariant();
    }

    /// <summary>
    /// What is wrong with a normalised number, or null. Contradictions to sex and birth date (null = not known) count; an unknown
    /// area does not.
    /// </summary>
    public static string? Problem(IdType type, string number, Sex? sex, DateOnly? birthDate) =>
        Malformed(type, number) ?? Contradiction(type, number, sex, birthDate);

    /// <summary>What is wrong with a normalised number by itself, or null.</summary>
    public static string? Malformed(IdType type, string number)
    {
        if (type != IdType.Resident)
        {
            return number.Length is >= 1 and <= 32 && number.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '-' or '/' or '(' or ')')
                ? null
                : "must be 1 to 32 letters, digits, hyphens, slashes or brackets";
        }
        if (number.Length != 18 || !number.AsSpan(0, 17).ContainsOnlyDigits() || CheckCharacters.IndexOf(number[17], StringComparison.Ordinal) < 0)
        {
            return "must be 17 digits and a check character (a digit or X)";
        }
        if (BirthDateOf(number) is null)
        {
            return "digits 7 to 14 are no date; type the number again";
        }
        return number[17] == CheckCharacterOf(number) ? null : "the check character does not fit the digits; type the number again";
    }

    /// <summary>How a number that is right by itself contradicts birth date or sex (null = not known), or null.</summary>
    public static string? Contradiction(IdType type, string number, Sex? sex, DateOnly? birthDate)
    {
        if (type != IdType.Resident)
        {
            return null;
        }
        if (birthDate is not null && BirthDateOf(number) != birthDate)
        {
            return "digits 7 to 14 differ from birth_date; mend one of them";
        }
        return sex is null || (number[16] - '0') % 2 == 1 == (sex == Sex.Male)
            ? null
            : "digit 17 (odd = male) differs from sex; mend one of them";
    }

    /// <summary>
    /// The first six digits of a resident number are no area of today's table; it may be a former one, so this only
    /// warns.
    /// </summary>
    public static bool HasUnknownArea(IdType type, string number) =>
        type == IdType.Resident && number.Length == 18 && !CodeTables.Areas.Contains(number[..6]);

    /// <summary>
    /// A resident number stands in a text, alone or among words, in one piece or in groups with blanks, hyphens, dots or slashes between: 18 characters,
    /// a day of birth since 1900, the right check character. Other numbers of 18 digits are not taken for one, but for 1 in 15,000.
    /// </summary>
    public static bool StandsIn(string text)
    {
        if (text.Count(c => c is (>= '0' and <= '9') or (>= '\uff10' and <= '\uff19')) < Length - 1)
        {
            return false;
        }
        var plain = Normalise(text);
        for (var found = Grouped().Match(plain); found.Success; found = Grouped().Match(plain, found.Index + 1))
        {
            if (IsResident(string.Concat(found.Value.Where(char.IsAsciiLetterOrDigit))))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>18 digits in one piece, of which the last may be X: a resident number, or one mistyped.</summary>
    public static bool MayStandIn(string text) => Run().IsMatch(Normalise(text));

    [GeneratedRegex("(?<![0-9])[0-9]{17}[0-9X](?![0-9])")]
    private static partial Regex Run();

    // No digit before or behind: a longer number is another.
    [GeneratedRegex(@"(?<![0-9])([0-9][ \u00a0\u3000\-\u2010-\u2015./]{0,3}){17}[0-9X](?![0-9])")]
    private static partial Regex Grouped();

    /// <summary>The check character that belongs to the first 17 digits.</summary>
    public static char CheckCharacterOf(ReadOnlySpan<char> number)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += (number[i] - '0') * Weights[i];
        }
        return CheckCharacters[sum % 11];
    }

    private static DateOnly? BirthDateOf(string number) => DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", out var born) ? born : null;

    private static bool IsResident(ReadOnlySpan<char> number) =>
        number[..17].ContainsOnlyDigits() && DateOnly.TryParseExact(number.Slice(6, 8), "yyyyMMdd", out var born) && born.Year is >= 1900 and < 2100
        && number[17] == CheckCharacterOf(number);

    internal static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
