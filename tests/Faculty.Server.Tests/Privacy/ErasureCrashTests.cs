using Faculty.Server.Privacy;
using Faculty.Storage;
using Faculty.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Faculty.Server.Tests.Privacy;

/// <summary>An erasure is the journal's entry, then the snapshot of the indexes, then the two halves of the key. Cut anywhere, it is nothing or whole.</summary>
public sealed class ErasureCrashTests : IDisposable
{
    private const string Snapshot = "indexes.snapshot";
    private readonly string folder = Directory.CreateTempSubdirectory("faculty-crash-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Cut_at_any_step_and_at_any_byte_of_the_key_an_erasure_is_nothing_or_whole()
    {
        var (before, after, id) = await ImagesAsync();
        await AsAsync(Image("untouched", before, before), async server =>
        {
            Assert.Equal(Erasing.Name, (await server.Teachers.GetTeacherAsync(new() { TeacherId = id })).Teacher.Identity.DisplayName);
            await server.EraseAsync(id);
        }, id);
        await AsAsync(Image("committed", after, before, Path.Combine(before, Snapshot)), _ => Task.CompletedTask, id);
        foreach (var written in (int[])[0, 1, 50, KeySlot.HalfSize, KeySlot.HalfSize + 1, KeySlot.HalfSize + 60, KeySlot.Size])
        {
            await AsAsync(Image($"cut{written}", after, before, keyBytes: written), _ => Task.CompletedTask, id);
        }
    }

    [Fact]
    public async Task The_control_in_another_order_a_name_stays_or_a_loss_is_recorded_nowhere()
    {
        var (before, after, id) = await ImagesAsync();

        // The key before the snapshot: the index keeps the name, which no version can take out of it any more.
        await using (var stale = await StartAsync(Image("stale", after, before, Path.Combine(before, Snapshot), KeySlot.Size)))
        {
            Assert.NotEmpty((await NamesAsync(stale)).Entries);
        }
        // The key before the journal: erased, and nobody said so.
        await using var unsaid = await StartAsync(Image("unsaid", before, before, keyBytes: KeySlot.Size));
        Assert.All(await unsaid.VersionsAsync(id), v => Assert.Equal(new Identity { Erased = true }, v.Teacher.Identity));
        Assert.DoesNotContain(await unsaid.VersionsAsync(id), v => v.Action.EndsWith("EraseTeacher", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("data", "journal-*")]
    [InlineData("data.keys", "persons")]
    public async Task Killed_as_soon_as_a_step_touches_a_file_an_erasure_is_nothing_or_whole(string directory, string file)
    {
        string id;
        using (var process = await ServerProcess.StartAsync(folder))
        {
            var teachers = new TeacherService.TeacherServiceClient(process.Channel);
            id = (await teachers.CreateTeacherAsync(Erasing.Registered())).Teacher.TeacherId;
            var touched = new TaskCompletionSource();
            using var watcher = new FileSystemWatcher(Path.Combine(folder, directory), file) { NotifyFilter = NotifyFilters.LastWrite };
            watcher.Changed += (_, _) => touched.TrySetResult();
            watcher.EnableRaisingEvents = true;
            var erasing = new V1.PrivacyService.PrivacyServiceClient(process.Channel).EraseTeacherAsync(new() { TeacherId = id, Reason = Erasing.Reason }).ResponseAsync;
            // An erasure that touched nothing must not be waited for.
            await Task.WhenAny(touched.Task, erasing);
            await process.KillAsync();
            await erasing.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        await using var server = await StartAsync(Path.Combine(folder, "data"));
        var whole = (await server.Teachers.GetTeacherAsync(new() { TeacherId = id })).Teacher.Identity.Erased;
        Assert.True(whole || directory == "data", "The key is touched only when the journal has it.");
        await WholeAsync(server, id, whole);
        await server.StopAsync();
        await server.StartAgainAsync();
        await WholeAsync(server, id, whole);
    }

    private static async Task WholeAsync(TestServer server, string id, bool erased)
    {
        Assert.Equal(erased, (await server.LeftAsync(id)).Count == 0);
        Assert.Equal(erased, (await server.VersionsAsync(id))[0].Action.EndsWith("EraseTeacher", StringComparison.Ordinal));
        Assert.Equal(erased, server.Server.Services.GetRequiredService<PersonKeys>().IsGone(1));
    }

    private static ValueTask<KeyPage> NamesAsync(TestServer server) => server.Server.Services.GetRequiredService<IRegistryStore>()
        .QueryKeysAsync(Documents.Teachers.Name, KeyRange.All(Documents.NameIndex), after: null, limit: 10, CancellationToken.None);

    /// <summary>The server on an image, and what it says of the person after something was done: erased, whole, also after a clean stop.</summary>
    private static async Task AsAsync(string data, Func<TestServer, Task> done, string id)
    {
        await using var server = await StartAsync(data);
        await done(server);
        await WholeAsync(server, id, erased: true);
        Assert.Empty((await NamesAsync(server)).Entries);
        await server.StopAsync();
        Assert.Empty(Erasing.Hits(data));
        await server.StartAgainAsync();
        await WholeAsync(server, id, erased: true);
    }

    private static Task<TestServer> StartAsync(string data) => TestServer.StartAsync(with: o => o with { DataDirectory = data });

    /// <summary>Data and keys as a crash left them: before an erasure, and after it, with a person in slot 1.</summary>
    private async Task<(string Before, string After, string Id)> ImagesAsync()
    {
        await using var server = await TestServer.StartAsync();
        var id = (await server.Teachers.CreateTeacherAsync(Erasing.Registered())).Teacher.TeacherId;
        // A clean end leaves a snapshot with the name in it.
        await server.StopAsync();
        Assert.True(File.Exists(Path.Combine(server.DataDirectory, Snapshot)));
        var before = Taken("before");
        await server.StartAgainAsync();
        await server.EraseAsync(id);
        return (before, Taken("after"), id);

        string Taken(string name)
        {
            Erasing.Copy(server.KeysDirectory, Path.Combine(folder, $"{name}.keys"));
            return Erasing.Copy(server.DataDirectory, Path.Combine(folder, name));
        }
    }

    /// <summary>Data of one image with the keys of another, of whose slot 1 so many bytes were overwritten: the older half first.</summary>
    private string Image(string name, string data, string keys, string? snapshot = null, int keyBytes = 0)
    {
        var image = Erasing.Copy(data, Path.Combine(folder, name));
        if (snapshot is not null)
        {
            File.Copy(snapshot, Path.Combine(image, Snapshot), overwrite: true);
        }
        Erasing.Copy($"{keys}.keys", $"{image}.keys");
        var (from, to) = (File.ReadAllBytes(Path.Combine($"{image}.keys", PersonKeys.FileName)), File.ReadAllBytes(Path.Combine(folder, "after.keys", PersonKeys.FileName)));
        to.AsSpan(KeySlot.Size, keyBytes).CopyTo(from.AsSpan(KeySlot.Size));
        File.WriteAllBytes(Path.Combine($"{image}.keys", PersonKeys.FileName), from);
        return image;
    }
}
