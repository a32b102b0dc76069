using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

public sealed class WatchTests
{
    private static readonly string[] County =
        ["organisations", "create", "--kind", "COUNTY", "--name", "某县", "--start", "1990-01-01", "--code"];

    [Fact]
    public async Task A_watch_prints_each_change_when_it_happens_and_ends_well_by_ctrl_c()
    {
        await using var registry = await Registry.StartAsync();
        await using var watched = new Watched(registry, "changes", "--watch", "--json");
        await watched.ErrorAsync("Watching after");

        await registry.DoneAsync([.. County, "140581"]);

        Assert.Contains("\"revision\": \"2\"", await watched.OutputAsync("CreateOrganisation"), StringComparison.Ordinal);
        Assert.Equal(0, await watched.StopAsync());
    }

    [Fact]
    public async Task A_watch_goes_on_after_the_server_came_back_and_repeats_nothing()
    {
        await using var registry = await Registry.StartAsync();
        await using var watched = new Watched(registry, "changes", "--watch", "--json");
        await watched.ErrorAsync("Watching after");
        await registry.DoneAsync([.. County, "140581"]);
        await watched.OutputAsync("\"revision\": \"2\"");

        await registry.RestartAsync();
        await registry.DoneAsync([.. County, "140582"]);

        Assert.DoesNotContain("\"revision\": \"2\"", await watched.OutputAsync("\"revision\""), StringComparison.Ordinal);
        await watched.ErrorAsync("Connection lost");
        Assert.Empty(watched.Rest());
    }

    [Fact]
    public async Task Changes_start_after_the_token_given()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync([.. County, "140581"]);
        var token = (await registry.ChangesAsync("--json")).Json.GetProperty("changeToken").GetString()!;
        await registry.DoneAsync([.. County, "140582"]);

        Assert.Equal("3", (await registry.DoneAsync("changes", "--after", token, "--json")).Json.GetProperty("revision").GetString());
    }
}
