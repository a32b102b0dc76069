using Faculty.Server.Accounts;
using Faculty.Server.Audit;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Faculty.Server.Tests;

/// <summary>Keys that a test makes for itself in a server of its own process, without anybody signed in.</summary>
internal static class OwnKeys
{
    /// <summary>A program's account with these grants and a key of it, in one entry of the journal; the key's text.</summary>
    public static async Task<string> MakeAsync(IServiceProvider services, string accountName, params IEnumerable<Grant> grants)
    {
        var account = StoredAccounts.New(accountName, AccountKind.Service, grants);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var (secret, key) = ApiKeys.New(account.Account, [], "", now, now + ApiKeys.LongestLife);
        var batch = new WriteBatch("server", nameof(OwnKeys)) { Details = AuditLog.OfServer(AuditEventType.AccountChange) }
            .Insert(Documents.Accounts, account.Account.AccountId, account)
            .Insert(Documents.Keys, key.Key.KeyId, key);
        var commit = await services.GetRequiredService<IRegistryStore>().CommitAsync(batch);
        await services.GetRequiredService<JournalFollower>().CaughtUpAsync(commit.Revision, CancellationToken.None);
        return secret;
    }
}
