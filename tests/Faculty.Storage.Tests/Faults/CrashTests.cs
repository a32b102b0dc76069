using Faculty.Storage.Embedded;
using LiteDB;
using static Faculty.Storage.Tests.StoreTesting;

namespace Faculty.Storage.Tests;

public sealed class CrashTests
{
    [Fact]
    public async Task Fifty_kills_at_an_early_acknowledgement_lose_nothing()
    {
        var directory = new TestDirectory();
        var acknowledged = new List<string>();
        for (var run = 0; run < 50; run++)
        {
            // Directories are reused by ten runs: the store must also start well on what a kill left.
            var (_, ids) = await new Child("kill-at", directory.Path, $"{run % 10 * 2 + 1}").EndAsync();
            Assert.Equal(run % 10 * 2 + 1, ids.Count);
            acknowledged.AddRange(ids);
            if (run % 10 != 9) continue;
            await AssertHoldsAsync(directory, acknowledged);
            directory.Delete();
            directory = new();
            acknowledged.Clear();
        }
        directory.Delete();
    }

    [Fact]
    public async Task Twenty_kills_under_eight_writers_lose_nothing()
    {
        var directory = new TestDirectory();
        var acknowledged = new List<string>();
        var random = new Random(20);
        for (var run = 0; run < 20; run++)
        {
            // Not a time: a number of acknowledgements, so that a slow machine tests the same.
            acknowledged.AddRange((await new Child("forever", directory.Path).EndAsync(killAt: random.Next(1, 400))).Acknowledged);
        }
        await AssertHoldsAsync(directory, acknowledged);
        directory.Delete();
    }

    [Fact]
    public async Task The_control_LiteDB_alone_loses_acknowledged_writes()
    {
        var lost = 0;
        for (var run = 1; run <= 5; run++)
        {
            var directory = new TestDirectory(onDisk: true);
            var (_, ids) = await new Child("litedb-kill-at", directory.Path, $"{run * 3}").EndAsync();
            Assert.Equal(run * 3, ids.Count);
            using (var database = new LiteDatabase(Path.Combine(directory.Path, "raw.db")))
            {
                var cards = database.GetCollection("card");
                lost += ids.Count(id => cards.FindById(id) is null);
            }
            directory.Delete();
        }
        Assert.True(lost > 0, "five kills lost nothing: the harness does not see what it is there to see");
    }

    private static async Task AssertHoldsAsync(TestDirectory directory, List<string> acknowledged)
    {
        var report = await JournalVerifier.VerifyAsync(directory.Path, null, None);
        Assert.Null(report.Damage);
        await using var store = await EmbeddedStore.OpenAsync(new() { Directory = directory.Path }, [Card.Type], TimeProvider.System, None);
        foreach (var id in acknowledged)
        {
            Assert.NotNull(await store.FindAsync("card", id, None));
            Assert.Equal(id, await store.FindIdAsync("card", "code", id, None));
        }
        Assert.Equal(store.Revision, store.Count("card"));
        Assert.InRange(store.Revision, acknowledged.Count, acknowledged.Count + 8 * 20);
    }
}
