using Faculty.Storage.Embedded;

namespace Faculty.Server.Tests.Journal;

public sealed class StoreCareTests
{
    [Fact]
    public async Task A_sound_journal_is_verified_while_it_serves()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();

        var last = (await server.Store.VerifyJournal(new()).AllAsync().ToListAsync())[^1];

        Assert.True(last.Done);
        Assert.Equal(("", TestServer.Empty + 6), (last.Damage, last.LastRevision));
        Assert.True(last.Bytes > 0 && last.Bytes == last.TotalBytes);
    }

    [Fact]
    public async Task Damage_is_found_and_named_without_the_path()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var segment = Directory.EnumerateFiles(server.DataDirectory, "*.log", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        using (var file = new FileStream(segment, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            file.Position = 400;
            var flipped = (byte)(file.ReadByte() ^ 1);
            file.Position = 400;
            file.WriteByte(flipped);
        }

        var last = (await server.Store.VerifyJournal(new()).AllAsync().ToListAsync())[^1];

        Assert.True(last.Done);
        Assert.Contains(Path.GetFileName(segment), last.Damage, StringComparison.Ordinal);
        Assert.DoesNotContain(server.DataDirectory, last.Damage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_taken_while_serving_restores_to_the_same_registry()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var messages = await server.Store.BackUp(new()).AllAsync().ToListAsync();
        Assert.Equal((messages.Sum(m => m.Content.Length), TestServer.Empty + 6), (messages[^1].TotalBytes, messages[^1].Revision));

        var folder = Path.Combine(server.DataDirectory, "restored");
        using var backup = new MemoryStream([.. messages.SelectMany(m => m.Content)]);
        await Restore.RunAsync(backup, folder, CancellationToken.None);
        server.CopyKeysFor(folder);
        await using var restored = await TestServer.StartAsync(with: o => o with { DataDirectory = folder });

        Assert.Equal(await server.Organisations.ListOrganisationsAsync(new()), await restored.Organisations.ListOrganisationsAsync(new()));
    }
}
