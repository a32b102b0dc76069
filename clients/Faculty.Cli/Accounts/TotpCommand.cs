using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Accounts;

/// <summary>`faculty totp` (动态口令): sets one-time codes up.</summary>
internal static class TotpCommand
{
    public static Command Create(Words words)
    {
        var totp = Inputs.Text("--totp", words["the first code; asked for when absent", "首个动态口令，不填则询问"]);
        var fromInput = Passwords.FromInput(words);
        return new Command("totp", words["set up one-time codes", "设置动态口令"]) { totp, fromInput }.Does(words, async (run, ct) =>
            await SignedIn.SetUpTotpAsync(run, await run.PasswordAsync(fromInput, words["Password", "密码"], twice: false, ct), totp, ct));
    }
}
