using System.CommandLine;
using Faculty.Cli.Running;
using Spectre.Console;

namespace Faculty.Cli.Accounts;

/// <summary>Where passwords come from: typed without showing, or a line of standard input. Never from the command line, which others can read.</summary>
internal static class Passwords
{
    public static Option<bool> FromInput(Words words) => Inputs.Flag("--password-stdin", words["read the password from standard input, a line", "从标准输入读取密码（一行）"]);

    /// <summary>The password; asked for twice when it is a new one.</summary>
    public static async Task<string> PasswordAsync(this Run run, Option<bool> fromInput, string label, bool twice, CancellationToken ct)
    {
        if (run.Parse.GetValue(fromInput))
        {
            return await run.Input.ReadLineAsync(ct) is { Length: > 0 } line
                ? line
                : throw new UsageException(run.Words["Standard input holds no password.", "标准输入中没有密码。"]);
        }
        if (!run.Talk.Profile.Capabilities.Interactive || Console.IsInputRedirected)
        {
            throw new UsageException(run.Words[
                "The password is typed at a terminal; elsewhere say --password-stdin.", "密码须在终端输入；其他情况请用 --password-stdin。"]);
        }
        while (true)
        {
            var password = await run.SecretAsync(label, ct);
            if (!twice || password == await run.SecretAsync(run.Words["Again", "再输入一次"], ct))
            {
                return password;
            }
            run.Say(run.Words["The two differ.", "两次输入不一致。"]);
        }
    }

    /// <summary>A short code a person reads somewhere: what was typed with the option, or asked for.</summary>
    public static async Task<string> CodeAsync(this Run run, Option<string?> typed, string label, CancellationToken ct) =>
        run.Parse.GetValue(typed) ?? (run.Talk.Profile.Capabilities.Interactive
            ? await run.Talk.PromptAsync(new TextPrompt<string>($"{label}:"), ct)
            : throw new UsageException(run.Words[$"{typed.Name} is missing.", $"缺少 {typed.Name}。"]));

    private static Task<string> SecretAsync(this Run run, string label, CancellationToken ct)
    {
        // The terminal stops echoing at the first look at the keyboard: before the question, so that who types fast shows nothing.
        _ = Console.KeyAvailable;
        return run.Talk.PromptAsync(new TextPrompt<string>($"{label}:").Secret(null), ct);
    }
}
