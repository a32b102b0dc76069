using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;
using Spectre.Console;

namespace Faculty.Cli.Accounts;

/// <summary>What follows a sign-in: the tokens are kept, one-time codes are set up where a role asks for them.</summary>
internal static class SignedIn
{
    public static async Task<int> DoneAsync(Run run, Account account, SessionTokens tokens, bool totpSetupRequired, string password, Option<bool> fromInput, CancellationToken ct)
    {
        run.Connection.Keep(account.AccountName, tokens);
        var words = run.Words;
        var roles = account.Grants.Count == 0 ? words["no role yet", "尚无角色"] : AccountView.Grants(account.Grants, words, await new Places(run).OfAsync(account.Grants, ct));
        run.Report(
            words[$"Signed in as {account.AccountName}: {roles}.", $"已登录：{account.AccountName}（{roles}）。"],
            ("accountName", account.AccountName), ("totpSetupRequired", totpSetupRequired));
        if (!totpSetupRequired)
        {
            return ExitCode.Done;
        }
        if (run.Talk.Profile.Capabilities.Interactive && !run.Parse.GetValue(fromInput))
        {
            return await SetUpTotpAsync(run, password, fromInput, ct);
        }
        run.Say(words["A role of this account asks for one-time codes; set them up with: faculty totp", "该账户的角色须使用动态口令，请运行：faculty totp"]);
        return ExitCode.Done;
    }

    /// <summary>Shows a new key for the authenticator and confirms it with a first code.</summary>
    public static async Task<int> SetUpTotpAsync(Run run, string password, Option<bool> fromInput, CancellationToken ct)
    {
        var words = run.Words;
        var begun = await run.Connection.Sessions.EnrolTotpAsync(new() { Password = password }, cancellationToken: ct);
        run.WriteLine(words["Put this key into your authenticator (TOTP, 6 digits, 30 seconds):", "请将此密钥录入身份验证器（TOTP，6 位，30 秒）："]);
        run.WriteLine($"  {string.Join(' ', begun.Secret.Chunk(4).Select(c => new string(c)))}");
        run.WriteLine($"  {begun.OtpauthUri}");
        // Of the key that was just made: nobody has it before.
        var code = run.Parse.GetValue(fromInput)
            ? await run.Input.ReadLineAsync(ct) ?? throw new UsageException(words["Standard input holds no first code.", "标准输入中没有首个动态口令。"])
            : await run.Talk.PromptAsync(new TextPrompt<string>($"{words["The 6 digits it shows now", "当前显示的 6 位数字"]}:"), ct);
        await run.Connection.Sessions.ConfirmTotpAsync(new() { Totp = code }, cancellationToken: ct);
        run.WriteLine(words["One-time codes are set up; every sign-in asks for one from now on.", "动态口令已启用，今后每次登录都需输入。"]);
        return ExitCode.Done;
    }
}
