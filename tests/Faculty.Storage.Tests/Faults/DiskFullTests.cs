using System.Diagnostics;
using Faculty.Storage.Embedded;
using static Faculty.Storage.Tests.StoreTesting;

namespace Faculty.Storage.Tests;

public sealed class DiskFullTests
{
    [Fact]
    public async Task A_full_disk_refuses_writes_keeps_reading_and_recovers_by_itself()
    {
        var directory = new TestDirectory();
        var disk = new FaultDisk();
        var options = new EmbeddedStoreOptions { Directory = directory.Path, SegmentBytes = 4 << 10, ViewDelay = TimeSpan.FromHours(1), Disk = disk };
        var store = await EmbeddedStore.OpenAsync(options, [Card.Type], TimeProvider.System, None);
        var written = new List<string>();
        var random = new Random(5);
        for (var cycle = 0; cycle < 30; cycle++)
        {
            disk.Room = random.Next(0, 3000);
            StoreUnavailableException? refused = null;
            for (var i = 0; refused is null; i++)
            {
                try
                {
                    await store.CommitAsync(Batch($"r{cycle}-{i}").Insert(Card.Type, $"{cycle}-{i}", A(Long(300), code: $"{cycle}-{i}")));
                    written.Add($"{cycle}-{i}");
                }
                catch (StoreUnavailableException full)
                {
                    refused = full;
                }
            }
            Assert.True(refused.DiskFull);
            Assert.Equal(written.Count, store.Revision);
            foreach (var id in written) Assert.NotNull(await store.FindAsync("card", id, None));
            if (written.Count > 0)
            {
                var repeat = await store.CommitAsync(Batch($"r{written[^1]}").Insert(Card.Type, "other", A()));
                Assert.True(repeat.Replayed);
            }
        }
        disk.Room = long.MaxValue;
        await store.InsertAsync("after", A());
        written.Add("after");
        await store.DisposeAsync();
        await using (var again = await EmbeddedStore.OpenAsync(options with { Disk = Disk.Real }, [Card.Type], TimeProvider.System, None))
            Assert.Equal(written.Order(StringComparer.Ordinal), (await again.ScanAsync("card", None).ToListAsync()).Select(d => d.Id));
        directory.Delete();
    }

    [Fact]
    public async Task A_really_full_file_system_does_the_same()
    {
        var directory = new TestDirectory();
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", directory.Path);
        try
        {
            var filler = Path.Combine(directory.Path, "filler");
            var store = await EmbeddedStore.OpenAsync(new() { Directory = Path.Combine(directory.Path, "store") }, [Card.Type], TimeProvider.System, None);
            await store.InsertAsync("before", A());
            var written = 1;
            for (var cycle = 0; cycle < 3; cycle++)
            {
                using (var file = File.Create(filler))
                    try { while (true) file.Write(new byte[4096]); }
                    catch (IOException) { }
                var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
                {
                    for (; ; written++) await store.InsertAsync($"{written}", A(Long(2000)));
                });
                Assert.True(refused.DiskFull);
                Assert.NotNull(await store.FindAsync("card", "before", None));
                File.Delete(filler);
                await store.InsertAsync($"{written}", A());
                written++;
            }
            await store.DisposeAsync();
            await using var again = await EmbeddedStore.OpenAsync(new() { Directory = Path.Combine(directory.Path, "store") }, [Card.Type], TimeProvider.System, None);
            Assert.Equal(written, again.Count("card"));
        }
        finally
        {
            await RunAsync("umount", "-l", directory.Path);
            directory.Delete();
        }
    }

    [Fact]
    public async Task A_failed_sync_is_not_taken_for_a_full_disk_and_stays()
    {
        var directory = new TestDirectory();
        var disk = new FaultDisk();
        var store = await EmbeddedStore.OpenAsync(new() { Directory = directory.Path, ViewDelay = TimeSpan.FromHours(1), Disk = disk }, [Card.Type], TimeProvider.System, None);
        await store.InsertAsync("1", A());
        disk.FailSync = true;
        Assert.False((await Assert.ThrowsAsync<StoreUnavailableException>(() => store.InsertAsync("2", A()))).DiskFull);
        disk.FailSync = false;
        Assert.False((await Assert.ThrowsAsync<StoreUnavailableException>(() => store.InsertAsync("3", A()))).DiskFull);
        Assert.Equal(1, store.Revision);
        Assert.NotNull(await store.FindAsync("card", "1", None));
        Assert.NotNull(store.Fault);
        await store.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task A_view_that_cannot_be_written_is_counted_and_stops_nothing()
    {
        var directory = new TestDirectory();
        // No file can be made where a directory is.
        Directory.CreateDirectory(Path.Combine(directory.Path, "view.db"));
        await using (var store = await EmbeddedStore.OpenAsync(new() { Directory = directory.Path, ViewDelay = TimeSpan.FromMilliseconds(5) }, [Card.Type], TimeProvider.System, None))
        {
            await store.InsertAsync("1", A());
            while (store.ViewFailures == 0) await Task.Yield();
            await store.InsertAsync("2", A());
            Assert.Equal(2, store.Count("card"));
        }
        directory.Delete();
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
