namespace Faculty.Domain.Codes;

/// <summary>Unified social credit codes (统一社会信用代码) by GB 32100: 18 signs, the last of which checks the others.</summary>
public static class CreditCode
{
    public const int Length = 18;

    // Digits and capital letters but I, O, S, V and Z, which look like others.
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>What is wrong with a code, or null.</summary>
    public static string? Problem(string code)
    {
        if (code.Length != Length || code.Any(sign => !Alphabet.Contains(sign, StringComparison.Ordinal)))
        {
            return "must be 18 digits and capital letters (never I, O, S, V or Z), as on the business licence";
        }
        // 登记管理机关行政区划码.
        if (code.AsSpan(2, 6).ContainsAnyExceptInRange('0', '9'))
        {
            return "signs 3 to 8 must be the digits of an area; type the code again";
        }
        return code[^1] == CheckSignOf(code) ? null : "the check sign does not fit the others; type the code again";
    }

    /// <summary>The sign that checks the first 17.</summary>
    public static char CheckSignOf(ReadOnlySpan<char> code)
    {
        var (sum, weight) = (0, 1);
        foreach (var sign in code[..(Length - 1)])
        {
            sum += Alphabet.IndexOf(sign, StringComparison.Ordinal) * weight;
            weight = weight * 3 % Alphabet.Length;
        }
        return Alphabet[(Alphabet.Length - sum % Alphabet.Length) % Alphabet.Length];
    }
}
