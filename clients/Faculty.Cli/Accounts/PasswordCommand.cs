using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Accounts;

/// <summary>`faculty password` (修改密码): changes the own password; other sessions end.</summary>
internal static class PasswordCommand
{
    public static Command Create(Words words)
    {
        var fromInput = Passwords.FromInput(words);
        fromInput.Description = words["read the old and the new password from standard input, a line each", "从标准输入读取旧密码和新密码，各一行"];
        return new Command("password", words["change your password; other sessions end", "修改密码，其他登录随之失效"]) { fromInput }.Does(words, async (run, ct) =>
        {
            var old = await run.PasswordAsync(fromInput, words["Password until now", "原密码"], twice: false, ct);
            var next = await run.PasswordAsync(fromInput, words["New password, 12 characters or more", "新密码（至少 12 个字）"], twice: true, ct);
            var who = await run.Connection.Sessions.WhoAmIAsync(new(), cancellationToken: ct);
            var reply = await run.Connection.Sessions.ChangePasswordAsync(new() { Password = old, NewPassword = next }, cancellationToken: ct);
            run.Connection.Keep(who.Account.AccountName, reply.Tokens);
            run.Report(words["The password is changed; other sessions have ended.", "密码已修改，其他登录已失效。"], ("changed", true));
            return ExitCode.Done;
        });
    }
}
