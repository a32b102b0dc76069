using Faculty.Server.Audit;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;

namespace Faculty.Server.Accounts;

/// <summary>Keys that the process makes for itself, without anybody signed in: who runs it on its data directory may do everything anyway.</summary>
internal sealed class OwnKeys(IRegistryStore store, JournalFollower follower, TimeProvider clock)
{
    /// <summary>A program's account with these grants and a key of it, in one entry of the journal; the key's text.</summary>
    public async Task<string> MakeAsync(string accountName, params IEnumerable<Grant> grants)
    {
        var account = StoredAccounts.New(accountName, AccountKind.Service, grants);
        var now = clock.GetUtcNow();
        var (secret, key) = ApiKeys.New(account.Account, [], "", now, now + ApiKeys.LongestLife);
        var batch = new WriteBatch("server", nameof(OwnKeys)) { Details = AuditLog.OfServer(AuditEventType.AccountChange) }
            .Insert(Documents.Accounts, account.Account.AccountId, account)
            .Insert(Documents.Keys, key.Key.KeyId, key);
        var commit = await store.CommitAsync(batch);
        await follower.CaughtUpAsync(commit.Revision, CancellationToken.None);
        return secret;
    }
}
