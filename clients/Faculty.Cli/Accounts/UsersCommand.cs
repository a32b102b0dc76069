using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Accounts;

/// <summary>`faculty users …` (账户): for the administrator.</summary>
internal static class UsersCommand
{
    public static Command Create(Words words) => new("users", words["accounts, their roles and keys (for the administrator)", "账户、角色和密钥（管理员）"])
    {
        CreateUser.Create(words),
        List(words),
        Show(words),
        new RequestCommand<SuspendAccountRequest>("suspend", words["close an account's door at once", "停用账户，立即生效"], words, Name)
            .Calls<SuspendAccountResponse>(c => c.Accounts.SuspendAccountAsync, AccountView.WrittenAsync),
        new RequestCommand<ResumeAccountRequest>("resume", words["open it again", "恢复账户"], words, Name)
            .Calls<ResumeAccountResponse>(c => c.Accounts.ResumeAccountAsync, AccountView.WrittenAsync),
        new RequestCommand<GrantRoleRequest>("grant", words["give a role at a place", "授予角色"], words, Name, Role, Place)
            .Calls<GrantRoleResponse>(c => c.Accounts.GrantRoleAsync, AccountView.WrittenAsync),
        new RequestCommand<RevokeRoleRequest>("revoke", words["take a role at a place away", "撤销角色"], words, Name, Role, Place)
            .Calls<RevokeRoleResponse>(c => c.Accounts.RevokeRoleAsync, AccountView.WrittenAsync),
        new RequestCommand<ResetPasswordRequest>("reset-password", words["end password and one-time codes; gives a new sign-in code", "重置密码和动态口令，发放新登录码"], words, Name)
            .Calls<ResetPasswordResponse>(c => c.Accounts.ResetPasswordAsync, async (reply, run, ct) =>
            {
                await AccountView.WrittenAsync(reply, run, ct);
                CreateUser.Code(reply.Account, reply.SignInCode, run);
            }),
        CreateKey.Create(words),
        Keys(words),
        new RequestCommand<RevokeKeyRequest>("revoke-key", words["end a key at once", "作废密钥，立即生效"], words, ("KEY", "key_id", "id of the key", "密钥编号"))
            .Calls<RevokeKeyResponse>(c => c.Accounts.RevokeKeyAsync, (reply, run) => run.Say(reply.ChangeToken.Length == 0
                ? words["Checked; nothing was written.", "检查通过，未写入。"]
                : words[$"Revoked. Change token {reply.ChangeToken}", $"已作废。变更位置 {reply.ChangeToken}"])),
    };

    private static (string Name, string Path, string English, string Chinese) Name => ("NAME", "account_name", "name of the account", "账户名");

    private static (string Name, string Path, string English, string Chinese) Role => ("--role!", "grant.role", "such as HR_CLERK or AUDITOR", "角色，如 人事干事");

    private static (string Name, string Path, string English, string Chinese) Place =>
        ("--place", "grant.organisation_code", "code of the organisation it is for, with all below; absent = the whole registry", "机构代码，含下级；不填为全部");

    private static Command List(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamAccountsRequest>("list", words["list accounts by name", "列出账户"], words, ("--role", "role", "only those with this role", "角色"))
            .With(limit)
            .Does(null, async (request, run, ct) =>
            {
                var places = new Places(run);
                return await run.PrintAsync(
                    run.Connection.Accounts.StreamAccounts(request, cancellationToken: ct), r => r.Accounts,
                    () => AccountView.List(words), async a => AccountView.Row(a, words, await places.OfAsync(a.Grants, ct)), run.Parse.GetValue(limit), ct);
            });
    }

    private static Command Show(Words words) => new RequestCommand<GetAccountRequest>("show", words["one account", "查看账户"], words, Name)
        .Calls<GetAccountResponse>(c => c.Accounts.GetAccountAsync, (reply, run, ct) => AccountView.WholeAsync(reply.Account, run, ct));

    private static Command Keys(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamKeysRequest>("list-keys", words["list keys of programs", "列出密钥"], words, ("--account", "account_name", "only of this account", "账户名"))
            .With(limit)
            .Does(null, async (request, run, ct) =>
            {
                var places = new Places(run);
                return await run.PrintAsync(
                    run.Connection.Accounts.StreamKeys(request, cancellationToken: ct), r => r.Keys,
                    () => AccountView.Keys(words), async k => AccountView.Row(k, words, await places.OfAsync(k.Grants, ct)), run.Parse.GetValue(limit), ct);
            });
    }
}
