using Faculty.Server.Accounts;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Faculty.Server.Tests.Access.Matrix;

/// <summary>Keys that are not, or no longer, as good as their account.</summary>
internal static class OtherKeys
{
    private static readonly DateTimeOffset Long = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public static Task<CallInvoker> AsSuspendedAsync(this TestServer server, Role role) =>
        MakeAsync(server, account => account.State = AccountState.Suspended, [], Long, new Grant { Role = role });

    public static Task<CallInvoker> AsExpiredAsync(this TestServer server, Role role) =>
        MakeAsync(server, _ => { }, [], new(2025, 11, 1, 0, 0, 0, TimeSpan.Zero), new Grant { Role = role });

    /// <summary>A key of one grant, of an account that has every role.</summary>
    public static Task<CallInvoker> AsProgramAsync(this TestServer server, Role role, string place) =>
        MakeAsync(server, _ => { }, [new() { Role = role, OrganisationCode = place }], Long, [.. TestServer.AllRoles]);

    private static async Task<CallInvoker> MakeAsync(TestServer server, Action<Account> change, Grant[] ofKey, DateTimeOffset expires, params Grant[] grants)
    {
        var services = server.Server.Services;
        var account = StoredAccounts.New($"key-{Guid.NewGuid():n}"[..32], AccountKind.Service, grants);
        change(account.Account);
        var (secret, key) = ApiKeys.New(account.Account, ofKey, "", expires - TimeSpan.FromDays(200), expires);
        var batch = new WriteBatch("server", "tests").Insert(Documents.Accounts, account.Account.AccountId, account).Insert(Documents.Keys, key.Key.KeyId, key);
        var commit = await services.GetRequiredService<IRegistryStore>().CommitAsync(batch);
        await services.GetRequiredService<JournalFollower>().CaughtUpAsync(commit.Revision, CancellationToken.None);
        return server.With(secret);
    }
}
