namespace Faculty.Domain.Teachers.Checks;

/// <summary>Mobile phone numbers (手机).</summary>
public static class Mobile
{
    public static string? Problem(string number) =>
        number.Length == 11 && number.AsSpan().ContainsOnlyDigits() && number[0] == '1' && number[1] is >= '3' and <= '9'
            ? null
            : "must be 11 digits that begin with 13 to 19";
}
