using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Faculty.Storage.Embedded;
using LiteDB;
using static Faculty.Storage.Tests.StoreTesting;

namespace Faculty.Storage.Tests;

/// <summary>The child process of the crash tests. It prints an id only when the write of that id was acknowledged.</summary>
internal static partial class Crasher
{
    public static async Task<int> Main(string[] args)
    {
        var (mode, directory) = (args[0], args[1]);
        switch (mode)
        {
            case "kill-at":
                await CommitAsync(directory, int.Parse(args[2], CultureInfo.InvariantCulture), writers: 1);
                break;
            case "forever":
                await CommitAsync(directory, int.MaxValue, writers: 8);
                break;
            case "commit-and-close":
                // The view's thread is compiled by the first store, the commit is not: it looks all the time while the first commit is slow.
                await (await EmbeddedStore.OpenAsync(new() { Directory = directory + "/first", ViewDelay = TimeSpan.Zero }, [Card.Type], TimeProvider.System, None)).DisposeAsync();
                await using (var store = await EmbeddedStore.OpenAsync(new() { Directory = directory, ViewDelay = TimeSpan.Zero }, [Card.Type], TimeProvider.System, None))
                    await store.InsertAsync("1", A());
                return 0;
            case "litedb-kill-at":
                // LiteDB's writer goes on where it was started. In a task of a scheduler that runs one at a time it waits for that task to end, the
                // commits do not: what is acknowledged is written later, always, not only when a race goes that way.
                await Task.Factory.StartNew(() => InsertIntoLiteDb(directory, int.Parse(args[2], CultureInfo.InvariantCulture)),
                    None, TaskCreationOptions.None, new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);
                break;
            case "count-failed-syncs":
                return await CountFailedAsync(directory);
            case "flush-by-base-library":
                return FlushByBaseLibrary(directory);
        }
        return 1;
    }

    private static async Task CommitAsync(string directory, int killAt, int writers)
    {
        await using var store = await EmbeddedStore.OpenAsync(new() { Directory = directory }, [Card.Type], TimeProvider.System, None);
        var acknowledged = 0;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; ; i++)
            {
                var id = $"{Environment.ProcessId}-{w}-{i}";
                await store.InsertAsync(id, A("王 plain", code: id));
                Acknowledge(id);
                if (Interlocked.Increment(ref acknowledged) == killAt) KillSelf();
            }
        })));
    }

    private static void InsertIntoLiteDb(string directory, int killAt)
    {
        var database = new LiteDatabase(Path.Combine(directory, "raw.db"));
        var cards = database.GetCollection("card");
        var ids = Enumerable.Range(0, killAt).Select(i => $"{Environment.ProcessId}-{i}").ToList();
        foreach (var id in ids) cards.Insert(new BsonDocument { ["_id"] = id });
        Acknowledge(string.Join('\n', ids));
        KillSelf();
    }

    /// <summary>Exit code: how many of ten commits were refused.</summary>
    private static async Task<int> CountFailedAsync(string directory)
    {
        var store = await EmbeddedStore.OpenAsync(new() { Directory = directory }, [Card.Type], TimeProvider.System, None);
        var failed = 0;
        for (var i = 0; i < 10; i++)
        {
            try
            {
                await store.InsertAsync($"{i}", A());
                Acknowledge($"{i}");
            }
            catch (StoreUnavailableException refused) when (!refused.DiskFull)
            {
                failed++;
            }
        }
        await store.DisposeAsync();
        return failed;
    }

    /// <summary>Exit code: how many of ten flushes of the base library reported an error.</summary>
    private static int FlushByBaseLibrary(string directory)
    {
        using var file = File.OpenHandle(Path.Combine(directory, "plain"), FileMode.Create, FileAccess.Write);
        var failed = 0;
        for (var i = 0; i < 10; i++)
        {
            RandomAccess.Write(file, [1, 2, 3], i);
            try
            {
#pragma warning disable RS0030 // The control: this call is banned because it hides the error.
                RandomAccess.FlushToDisk(file);
#pragma warning restore RS0030
            }
            catch (IOException)
            {
                failed++;
            }
        }
        return failed;
    }

    /// <summary>Straight to the pipe: nothing between the acknowledgement and the kill that would give background work time.</summary>
    private static unsafe void Acknowledge(string ids)
    {
        fixed (byte* line = Encoding.ASCII.GetBytes(ids + "\n")) _ = Write(1, line, Encoding.ASCII.GetByteCount(ids) + 1);
    }

    private static void KillSelf()
    {
        _ = Kill(Environment.ProcessId, 9);
        Thread.Sleep(Timeout.Infinite);
    }

    [LibraryImport("libc", EntryPoint = "write")]
    private static unsafe partial nint Write(int descriptor, byte* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
