using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

public sealed class KeysTests
{
    [Fact]
    public async Task Keys_are_copied_checked_and_rotated()
    {
        await using var registry = await Registry.StartAsync();
        await TeachersTests.CreateAsync(registry);

        var due = await registry.RunAsync("keys", "doctor");
        Assert.Equal(1, due.ExitCode);
        Assert.Contains("A copy is due (last: never, 1 keys since)", due.Output, StringComparison.Ordinal);
        Assert.Contains("1 keys copied", (await registry.DoneAsync("keys", "backup", registry.InHome("copy"))).Output, StringComparison.Ordinal);
        Assert.Contains("Sound.", (await registry.DoneAsync("keys", "doctor")).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await registry.DoneAsync("keys", "rotate", "--json")).Json.GetProperty("version").GetInt32());
        // A version that is in no copy.
        Assert.Equal(1, (await registry.RunAsync("keys", "doctor")).ExitCode);
        Assert.Equal(1, (await registry.RunAsync("keys", "backup", registry.DataDirectory)).ExitCode);
    }

    [Fact]
    public async Task An_erasure_says_what_would_be_lost_and_happens_only_when_it_is_meant()
    {
        await using var registry = await Registry.StartAsync();
        var id = (await registry.DoneAsync("teachers", "create", "--name", "乙零九", "--sex", "女", "--birth-date", "1985-05-05", "--json")).Json.GetProperty("teacher").GetProperty("teacherId").GetString()!;

        var check = await registry.DoneAsync("teachers", "erase", id, "--reason", "never engaged", "--check");
        Assert.Contains("display name, sex, birth date", check.Error, StringComparison.Ordinal);
        Assert.Equal("", check.Output);
        Assert.Equal(0, (await registry.DoneAsync("teachers", "retention", "--json")).Output.Length);
        Assert.Contains("乙零九", (await registry.DoneAsync("teachers", "get", id)).Output, StringComparison.Ordinal);

        // Nobody is there to confirm it: nothing happens.
        var unasked = await registry.RunAsync("teachers", "erase", id, "--reason", "never engaged");
        Assert.Equal(2, unasked.ExitCode);
        Assert.Contains("--yes", unasked.Error, StringComparison.Ordinal);
        Assert.Contains("乙零九", (await registry.DoneAsync("teachers", "get", id)).Output, StringComparison.Ordinal);

        var erased = await registry.DoneAsync("teachers", "erase", id, "--reason", "never engaged", "--yes");

        Assert.Contains($"Erased {id}", erased.Output, StringComparison.Ordinal);
        Assert.Contains("(erased)", (await registry.DoneAsync("teachers", "get", id)).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await registry.RunAsync("teachers", "erase", id, "--reason", "never engaged", "--yes")).ExitCode);
    }
}
