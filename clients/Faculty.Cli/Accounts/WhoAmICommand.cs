using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;
using Grpc.Core;

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
            var places = await PlacesAsync(reply.Grants, run, ct);
            var roles = reply.Grants.Count == 0 ? words["no role", "无角色"] : AccountView.Grants(reply.Grants, words, code => places.GetValueOrDefault(code, code));
            run.WriteLine(reply.KeyId.Length == 0
                ? $"{reply.Account.AccountName}: {roles}"
                : words[$"{reply.Account.AccountName} by key {reply.KeyId}: {roles}", $"{reply.Account.AccountName}（密钥 {reply.KeyId}）：{roles}"]);
            if (reply.TotpSetupRequired)
            {
                run.Say(words["Set up one-time codes first: faculty totp", "请先设置动态口令：faculty totp"]);
            }
            return ExitCode.Done;
        });

    /// <summary>The places of grants by code, with their names: 高平中专 140581-GP01. One that is not to be found has its code only.</summary>
    private static async Task<Dictionary<string, string>> PlacesAsync(IEnumerable<Grant> grants, Run run, CancellationToken ct)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var code in grants.Select(g => g.OrganisationCode).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal))
        {
            try
            {
                var found = await run.Connection.Organisations.GetOrganisationAsync(new() { Code = code }, cancellationToken: ct);
                places[code] = $"{found.Organisation.Names.LastOrDefault()?.Name} {code}".TrimStart();
            }
            catch (RpcException refused) when (ServerRefusal.Of(refused).Reason == ErrorReason.NotFound)
            {
                // Granted before the organisation was recorded.
            }
        }
        return places;
    }
}
