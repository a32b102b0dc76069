using System.Collections.Concurrent;
using Faculty.Server.Privacy;
using Faculty.V1;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Privacy;

public sealed class SealingKeyTests : IDisposable
{
    private const int Clients = 8;
    private readonly string folder = Directory.CreateTempSubdirectory("faculty-rotation-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_rotation_under_load_killed_in_the_middle_loses_nobody_and_is_carried_on()
    {
        var known = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var interrupted = 0;
        while (interrupted < 2)
        {
            using var process = await ServerProcess.StartAsync(folder);
            using var stop = new CancellationTokenSource();
            var clients = Enumerable.Range(0, Clients).Select(i => Task.Run(() => WorkAsync(process.Channel, known, stop.Token))).ToList();
            var ring = new TaskCompletionSource();
            using var watcher = new FileSystemWatcher(Path.Combine(folder, "data.keys"), KeyRing.FileName);
            watcher.Renamed += (_, _) => ring.TrySetResult();
            watcher.EnableRaisingEvents = true;
            while (known.Count < 300 * (interrupted + 1))
            {
                await Task.Yield();
            }
            var rotating = RotateAsync(new(process.Channel));
            await ring.Task;
            await process.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll([.. clients, rotating.ContinueWith(_ => { }, TaskScheduler.Default)]);
            interrupted += Versions().Count > 1 ? 1 : 0;
        }

        await using var server = await TestServer.StartAsync(with: o => o with { DataDirectory = Path.Combine(folder, "data") });
        var last = await RotateAsync(server.SealingKeys());
        Assert.True(last.Done);
        Assert.Equal([last.Version], Versions());
        await AllReadableAsync(server, known);
        // The retired versions are in no file any more, and nobody needs them.
        await server.RestartAsync();
        Assert.Equal([last.Version], Versions());
        await AllReadableAsync(server, known);
        var found = await CheckAsync(server);
        Assert.Equal((0L, 0L, 0L), (found.UnreadableCount, found.HalfDamagedCount, found.UnfinishedErasureCount));
        Assert.True(found.ReadableCount >= known.Count);
    }

    [Fact]
    public async Task A_start_carries_on_a_rotation_that_was_interrupted()
    {
        var data = Path.Combine(folder, "data");
        await using var server = await TestServer.StartAsync(with: o => o with { DataDirectory = data });
        var id = (await server.Teachers.CreateTeacherAsync(Erasing.Registered())).Teacher.TeacherId;
        await server.StopAsync();
        using (var keys = KeyDirectory.Take(server.KeysDirectory, data))
        using (var ring = KeyRing.Open(keys, mayCreate: false, TimeProvider.System))
        {
            ring.AddVersion();
        }
        Assert.Equal([1u, 2u], Versions());

        await server.StartAgainAsync();

        Assert.True(SpinWait.SpinUntil(() => Versions().Count == 1, TimeSpan.FromMinutes(1)));
        Assert.Equal([2u], Versions());
        Assert.Equal(Erasing.Name, (await server.Teachers.GetTeacherAsync(new() { TeacherId = id })).Teacher.Identity.DisplayName);
    }

    [Fact]
    public async Task Whoever_asks_while_a_rotation_runs_joins_it_and_the_next_one_is_another()
    {
        await using var server = await TestServer.StartAsync();
        await server.Teachers.CreateTeacherAsync(Erasing.Registered());

        var joined = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RotateAsync(server.SealingKeys())));
        var next = await RotateAsync(server.SealingKeys());

        Assert.All(joined, r => Assert.True(r.Done));
        Assert.True(joined.Max(r => r.Version) < next.Version);
        Assert.Equal([next.Version - 1], next.RetiredVersions);
        Assert.Equal(1, (await CheckAsync(server)).ReadableCount);
    }

    [Fact]
    public async Task A_copy_of_the_keys_opens_the_copy_of_the_data_that_was_made_before_it()
    {
        await using var server = await TestServer.StartAsync();
        var id = (await server.Teachers.CreateTeacherAsync(Erasing.Registered())).Teacher.TeacherId;
        var due = await CheckAsync(server);
        Assert.Equal((false, true, 1L), (due.Sound, due.CopyDue, due.UncopiedCount));
        var backup = await server.BackUpAsync(Path.Combine(folder, "backup"));
        var data = Path.Combine(folder, "restored");

        var copy = await server.SealingKeys().BackUpKeysAsync(new() { Directory = $"{data}.keys" });

        Assert.Equal((1L, 0L, 1), (copy.KeyCount, copy.DamagedCount, copy.Versions.Count));
        Assert.True((await CheckAsync(server)).Sound);
        Assert.Empty(Erasing.Hits($"{data}.keys"));
        await using (var restored = await TestServer.StartAsync(with: o => o with { DataDirectory = Erasing.RestoreAsync(backup, data).GetAwaiter().GetResult() }))
        {
            Assert.Equal(Erasing.Name, (await restored.Teachers.GetTeacherAsync(new() { TeacherId = id })).Teacher.Identity.DisplayName);
        }
        // A new version is in no copy.
        await RotateAsync(server.SealingKeys());
        Assert.True((await CheckAsync(server)).CopyDue);
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("/nowhere/at/all")]
    [InlineData("{data}/inside")]
    [InlineData("{keys}/inside")]
    [InlineData("{full}")]
    public async Task Keys_are_copied_only_to_a_place_that_will_do(string place)
    {
        await using var server = await TestServer.StartAsync();
        var full = Directory.CreateDirectory(Path.Combine(folder, "full")).FullName;
        await File.WriteAllTextAsync(Path.Combine(full, "file"), "");
        var path = place.Replace("{data}", server.DataDirectory, StringComparison.Ordinal).Replace("{keys}", server.KeysDirectory, StringComparison.Ordinal)
            .Replace("{full}", full, StringComparison.Ordinal);

        var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.SealingKeys().BackUpKeysAsync(new() { Directory = path }));

        Assert.Equal(["directory"], refused.Fields());
    }

    [Fact]
    public async Task The_check_counts_what_is_wrong()
    {
        await using var server = await TestServer.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await server.Teachers.CreateTeacherAsync(new() { Identity = Teachers.People.Wang() })).Teacher.TeacherId);
        }
        await server.SealingKeys().BackUpKeysAsync(new() { Directory = Path.Combine(folder, "copy") });
        Assert.True((await CheckAsync(server)).Sound);

        var persons = Path.Combine(server.KeysDirectory, PersonKeys.FileName);
        Damage(persons, KeySlot.Size + 30);
        Damage(persons, (2 * KeySlot.Size) + 30, (2 * KeySlot.Size) + KeySlot.HalfSize + 30);
        File.SetUnixFileMode(persons, File.GetUnixFileMode(persons) | UnixFileMode.GroupRead);
        var found = await CheckAsync(server);

        Assert.Equal((2L, 1L, 1L, 1, false), (found.ReadableCount, found.UnreadableCount, found.HalfDamagedCount, found.ExposedFileCount, found.Sound));
        Assert.Equal([ids[1]], found.UnreadableTeacherIds);
        File.SetUnixFileMode(persons, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        // A copy says what is not good in it.
        var copy = await server.SealingKeys().BackUpKeysAsync(new() { Directory = Path.Combine(folder, "another") });
        Assert.Equal((3L, 1L), (copy.KeyCount, copy.DamagedCount));
        // A rotation mends the half; what is gone is gone.
        await RotateAsync(server.SealingKeys());
        found = await CheckAsync(server);
        Assert.Equal((2L, 1L, 0L, 0), (found.ReadableCount, found.UnreadableCount, found.HalfDamagedCount, found.ExposedFileCount));
    }

    [Fact]
    public async Task The_check_counts_keys_of_nobody_and_erasures_whose_key_is_still_there()
    {
        await using var server = await TestServer.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await server.Teachers.CreateTeacherAsync(new() { Identity = Teachers.People.Wang() })).Teacher.TeacherId);
        }
        // A key is made for a person who is then refused, because another record has the number.
        await server.Teachers.CreateTeacherAsync(Erasing.Registered());
        await Calls.RefusedAsync(ErrorReason.IdNumberTaken, server.Teachers.CreateTeacherAsync(Erasing.Registered()));
        await server.SealingKeys().BackUpKeysAsync(new() { Directory = Path.Combine(folder, "copy") });
        var found = await CheckAsync(server);
        Assert.Equal((4L, 1L, true), (found.ReadableCount, found.OrphanCount, found.Sound));

        var before = await File.ReadAllBytesAsync(Path.Combine(server.KeysDirectory, PersonKeys.FileName));
        await server.EraseAsync(ids[0]);
        await server.EraseAsync(ids[1]);
        found = await CheckAsync(server);
        Assert.Equal((2L, 2L, 0L, true), (found.ReadableCount, found.ErasedCount, found.UnfinishedErasureCount, found.Sound));

        // One key comes back whole, of the other one half, as an older copy or a crash between two writes leaves them.
        PutBack(server, before, KeySlot.Size, KeySlot.Size);
        PutBack(server, before, 2 * KeySlot.Size, KeySlot.HalfSize);
        found = await CheckAsync(server);
        Assert.Equal((2L, 0L, 2L, 0L, false), (found.ReadableCount, found.ErasedCount, found.UnfinishedErasureCount, found.UnreadableCount, found.Sound));
        // The start destroys them again.
        await server.RestartAsync();
        found = await CheckAsync(server);
        Assert.Equal((2L, 2L, 0L, true), (found.ReadableCount, found.ErasedCount, found.UnfinishedErasureCount, found.Sound));
    }

    [Fact]
    public async Task The_check_goes_by_the_keys_as_they_are_in_the_file_not_by_names_still_in_memory()
    {
        await using var server = await TestServer.StartAsync();
        var id = (await server.Teachers.CreateTeacherAsync(Erasing.Registered())).Teacher.TeacherId;
        var slot = new byte[KeySlot.Size];
        var ring = server.Server.Services.GetRequiredService<KeyRing>();
        KeySlot.Write(slot, 1, 9, IdentitySeal.PersonOf(id), new byte[KeySlot.KeySize], ring);
        KeySlot.Write(slot.AsSpan(KeySlot.HalfSize), 1, 10, IdentitySeal.PersonOf(id), new byte[KeySlot.KeySize], ring);

        PutBack(server, [.. new byte[KeySlot.Size], .. slot], KeySlot.Size, KeySlot.Size);

        Assert.Equal(Erasing.Name, (await server.Teachers.GetTeacherAsync(new() { TeacherId = id })).Teacher.Identity.DisplayName);
        var found = await CheckAsync(server);
        Assert.Equal((0L, 1L, false), (found.ReadableCount, found.UnreadableCount, found.Sound));
    }

    [Fact]
    public async Task A_copy_is_due_after_thirty_days_and_a_rotation_after_a_year()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await TestServer.StartAsync(clock);
        var made = clock.Now;
        await server.SealingKeys().BackUpKeysAsync(new() { Directory = Path.Combine(folder, "first") });

        Assert.Equal((false, false, true), await DueAsync(TimeSpan.FromDays(30)));
        Assert.Equal((true, false, false), await DueAsync(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1)));
        clock.Now = made + TimeSpan.FromDays(365);
        await Keys(await TestServer.MakeKeyAsync(server.Server, "copies", TestServer.AllRoles)).BackUpKeysAsync(new() { Directory = Path.Combine(folder, "second") });
        Assert.Equal((false, false, true), await DueAsync(TimeSpan.FromDays(365)));
        Assert.Equal((false, true, false), await DueAsync(TimeSpan.FromDays(365) + TimeSpan.FromSeconds(1)));

        async Task<(bool Copy, bool Rotation, bool Sound)> DueAsync(TimeSpan after)
        {
            clock.Now = made + after;
            // A key of the tests does not live that long.
            var found = await Keys(await TestServer.MakeKeyAsync(server.Server, $"check-{after.Ticks}", TestServer.AllRoles)).CheckKeys(new()).AllAsync().LastAsync();
            return (found.CopyDue, found.RotationDue, found.Sound);
        }

        V1.SealingKeyService.SealingKeyServiceClient Keys(string token) => new(server.With(token));
    }

    // Writes a stretch of an earlier file of keys over the one of a running server.
    private static void PutBack(TestServer server, byte[] before, int offset, int length)
    {
        using var persons = new FileStream(Path.Combine(server.KeysDirectory, PersonKeys.FileName), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        persons.Position = offset;
        persons.Write(before, offset, length);
    }

    private static void Damage(string file, params int[] offsets)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        foreach (var offset in offsets)
        {
            stream.Position = offset;
            var old = stream.ReadByte();
            stream.Position = offset;
            stream.WriteByte((byte)(old ^ 1));
        }
    }

    // Registers persons and reads some of those there are, until the server is gone.
    private static async Task WorkAsync(CallInvoker channel, ConcurrentDictionary<string, string> known, CancellationToken ct)
    {
        var teachers = new TeacherService.TeacherServiceClient(channel);
        try
        {
            while (!ct.IsCancellationRequested)
            {
                var name = $"甲{Guid.NewGuid():N}";
                var made = (await teachers.CreateTeacherAsync(new() { Identity = new() { DisplayName = name, Sex = Sex.Female, BirthDate = Day(1980, 5, 1) } }, cancellationToken: ct)).Teacher;
                known[made.TeacherId] = name;
                var read = (await teachers.GetTeacherAsync(new() { TeacherId = made.TeacherId }, cancellationToken: ct)).Teacher;
                Assert.Equal(name, read.Identity.DisplayName);
            }
        }
        catch (RpcException gone)
        {
            Assert.NotEqual(StatusCode.Internal, gone.StatusCode);
        }
    }

    private static async Task AllReadableAsync(TestServer server, ConcurrentDictionary<string, string> known) =>
        await Parallel.ForEachAsync(known, async (person, ct) => Assert.Equal(person.Value, (await server.Teachers.GetTeacherAsync(new() { TeacherId = person.Key }, cancellationToken: ct)).Teacher.Identity.DisplayName));

    private static async Task<RotateKeysResponse> RotateAsync(V1.SealingKeyService.SealingKeyServiceClient keys) =>
        await keys.RotateKeys(new()).AllAsync().LastAsync();

    private static async Task<CheckKeysResponse> CheckAsync(TestServer server) => await server.SealingKeys().CheckKeys(new()).AllAsync().LastAsync();

    private List<uint> Versions() =>
        [.. StoredKeyRing.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, "data.keys", KeyRing.FileName)).AsSpan()[..^32]).Versions.Select(v => v.Version)];
}
