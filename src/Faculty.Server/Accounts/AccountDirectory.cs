using System.Collections.Concurrent;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;

namespace Faculty.Server.Accounts;

/// <summary>
/// All accounts, sessions and keys in memory, kept by following the journal, so that a suspension or a role taken away counts with the next
/// call and in open streams.
/// </summary>
internal sealed class AccountDirectory(TimeProvider clock, ServerOptions options) : IReadModel
{
    private static readonly Role[] OnlyWithTotp = [Role.Administrator, Role.Finance];

    private readonly ConcurrentDictionary<string, KnownAccount> accounts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> idsByName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StoredSession> sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StoredKey> keys = new(StringComparer.Ordinal);

    public long Revision { get; private set; }

    public IEnumerable<KnownAccount> All => accounts.Values;

    public IEnumerable<ApiKey> Keys => keys.Values.Select(k => k.Key);

    /// <summary>Somebody can be signed in who may keep accounts.</summary>
    public bool HasAdministrator => All.Any(IsAdministrator);

    public KnownAccount? FindByName(string name) => idsByName.TryGetValue(name, out var id) ? accounts.GetValueOrDefault(id) : null;

    public KnownAccount? Find(string accountId) => accounts.GetValueOrDefault(accountId);

    /// <summary>The name that people know an account by; empty when the principal has no account.</summary>
    public string NameOf(string principalId) => Find(principalId)?.Stored.Account.AccountName ?? "";

    public StoredKey? FindKey(string keyId) => keys.GetValueOrDefault(keyId);

    /// <summary>The account of a session, be they good or not; empty when there is no such session any more.</summary>
    public string HolderOf(string sessionId) => sessions.GetValueOrDefault(sessionId)?.AccountId ?? "";

    /// <summary>The sessions of an account, dead ones included.</summary>
    public IEnumerable<string> SessionsOf(string accountId) => sessions.Where(s => s.Value.AccountId == accountId).Select(s => s.Key);

    /// <summary>A role of the account asks for one-time codes and none are set up.</summary>
    public static bool AwaitsTotp(Account account) =>
        account is { Kind: AccountKind.Person, Totp: false, Sample: false } && account.Grants.Any(g => OnlyWithTotp.Contains(g.Role));

    /// <summary>May keep accounts, and is none of the samples where those may not sign in.</summary>
    public bool IsAdministrator(KnownAccount account) => account.MayManageAccounts && (options.Sample || !account.Stored.Account.Sample);

    /// <summary>The session's account, when both are good at present.</summary>
    public KnownAccount RequireSession(string sessionId)
    {
        if (!sessions.TryGetValue(sessionId, out var session) || session.ExpireTime.ToDateTimeOffset() <= clock.GetUtcNow() || Find(session.AccountId) is not { } account)
        {
            throw SessionEnded();
        }
        RequireActive(account.Stored.Account);
        return session.CredentialsVersion == account.Stored.CredentialsVersion ? account : throw SessionEnded();
    }

    /// <summary>What the key's holder is, when key and account are good at present.</summary>
    public Caller RequireKey(string keyId)
    {
        if (!keys.TryGetValue(keyId, out var key) || Find(key.AccountId) is not { } account)
        {
            throw new Refusal(ErrorReason.TokenInvalid, "This key is none of this server's, or it was revoked.");
        }
        if (key.Key.ExpireTime.ToDateTimeOffset() <= clock.GetUtcNow())
        {
            throw new Refusal(ErrorReason.TokenExpired, "The key has ended; the administrator makes another.");
        }
        RequireActive(account.Stored.Account);
        return key.Key.Grants.Count == 0
            ? account.Caller
            : account.Caller with { Grants = [.. key.Key.Grants.Where(g => IsWithin(g, account.Stored.Account.Grants))] };
    }

    /// <summary>A grant that is one of these, or the same role on the whole registry.</summary>
    public static bool IsWithin(Grant grant, IEnumerable<Grant> of) => of.Any(g => g.Role == grant.Role && (g.OrganisationCode.Length == 0 || g.OrganisationCode == grant.OrganisationCode));

    public void RequireActive(Account account)
    {
        if (account.State != AccountState.Active || (account.Sample && !options.Sample))
        {
            throw new Refusal(ErrorReason.AccountSuspended, "The account is suspended.") { Metadata = [("account_name", account.AccountName)] };
        }
    }

    public static Refusal SessionEnded() => new(ErrorReason.SessionEnded, "The session is over; sign in again.");

    public async ValueTask StartAsync(IRegistryStore store, CancellationToken ct)
    {
        var revision = store.Revision;
        foreach (var type in (string[])[Documents.Accounts.Name, Documents.Sessions.Name, Documents.Keys.Name])
        {
            await foreach (var document in store.ScanAsync(type, ct))
            {
                Take(type, document.Id, document.Revision, document.Body);
            }
        }
        Revision = revision;
    }

    public ValueTask ApplyAsync(JournalEntry entry, CancellationToken ct)
    {
        foreach (var change in entry.Changes)
        {
            Take(change.Type, change.Id, entry.Revision, change.Body);
        }
        Revision = entry.Revision;
        return ValueTask.CompletedTask;
    }

    private void Take(string type, string id, long revision, ReadOnlyMemory<byte>? body)
    {
        if (type == Documents.Accounts.Name && body is { } account)
        {
            var known = new KnownAccount(id, revision, Documents.Accounts.Read(account));
            accounts[id] = known;
            idsByName[known.Stored.Account.AccountName] = id;
        }
        else if (type == Documents.Sessions.Name)
        {
            Put(sessions, id, body is { } session ? Documents.Sessions.Read(session) : null);
        }
        else if (type == Documents.Keys.Name)
        {
            Put(keys, id, body is { } key ? Documents.Keys.Read(key) : null);
        }
    }

    private static void Put<T>(ConcurrentDictionary<string, T> all, string id, T? value)
        where T : class
    {
        if (value is null)
        {
            all.TryRemove(id, out _);
        }
        else
        {
            all[id] = value;
        }
    }
}

/// <summary>An account of one moment; the messages are shared and never changed.</summary>
internal sealed record KnownAccount(string Id, long Revision, StoredAccount Stored)
{
    public Caller Caller { get; } = AccountDirectory.AwaitsTotp(Stored.Account)
        ? new(Id, []) { AwaitsTotp = true }
        : new(Id, [.. Stored.Account.Grants]);

    /// <summary>A person who is administrator. A key alone gets nobody back in.</summary>
    public bool MayManageAccounts => Stored.Account.Kind == AccountKind.Person && Stored.Account.State == AccountState.Active && Stored.Account.Grants.Any(g => g.Role == Role.Administrator);

    public Account ToWire() => Stored.ToWire(Revision);
}
