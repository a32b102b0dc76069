namespace Faculty.Cli.Running;

/// <summary>Who did something, as people know them: the account's name, or the id of a principal that has no account.</summary>
internal static class Who
{
    public static string Of(string accountName, string principalId) => accountName.Length > 0 ? accountName : principalId;
}
