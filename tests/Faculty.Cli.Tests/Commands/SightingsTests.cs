using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

public sealed class SightingsTests
{
    private const string Phone = "13800000000";

    [Fact]
    public async Task A_phone_is_revealed_for_a_reason_and_the_person_and_the_school_are_told_who_looked()
    {
        await using var registry = await Registry.StartAsync();
        var id = await TeachersTests.CreateAsync(registry);
        await registry.DoneAsync("teachers", "update", id, "--mobile", Phone);

        Assert.Equal(2, (await registry.RunAsync("teachers", "reveal", id)).ExitCode);
        var refused = await registry.RunAsync("teachers", "reveal", id, "--reason", "why");
        Assert.Contains("--reason", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, refused.Error + refused.Output, StringComparison.Ordinal);
        var shown = await registry.DoneAsync("teachers", "reveal", id, "--reason", "call about the certificate");
        Assert.Contains(Phone, shown.Output, StringComparison.Ordinal);
        await registry.DoneAsync("export", registry.InHome("out"), "--scope", "GP");

        var told = await registry.DoneAsync("teachers", "sightings", id);
        Assert.Contains("call about the certificate", told.Output, StringComparison.Ordinal);
        Assert.Contains("export", told.Output, StringComparison.Ordinal);
        Assert.Contains("2 in all", told.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await registry.DoneAsync("organisations", "sightings", "GP", "--json")).Lines.Count);
        var chinese = await registry.RunInChineseAsync("teachers", "sightings", id);
        Assert.Contains("单人查看", chinese.Output, StringComparison.Ordinal);

        var events = await registry.DoneAsync("audit", "list", "--type", "reveal", "--json");
        Assert.Contains($"teacher {id}", Assert.Single(events.Lines), StringComparison.Ordinal);
        Assert.Contains("RevealTeacher", (await registry.DoneAsync("audit", "list")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, events.Output, StringComparison.Ordinal);
    }
}
