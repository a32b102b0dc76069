using Faculty.Storage.Embedded;
using static Faculty.Storage.Tests.StoreTesting;

namespace Faculty.Storage.Tests;

public sealed class SyncFailureTests
{
    [Fact]
    public async Task A_failed_sync_stops_all_commits_until_a_restart()
    {
        var directory = new TestDirectory();
        // The first syncs are of the segment's header and the opening mark.
        var (failed, acknowledged) = await new Child("count-failed-syncs", directory.Path, "", "strace", "-f", "-o", "/dev/null", "-e", "trace=fdatasync",
            "-e", "inject=fdatasync:error=EIO:when=6+").EndAsync();

        Assert.Equal(10, failed + acknowledged.Count);
        Assert.InRange(failed, 1, 9);
        await using var store = await EmbeddedStore.OpenAsync(new() { Directory = directory.Path }, [Card.Type], TimeProvider.System, None);
        foreach (var id in acknowledged) Assert.NotNull(await store.FindAsync("card", id, None));
        await store.InsertAsync("after", A());
        await store.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task The_control_the_base_library_hides_every_failed_sync()
    {
        var directory = new TestDirectory();
        var (failed, _) = await new Child("flush-by-base-library", directory.Path, "", "strace", "-f", "-o", "/dev/null", "-e", "trace=fsync",
            "-e", "inject=fsync:error=EIO").EndAsync();
        Assert.Equal(0, failed);
        directory.Delete();
    }
}
