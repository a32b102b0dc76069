using Faculty.Server.Accounts;
using Faculty.Server.Hosting;
using Faculty.Server.Tests.Accounts;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;

namespace Faculty.Server.Tests.Access.Matrix;

/// <summary>Sessions of persons, each seen to be good, whose access token ended, whose account was suspended, or that were signed out.</summary>
internal static class OtherSessions
{
    /// <summary>The access token of a good session; whoever asks for it lets its ten minutes pass.</summary>
    public static async Task<string> SessionAsync(this TestServer server, Role role) => (await OpenAsync(server, role)).AccessToken;

    /// <summary>The token has its time left; the account is suspended.</summary>
    public static async Task<string> SuspendedSessionAsync(this TestServer server, Role role)
    {
        var (name, token) = await OpenAsync(server, role);
        await server.Accounts().SuspendAccountAsync(new() { AccountName = name });
        return token;
    }

    /// <summary>The token has its time left; its session is over.</summary>
    public static async Task<string> EndedSessionAsync(this TestServer server, Role role)
    {
        var (_, token) = await OpenAsync(server, role);
        await server.With(token).Sessions().SignOutAsync(new());
        return token;
    }

    private static async Task<(string AccountName, string AccessToken)> OpenAsync(TestServer server, Role role)
    {
        var services = server.Server.Services;
        var account = StoredAccounts.New($"session-{Guid.NewGuid():n}"[..32], AccountKind.Person, [new() { Role = role }]);
        // Else an administrator or a finance officer would have no rights yet.
        account.Account.Totp = true;
        var (id, session) = (account.Account.AccountId, RefreshToken.New());
        var ends = Timestamp.FromDateTimeOffset(services.GetRequiredService<TimeProvider>().GetUtcNow() + Sessions.Idle);
        var batch = new WriteBatch("server", "tests")
            .Insert(Documents.Accounts, id, account)
            .Insert(Documents.Sessions, session.SessionId, new StoredSession { AccountId = id, TokenHash = session.Hash, IdleTime = ends, ExpireTime = ends });
        var commit = await services.GetRequiredService<IRegistryStore>().CommitAsync(batch);
        await services.GetRequiredService<JournalFollower>().CaughtUpAsync(commit.Revision, CancellationToken.None);
        var token = services.GetRequiredService<AccessTokens>().Issue(id, session.SessionId);
        Assert.Equal(role, Assert.Single((await server.With(token).Sessions().WhoAmIAsync(new())).Grants).Role);
        return (account.Account.AccountName, token);
    }
}
