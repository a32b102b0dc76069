using System.Security.Cryptography;
using Faculty.Server.Audit;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;

namespace Faculty.Server.Accounts;

/// <summary>
/// An account for each role with the sample school, so that everything can be tried at once. They are made in a registry without accounts only,
/// share a password that is made anew at each start and printed, and are good only while the server runs with --sample.
/// </summary>
internal sealed class SampleAccounts(IRegistryStore store, AccountDirectory directory, JournalFollower follower, PasswordHashes passwords, AccountSeal seal)
{
    private const string School = "140581-GP01";
    private const string County = "140581";
    private const string Enterprise = "140581-QY01";
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private static readonly (string Name, Role Role, string Place)[] Accounts =
    [
        ("clerk", Role.HrClerk, School),
        ("reviewer", Role.Reviewer, County),
        ("finance", Role.Finance, County),
        ("enterprise", Role.Enterprise, Enterprise),
        ("trainer", Role.TrainerCoordinator, School),
        ("auditor", Role.Auditor, ""),
        ("admin", Role.Administrator, ""),
    ];

    /// <summary>Makes the accounts or gives them a new password; what to print, or null where others have accounts already.</summary>
    public async Task<string?> PrepareAsync(CancellationToken ct)
    {
        var there = directory.All.Where(a => a.Stored.Account.Sample).ToList();
        if (there.Count == 0 && directory.All.Any())
        {
            return null;
        }
        var password = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
        var secrets = await passwords.SetAsync(new(), password, ct);
        var batch = new WriteBatch("server", nameof(SampleAccounts)) { Details = AuditLog.OfServer(AuditEventType.AccountChange) };
        foreach (var account in there)
        {
            var next = account.Stored.With(a => (a.SealedSecrets, a.CredentialsVersion, a.Failures, a.LockedUntil) = (seal.Seal(secrets, account.Id), a.CredentialsVersion + 1, 0, null));
            batch.Replace(Documents.Accounts, new Stored<StoredAccount>(account.Id, account.Revision, account.Stored), next);
        }
        foreach (var (name, role, place) in there.Count > 0 ? [] : Accounts)
        {
            var account = StoredAccounts.New(name, AccountKind.Person, [new() { Role = role, OrganisationCode = place }]);
            account.Account.Sample = true;
            account.SealedSecrets = seal.Seal(secrets, account.Account.AccountId);
            batch.Insert(Documents.Accounts, account.Account.AccountId, account);
        }
        var commit = await store.CommitAsync(batch);
        await follower.CaughtUpAsync(commit.Revision, ct);
        return $"""
            Sample accounts {string.Join(", ", directory.All.Where(a => a.Stored.Account.Sample).Select(a => a.Stored.Account.AccountName).Order(StringComparer.Ordinal))}: password {password}
            (until the next start; without one-time codes, so for trying only). Sign in as the school's clerk: faculty login clerk
            """;
    }
}
