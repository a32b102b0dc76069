namespace Faculty.Domain.Teachers.Checks;

/// <summary>Numbers of teacher qualifications (教师资格证): year 4, province 2, authority 3, type 1, sex 1, serial 6.</summary>
public static class TeacherQualificationNumber
{
    /// <summary>Practice instructor in secondary vocational schools (中职实习指导): practice posts only.</summary>
    public const int PracticeInstructor = 6;

    // The teachers' law, and with it the certificate, is of 1993.
    private const string FirstYear = "1993";

    /// <summary>What is wrong with a number of the present format, or null.</summary>
    public static string? Problem(string number, Sex? sex)
    {
        if (number.Length != 17 || !number.AsSpan().ContainsOnlyDigits())
        {
            return "must be 17 digits; set legacy for a number of an older format";
        }
        if (string.CompareOrdinal(number[..4], FirstYear) < 0)
        {
            return "digits 1 to 4 are no year of issue; set legacy for a number of an older format";
        }
        if (number[9] is < '1' or > '7')
        {
            return "digit 10 must be a type from 1 to 7";
        }
        return number[10] is '1' or '2' && (sex is null || number[10] == (sex == Sex.Male ? '1' : '2'))
            ? null
            : "digit 11 (1 = male, 2 = female) differs from sex; mend one of them";
    }

    /// <summary>Digit 10, the type of qualification; null when the number has an older format.</summary>
    public static int? TypeOf(Credential credential) =>
        credential is { Category: CredentialCategory.TeacherQualification, Legacy: false, Number.Length: 17 } && char.IsAsciiDigit(credential.Number[9])
            ? credential.Number[9] - '0'
            : null;
}
