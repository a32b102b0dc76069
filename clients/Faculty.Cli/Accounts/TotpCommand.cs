using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Accounts;

/// <summary>`faculty totp` (动态口令): sets one-time codes up.</summary>
internal static class TotpCommand
{
    public static Command Create(Words words)
    {
        var fromInput = Passwords.FromInput(words);
        fromInput.Description = words["read the password and then the first code from standard input, a line each", "从标准输入读取密码和首个动态口令，各一行"];
        return new Command("totp", words["set up one-time codes", "设置动态口令"]) { fromInput }.Does(words, async (run, ct) =>
            await SignedIn.SetUpTotpAsync(run, await run.PasswordAsync(fromInput, words["Password", "密码"], twice: false, ct), fromInput, ct));
    }
}
