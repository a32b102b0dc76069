namespace Faculty.Server.Accounts;

/// <summary>What a password must be.</summary>
internal static class Passwords
{
    private const int Shortest = 12;
    private const int Longest = 128;

    // What guessers try first among what is long enough; single characters and runs are refused by rule.
    private static readonly HashSet<string> Worst = new(StringComparer.OrdinalIgnoreCase)
    {
        "administrator", "adminadminadmin", "changemeplease", "correcthorsebatterystaple", "facultyfaculty", "iloveyouiloveyou", "letmeinletmein",
        "password1234", "password12345", "password123456", "passwordpassword", "p@ssw0rd1234", "qwertyuiop123", "qwertyuiop[]", "qwertyuiopasdf",
        "qwerty123456", "1q2w3e4r5t6y", "1qaz2wsx3edc", "qazwsxedcrfv", "abc123abc123", "woaini1314520", "woaiwojia1314", "welcome12345",
        "teacher12345", "jiaoshi123456", "gaoping123456",
    };

    /// <summary>What is wrong with a password for an account, or null.</summary>
    public static string? Problem(string password, string accountName)
    {
        var length = password.EnumerateRunes().Count();
        if (length is < Shortest or > Longest)
        {
            return $"must have {Shortest} to {Longest} characters; a sentence is easy to remember";
        }
        if (accountName.Length > 0 && password.Contains(accountName, StringComparison.OrdinalIgnoreCase))
        {
            return "must not contain the account's name";
        }
        return Worst.Contains(password) || IsOneRun(password) ? "must not be among the first that are guessed" : null;
    }

    // 111111111111, 123456789012, abcdefghijkl: every character is as far from the one before as the next.
    private static bool IsOneRun(string password)
    {
        var steps = password.Zip(password.Skip(1), (a, b) => b - a).Distinct().ToList();
        return steps.Count == 1 || (password.All(char.IsAsciiDigit) && steps.TrueForAll(s => s is 1 or -9 or -1 or 9));
    }
}
