using Faculty.Storage.Embedded;
using static Faculty.Storage.Tests.StoreTesting;

namespace Faculty.Storage.Tests;

public sealed class BackupTests : IAsyncLifetime
{
    private readonly TestDirectory directory = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        directory.Delete();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_backup_taken_while_writing_restores_to_exactly_the_state_of_its_revision()
    {
        await using var store = await OpenAsync("store");
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++) await store.InsertAsync($"{i}", A($"{i}", code: $"{i}"));
        });
        for (var cycle = 0; cycle < 5; cycle++)
        {
            await store.WaitPastAsync(store.Revision + 20, None);
            using var backup = new MemoryStream();
            var summary = await store.BackupAsync(backup, None);
            Assert.Equal(backup.Length, summary.Bytes);
            backup.Position = 0;
            var restored = await Restore.RunAsync(backup, PathOf($"copy{cycle}"), None);
            Assert.Equal(summary, restored);
            await using var copy = await OpenAsync($"copy{cycle}");
            Assert.Equal((summary.Revision, summary.Revision), (copy.Revision, copy.Count("card")));
            for (var i = 0; i < summary.Revision; i++) Assert.Equal($"{i}", await copy.FindIdAsync("card", "code", $"{i}", None));
            Assert.Equal(summary.Revision + 1, (await copy.InsertAsync("own", A())).Revision);
        }
        await stop.CancelAsync();
        await writing;
        Assert.Null((await store.VerifyAsync(null, None)).Damage);
    }

    [Fact]
    public async Task A_new_data_directory_is_for_its_owner_alone_be_it_made_by_a_start_or_by_a_restore()
    {
        using var backup = new MemoryStream();
        await using (var store = await OpenAsync("store")) await store.BackupAsync(backup, None);
        backup.Position = 0;
        await Restore.RunAsync(backup, PathOf("copy"), None);
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal((owner, owner), (File.GetUnixFileMode(PathOf("store")), File.GetUnixFileMode(PathOf("copy"))));
    }

    [Fact]
    public async Task An_empty_store_and_a_closed_one_are_backed_up_too()
    {
        using var backup = new MemoryStream();
        await using (var store = await OpenAsync("store")) Assert.Equal(0, (await store.BackupAsync(backup, None)).Revision);
        backup.Position = 0;
        Assert.Equal((0, null), await Restore.RunAsync(backup, PathOf("empty"), None) is var empty ? (empty.Revision, empty.Instant) : default);
        await using (var store = await OpenAsync("store")) await store.InsertAsync("1", A());
        using var closed = new MemoryStream();
        Assert.Equal(1, (await Backup.WriteAsync(PathOf("store"), closed, None)).Revision);
        closed.Position = 0;
        Assert.Equal(1, (await Restore.RunAsync(closed, PathOf("full"), None)).Revision);
    }

    [Fact]
    public async Task A_damaged_or_cut_backup_is_refused_and_leaves_nothing()
    {
        using var backup = new MemoryStream();
        await using (var store = await OpenAsync("store"))
        {
            for (var i = 0; i < 20; i++) await store.InsertAsync($"{i}", A());
            await store.BackupAsync(backup, None);
        }
        var bytes = backup.ToArray();
        var random = new Random(6);
        for (var run = 0; run < 100; run++)
        {
            var bad = run % 4 == 0 ? bytes[..random.Next(bytes.Length)] : run % 4 == 1 ? [.. bytes, 0] : bytes.ToArray();
            if (run % 4 > 1) bad[random.Next(bad.Length)] ^= (byte)(1 << (run % 8));
            await Assert.ThrowsAsync<StoreDamagedException>(() => Restore.RunAsync(new MemoryStream(bad), PathOf("target"), None));
            Assert.Empty(Directory.EnumerateFileSystemEntries(PathOf("target")));
        }
    }

    [Fact]
    public async Task A_restore_never_writes_into_a_directory_that_holds_something()
    {
        Directory.CreateDirectory(PathOf("target"));
        await File.WriteAllTextAsync(Path.Combine(PathOf("target"), "mine"), "");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Restore.RunAsync(Stream.Null, PathOf("target"), None));
    }

    [Fact]
    public async Task A_damaged_journal_is_not_backed_up()
    {
        await using (var store = await OpenAsync("store"))
            for (var i = 0; i < 20; i++) await store.InsertAsync($"{i}", A());
        var path = Path.Combine(PathOf("store"), "journal-00000001.log");
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[1000] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        await Assert.ThrowsAsync<StoreDamagedException>(() => Backup.WriteAsync(PathOf("store"), Stream.Null, None));
    }

    private string PathOf(string name) => Path.Combine(directory.Path, name);

    private Task<EmbeddedStore> OpenAsync(string name) => EmbeddedStore.OpenAsync(
        new() { Directory = PathOf(name), SegmentBytes = 8 << 10 }, [Card.Type], TimeProvider.System, None);
}
