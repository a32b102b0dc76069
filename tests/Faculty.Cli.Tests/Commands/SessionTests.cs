using Faculty.Cli.Tests.Running;
using Faculty.Client;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Cli.Tests.Commands;

/// <summary>A session over time, as people have it: the program as a process, with settings of its own, against a real server.</summary>
public sealed class SessionTests
{
    private const string Password = "correct horse battery";
    private static readonly TimeSpan Over = TimeSpan.FromMinutes(11);

    [Fact]
    public async Task Programs_that_run_when_the_token_has_ended_all_go_on_and_renew_it_once()
    {
        await using var registry = await Registry.StartAsync();
        var clerk = await ClerkAsync(registry);
        registry.Later(Over);

        var ran = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => clerk.RunAsync("changes")));

        Assert.All(ran, r => Assert.True(r.ExitCode == 0, r.Error));
        Assert.Single((await registry.ChangesAsync("--json")).Lines, l => l.Contains("SessionService/Refresh", StringComparison.Ordinal) && l.Contains("\"session\"", StringComparison.Ordinal));
    }

    /// <summary>The control of the test above: programs that do not share what they keep end each other's session.</summary>
    [Fact]
    public async Task A_copy_of_a_sign_in_ends_the_session()
    {
        await using var registry = await Registry.StartAsync();
        var clerk = await ClerkAsync(registry);
        var thief = new Person(registry, "elsewhere");
        Directory.CreateDirectory(thief.Logins);
        Directory.GetFiles(clerk.Logins, "*.json").ToList().ForEach(f => File.Copy(f, Path.Combine(thief.Logins, Path.GetFileName(f))));
        registry.Later(Over);
        using var one = clerk.Connect();
        using var other = thief.Connect();
        await one.Sessions.WhoAmIAsync(new());
        registry.Later(TimeSpan.FromSeconds(30));

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await other.Sessions.WhoAmIAsync(new()));

        Assert.Equal(ErrorReason.SessionEnded, ServerRefusal.Of(refused).Reason);
        // And a session that is over is no obstacle to the next, also when its token has ended here.
        var (logins, server) = (new SavedLogins(clerk.Logins), new Uri(registry.Address));
        logins.Save(server, logins.Find(server)! with { Expires = DateTimeOffset.UnixEpoch });
        Assert.StartsWith("SESSION_ENDED", (await clerk.RunAsync("changes")).Error, StringComparison.Ordinal);
        await clerk.DoneAsync([Password], "login", "lili", "--password-stdin");
        await clerk.DoneAsync([], "changes");
    }

    [Fact]
    public async Task A_watch_goes_on_over_a_new_token_and_a_restart_of_the_server()
    {
        await using var registry = await Registry.StartAsync();
        using var connection = (await ClerkAsync(registry)).Connect();
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var changes = Watch.FollowAsync(
            (after, ct) => connection.Changes.WatchChanges(new() { AfterChangeToken = after }, cancellationToken: ct), m => m.ChangeToken, "", (_, _) => { },
            stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.True(await changes.MoveNextAsync());

        registry.Later(Over);
        await registry.RestartAsync();
        await registry.DoneAsync("organisations", "create", "--code", "140581", "--kind", "COUNTY", "--name", "某县", "--start", "1990-01-01");

        while (!changes.Current.Changes.Any(c => c.Action.EndsWith("CreateOrganisation", StringComparison.Ordinal)))
        {
            Assert.True(await changes.MoveNextAsync());
        }
    }

    [Fact]
    public async Task A_password_is_not_shown_at_the_terminal()
    {
        await using var registry = await Registry.StartAsync();
        var clerk = await ClerkAsync(registry);

        var shown = await clerk.AtTerminalAsync([("Password:", Password)], "login", "lili");

        Assert.Contains("Signed in", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("horse", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_may_stand_in_a_file()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("users", "create", "bot", "--kind", "service", "--role", "auditor");
        var key = await registry.DoneAsync("users", "create-key", "bot", "--days", "30", "--purpose", "nightly copy of the journal");
        await File.WriteAllTextAsync(registry.InHome("key"), key.Output);

        Assert.Contains("bot by key", (await new Person(registry, "nobody").DoneAsync([], "whoami", "--token-file", registry.InHome("key"))).Output, StringComparison.Ordinal);
    }

    private static async Task<Person> ClerkAsync(Registry registry)
    {
        var created = await registry.DoneAsync("users", "create", "lili", "--role", "auditor", "--json");
        var clerk = new Person(registry, "lili");
        await clerk.DoneAsync([Password], "enrol", "lili", "--code", created.Json.GetProperty("signInCode").GetString()!, "--password-stdin");
        return clerk;
    }
}
