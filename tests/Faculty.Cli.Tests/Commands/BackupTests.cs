using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_taken_while_serving_is_restored_and_is_sound()
    {
        await using var registry = await Registry.StartAsync();
        await TeachersTests.CreateAsync(registry);
        var file = registry.InHome("backup");

        var backup = (await registry.DoneAsync("backup", file, "--json")).Json;
        var restored = (await Ran.OfAsync("restore", file, "--data", registry.InHome("copy"), "--json")).Json;

        Assert.Equal(5, backup.GetProperty("revision").GetInt64());
        Assert.Equal(backup.GetRawText(), restored.GetRawText());
        var verified = await Ran.OfAsync("journal", "verify", registry.InHome("copy"), "--json");
        Assert.Equal((0, "5"), (verified.ExitCode, verified.Json.GetProperty("lastRevision").GetString()));
    }

    [Fact]
    public async Task A_restore_says_which_keys_it_needs_and_what_becomes_of_it_without_them()
    {
        await using var registry = await Registry.StartAsync();
        await TeachersTests.CreateAsync(registry);
        await registry.DoneAsync("backup", registry.InHome("backup"));
        var data = registry.InHome("copy");

        var told = (await Ran.OfAsync("restore", registry.InHome("backup"), "--data", data, "--language", "en")).Error;

        Assert.Contains($"{data}.keys (or start with --keys)", told, StringComparison.Ordinal);
        Assert.Contains("does not start", told, StringComparison.Ordinal);
        await registry.DoneAsync("keys", "backup", $"{registry.InHome("other")}.keys");
        told = (await Ran.OfAsync("restore", registry.InHome("backup"), "--data", registry.InHome("other"), "--language", "en")).Error;
        Assert.Contains($"will take the keys in {registry.InHome("other")}.keys", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_backup_restores_nothing_and_says_so()
    {
        await using var registry = await Registry.StartAsync();
        await TeachersTests.CreateAsync(registry);
        var file = registry.InHome("backup");
        await registry.DoneAsync("backup", file);
        Flip(file);

        var ran = await Ran.OfAsync("restore", file, "--data", registry.InHome("copy"), "--language", "en");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("nothing was restored", ran.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(registry.InHome("copy")));
    }

    [Fact]
    public async Task A_directory_with_something_in_it_is_not_restored_into()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("backup", registry.InHome("backup"));

        Assert.Equal(2, (await Ran.OfAsync("restore", registry.InHome("backup"), "--data", registry.DataDirectory)).ExitCode);
    }

    [Fact]
    public async Task A_journal_is_verified_by_its_server_and_without_it_and_a_flipped_bit_is_found()
    {
        await using var registry = await Registry.StartAsync();
        await TeachersTests.CreateAsync(registry);
        Assert.Contains("Sound", (await registry.DoneAsync("journal", "verify")).Output, StringComparison.Ordinal);
        await registry.StopServerAsync();
        Assert.Contains("Sound", (await registry.DoneAsync("journal", "verify", registry.DataDirectory)).Output, StringComparison.Ordinal);

        Flip(Directory.GetFiles(registry.DataDirectory, "journal-*").Order(StringComparer.Ordinal).First());
        var damaged = await registry.RunAsync("journal", "verify", registry.DataDirectory);

        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("Damaged", damaged.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_without_a_journal_is_not_called_sound()
    {
        await using var registry = await Registry.StartAsync();
        Directory.CreateDirectory(registry.InHome("empty"));

        var ran = await Ran.OfAsync("journal", "verify", registry.InHome("empty"), "--language", "en");
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("There is no journal in that directory.", ran.Error, StringComparison.Ordinal);
    }

    // A byte of the first entry, after the file's own header: later entries prove that it was durable.
    private static void Flip(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[300] ^= 1;
        File.WriteAllBytes(file, bytes);
    }
}
