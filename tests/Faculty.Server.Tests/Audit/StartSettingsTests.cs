using System.Text.RegularExpressions;
using Faculty.Server.Audit;
using Faculty.Storage;
using Faculty.V1;
using static Faculty.Server.Tests.Audit.AuditTests;

namespace Faculty.Server.Tests.Audit;

/// <summary>A server that is started with other settings than last time says so in its journal, or does not start.</summary>
public sealed partial class StartSettingsTests
{
    // Where things lie, which ports, and how much memory: nothing that decides who sees what, for how long, or how fast.
    private static readonly string[] Untold = ["data", "keys", "certificate-key", "certificate-password-file", "grpc-port", "web-port", "store", "body-cache-mib", "font"];

    [Fact]
    public async Task Settings_that_changed_are_told_once_by_name_with_what_they_were_and_are()
    {
        var first = await TestServer.StartAsync();
        Assert.Empty(await ToldAsync(first));
        await first.StopAsync();

        var other = await TestServer.StartAsync(with: o => o with { DataDirectory = first.DataDirectory, RateFactor = 7, KeepAfterLeavingMonths = 60 });
        var told = Assert.Single(await ToldAsync(other));
        Assert.Equal(["keep-left-months 120 -> 60", "rate-factor 1 -> 7"], told.Subjects);
        Assert.Equal(("server", "Start", AuditDecision.Allowed), (told.PrincipalId, told.Method, told.Decision));
        await other.RestartAsync();
        Assert.Equal([told], await ToldAsync(other));
        await other.StopAsync();

        await using var again = await TestServer.StartAsync(with: o => o with { DataDirectory = first.DataDirectory });
        Assert.Equal(["keep-left-months 60 -> 120", "rate-factor 7 -> 1"], (await ToldAsync(again))[^1].Subjects);
    }

    [Fact]
    public async Task A_server_does_not_start_with_other_settings_when_the_journal_cannot_take_them()
    {
        var server = await TestServer.StartAsync();
        await server.StopAsync();
        var refused = await Assert.ThrowsAsync<StartException>(() => TestServer.StartAsync(with: o => Broken(o) with { DataDirectory = server.DataDirectory, RateFactor = 7 }));
        Assert.Contains("rate-factor 1 -> 7", refused.Message, StringComparison.Ordinal);
        // With the former settings there is nothing to tell.
        await using var again = await TestServer.StartAsync(with: o => Broken(o) with { DataDirectory = server.DataDirectory });

        static ServerOptions Broken(ServerOptions options) => options with
        {
            StoreBetween = store => new StoreBetween(store, b => b.Action == StartSettings.Action ? Task.FromException<Commit>(new StoreUnavailableException("full for a test.", diskFull: true)) : null),
        };
    }

    [Fact]
    public void Every_option_is_told_or_known_to_decide_nothing() => Assert.Equal(
        Option().Matches(ServerOptions.Usage).Select(m => m.Groups[1].Value).Except(Untold).Order(StringComparer.Ordinal),
        StartSettings.Of(new()).Settings.Select(s => s.Name).Order(StringComparer.Ordinal));

    private static Task<List<AuditEvent>> ToldAsync(TestServer server) => EventsAsync(server, new() { Type = AuditEventType.Configuration });

    [GeneratedRegex("--([a-z-]+)")]
    private static partial Regex Option();
}
