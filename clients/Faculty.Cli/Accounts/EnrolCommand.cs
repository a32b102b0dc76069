using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Accounts;

/// <summary>`faculty enrol` (启用账户): a sign-in code becomes a password; the code the server printed makes the first administrator.</summary>
internal static class EnrolCommand
{
    public static Command Create(Words words)
    {
        var name = Inputs.Argument("NAME", words["name of the account; your own choice with the code a new server printed", "账户名；使用新服务器显示的登录码时可自行命名"]);
        var code = Inputs.Text("--code", words["sign-in code; asked for when absent", "登录码，不填则询问"]);
        var fromInput = Passwords.FromInput(words);
        return new Command("enrol", words["choose a password with a sign-in code", "用登录码设置密码"]) { name, code, fromInput }.Does(words, async (run, ct) =>
        {
            run.Connection.RequirePrivate();
            var request = new EnrolRequest
            {
                AccountName = run.Parse.GetRequiredValue(name),
                Code = await run.CodeAsync(code, words["Sign-in code", "登录码"], ct),
                Password = await run.PasswordAsync(fromInput, words["New password, 12 characters or more", "新密码（至少 12 个字）"], twice: true, ct),
            };
            var reply = await run.Connection.SigningIn.EnrolAsync(request, cancellationToken: ct);
            return await SignedIn.DoneAsync(run, reply.Account, reply.Tokens, reply.TotpSetupRequired, request.Password, fromInput, ct);
        });
    }
}
