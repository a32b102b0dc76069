using Faculty.Cli.Running;
using Faculty.V1;
using Spectre.Console;

namespace Faculty.Cli.Accounts;

/// <summary>How accounts and keys are shown.</summary>
internal static class AccountView
{
    public static async Task WrittenAsync<TReply>(TReply reply, Run run, CancellationToken ct)
        where TReply : IAccountReply
    {
        await WholeAsync(reply.Account, run, ct);
        run.Say(reply.ChangeToken.Length == 0
            ? run.Words["Checked; nothing was written.", "检查通过，未写入。"]
            : run.Words[$"Written. Change token {reply.ChangeToken}", $"已写入。变更位置 {reply.ChangeToken}"]);
    }

    public static async Task WholeAsync(Account account, Run run, CancellationToken ct)
    {
        var place = await new Places(run).OfAsync(account.Grants, ct);
        var table = List(run.Words);
        table.Row(Row(account, run.Words, place));
        run.Write(table);
    }

    public static Table List(Words words) => Tables.New(
        words["account", "账户"], words["kind", "类型"], words["state", "状态"], words["roles", "角色"], words["one-time codes", "动态口令"], words["etag", "版本"], words["account id", "账户编号"]);

    public static IEnumerable<string> Row(Account account, Words words, Func<string, string> place) =>
    [
        account.AccountName, words.Of(account.Kind), words.Of(account.State), Grants(account.Grants, words, place), account.Totp ? words["yes", "是"] : "", account.Etag, account.AccountId,
    ];

    public static Table Keys(Words words) => Tables.New(
        words["key", "密钥"], words["account", "账户"], words["roles", "角色"], words["made", "生成"], words["ends", "到期"], words["purpose", "用途"]);

    public static IEnumerable<string> Row(ApiKey key, Words words, Func<string, string> place) =>
    [
        key.KeyId, key.AccountName, key.Grants.Count == 0 ? words["the account's", "同账户"] : Grants(key.Grants, words, place), Dates.Of(key.CreateTime), Dates.Of(key.ExpireTime), key.Purpose,
    ];

    /// <summary>Roles with their places: "hr clerk 高平中专 140581-GP01, auditor".</summary>
    public static string Grants(IEnumerable<Grant> grants, Words words, Func<string, string> place) =>
        string.Join(words[", ", "，"], grants.Select(g => $"{words.Of(g.Role)} {place(g.OrganisationCode)}".TrimEnd()));
}
