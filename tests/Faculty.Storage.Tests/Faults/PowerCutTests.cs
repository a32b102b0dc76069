using Faculty.Storage.Embedded;
using static Faculty.Storage.Tests.StoreTesting;

namespace Faculty.Storage.Tests;

public sealed class PowerCutTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_power_cut_at_any_moment_leaves_everything_acknowledged(int seed)
    {
        var (images, lost, damaged) = await CutAsync(seed, new());
        Assert.InRange(images, 50, 150);
        Assert.Equal((0, 0), (lost, damaged));
    }

    [Fact]
    public async Task The_control_a_skipped_sync_loses_acknowledged_writes()
    {
        var (_, lost, damaged) = await CutAsync(3, new() { SkipSync = true });
        Assert.True(lost + damaged > 0);
    }

    [Fact]
    public async Task The_control_a_skipped_directory_sync_loses_acknowledged_writes()
    {
        var (_, lost, damaged) = await CutAsync(4, new() { SkipDirectorySync = true });
        Assert.True(lost + damaged > 0);
    }

    /// <summary>Four writers; images at random operations, each opened by itself and compared with what had been acknowledged then.</summary>
    private static async Task<(int Images, int Lost, int Damaged)> CutAsync(int seed, FaultDisk disk)
    {
        var random = new Random(seed);
        var directory = new TestDirectory();
        var acknowledged = new List<string>();
        var images = new List<(Dictionary<string, byte[]> Files, string[] Acknowledged)>();
        disk.BeforeOperation = image =>
        {
            if (images.Count >= 150 || random.Next(2) != 0) return;
            string[] known;
            lock (acknowledged) known = [.. acknowledged];
            images.Add((image(random), known));
        };
        await using (var store = await EmbeddedStore.OpenAsync(
            new() { Directory = directory.Path, SegmentBytes = 8 << 10, ViewDelay = TimeSpan.FromMilliseconds(20), Disk = disk }, [Card.Type], TimeProvider.System, None))
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
            {
                for (var i = 0; i < 60; i++)
                {
                    var id = $"{w}-{i}";
                    if (i % 10 == 9) await store.CommitGroupAsync([Batch().Insert(Card.Type, id, A()), Batch().Insert(Card.Type, id + "g", A(Long(3000)))]);
                    else await store.InsertAsync(id, A(code: id));
                    lock (acknowledged) acknowledged.Add(id);
                }
            })));
        }
        var (lost, damaged) = (0, 0);
        for (var i = 0; i < images.Count; i++)
        {
            var copy = new TestDirectory();
            // The controls are about the journal; without any sync LiteDB's file may keep it busy for ever.
            foreach (var (path, bytes) in images[i].Files.Where(f => !disk.SkipSync || f.Key.EndsWith(".log", StringComparison.Ordinal) && !f.Key.EndsWith("view.log", StringComparison.Ordinal))) File.WriteAllBytes(Path.Combine(copy.Path, Path.GetFileName(path)), bytes);
            try
            {
                await using var store = await EmbeddedStore.OpenAsync(new() { Directory = copy.Path }, [Card.Type], TimeProvider.System, None);
                foreach (var id in images[i].Acknowledged) lost += await store.FindAsync("card", id, None) is null ? 1 : 0;
                await foreach (var document in store.ScanAsync("card", None))
                    if (document.Id.EndsWith('g')) Assert.NotNull(await store.FindAsync("card", document.Id[..^1], None));
            }
            catch (StoreDamagedException)
            {
                damaged++;
            }
            copy.Delete();
        }
        directory.Delete();
        return (images.Count, lost, damaged);
    }
}
