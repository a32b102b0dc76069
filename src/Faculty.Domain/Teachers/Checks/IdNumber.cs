using System.Text;
using Faculty.Domain.Codes;

namespace Faculty.Domain.Teachers.Checks;

/// <summary>Numbers of identity documents (证件号码); resident cards by GB 11643.</summary>
public static class IdNumber
{
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
    /// What is wrong with a normalised number, or null. Contradictions to sex and birth date count; an unknown area does
    /// not.
    /// </summary>
    public static string? Problem(IdType type, string number, Sex sex, DateOnly birthDate)
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
        if (!DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", out var born))
        {
            return "digits 7 to 14 are no date; type the number again";
        }
        if (number[17] != CheckCharacterOf(number))
        {
            return "the check character does not fit the digits; type the number again";
        }
        if (born != birthDate)
        {
            return "digits 7 to 14 differ from birth_date; mend one of them";
        }
        return (number[16] - '0') % 2 == 1 == (sex == Sex.Male)
            ? null
            : "digit 17 (odd = male) differs from sex; mend one of them";
    }

    /// <summary>
    /// The first six digits of a resident number are no area of today's table; it may be a former one, so this only
    /// warns.
    /// </summary>
    public static bool HasUnknownArea(IdType type, string number) =>
        type == IdType.Resident && number.Length == 18 && !CodeTables.Areas.Contains(number[..6]);

    /// <summary>The check character that belongs to the first 17 digits.</summary>
    public static char CheckCharacterOf(string number)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += (number[i] - '0') * Weights[i];
        }
        return CheckCharacters[sum % 11];
    }

    internal static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
