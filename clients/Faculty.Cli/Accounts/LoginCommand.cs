using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Cli.Accounts;

/// <summary>`faculty login` (登录): a session that later commands go on with.</summary>
internal static class LoginCommand
{
    public static Command Create(Words words)
    {
        var name = Inputs.Argument("NAME", words["name of the account", "账户名"]);
        var totp = Inputs.Text("--totp", words["one-time code", "动态口令"]);
        var fromInput = Passwords.FromInput(words);
        return new Command("login", words["sign in; later commands go on with it", "登录，后续命令沿用"]) { name, totp, fromInput }.Does(words, async (run, ct) =>
        {
            run.Connection.RequirePrivate();
            var request = new SignInRequest
            {
                AccountName = run.Parse.GetRequiredValue(name),
                Password = await run.PasswordAsync(fromInput, words["Password", "密码"], twice: false, ct),
                Totp = run.Parse.GetValue(totp) ?? "",
            };
            var reply = await SignInAsync(run, request, totp, ct);
            return await SignedIn.DoneAsync(run, reply.Account, reply.Tokens, reply.TotpSetupRequired, request.Password, fromInput, ct);
        });
    }

    private static async Task<SignInResponse> SignInAsync(Run run, SignInRequest request, Option<string?> totp, CancellationToken ct)
    {
        try
        {
            return await run.Connection.SigningIn.SignInAsync(request, cancellationToken: ct);
        }
        catch (RpcException refused) when (run.Talk.Profile.Capabilities.Interactive && ServerRefusal.Of(refused).Reason == ErrorReason.TotpNeeded)
        {
            request.Totp = await run.CodeAsync(totp, run.Words["One-time code", "动态口令"], ct);
            return await run.Connection.SigningIn.SignInAsync(request, cancellationToken: ct);
        }
    }
}
