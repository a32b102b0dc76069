using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Accounts;

/// <summary>`faculty whoami` (我是谁): the account, and what it may do where.</summary>
internal static class WhoAmICommand
{
    public static Command Create(Words words) => new RequestCommand<WhoAmIRequest>("whoami", words["who is signed in, and with which roles", "当前登录的账户和角色"], words)
        .Does(null, async (request, run, ct) =>
        {
            var reply = await run.Connection.Sessions.WhoAmIAsync(request, cancellationToken: ct);
            if (run.Json)
            {
                run.WriteJson(reply);
                return ExitCode.Done;
            }
            var roles = reply.Grants.Count == 0 ? words["no role", "无角色"] : AccountView.Grants(reply.Grants, words, await new Places(run).OfAsync(reply.Grants, ct));
            run.WriteLine(reply.KeyId.Length == 0
                ? $"{reply.Account.AccountName}: {roles}"
                : words[$"{reply.Account.AccountName} by key {reply.KeyId}: {roles}", $"{reply.Account.AccountName}（密钥 {reply.KeyId}）：{roles}"]);
            run.WriteLine(words[$"account id {reply.Account.AccountId}", $"账户编号 {reply.Account.AccountId}"]);
            if (reply.TotpSetupRequired)
            {
                run.Say(words["Set up one-time codes first: faculty totp", "请先设置动态口令：faculty totp"]);
            }
            return ExitCode.Done;
        });
}
