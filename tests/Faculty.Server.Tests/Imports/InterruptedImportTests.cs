using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Server.Tests.Imports;

/// <summary>The real server process, killed while it imports: what is found afterwards is everything or nothing, or whole blocks.</summary>
public sealed class InterruptedImportTests
{
    private const int Persons = 3_000;

    /// <summary>Killed when a second caller has had so many answers since the import began: at any point of it, on a slow machine too.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(150)]
    [InlineData(400)]
    public async Task A_server_killed_in_the_middle_of_an_import_leaves_all_or_nothing(int answers)
    {
        var data = Directory.CreateTempSubdirectory("faculty-kill-").FullName;
        try
        {
            using (var server = await ServerProcess.StartAsync(data))
            {
                var changes = new ChangeService.ChangeServiceClient(server.Channel);
                await ImportAndKillAsync(server, ImportMode.AllOrNothing, async () =>
                {
                    for (var i = 0; i < answers; i++)
                    {
                        await changes.ListChangesAsync(new() { PageSize = 1 });
                    }
                });
            }
            var found = await CountAsync(data);
            Assert.True(found is 0 or Persons, $"{found} of {Persons} persons were found");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Killed in the commit itself: when the journal is written to for the first time, or the next times.</summary>
    [Theory]
    [InlineData(ImportMode.AllOrNothing, 1)]
    [InlineData(ImportMode.AllOrNothing, 2)]
    [InlineData(ImportMode.Blocks, 1)]
    [InlineData(ImportMode.Blocks, 2)]
    [InlineData(ImportMode.Blocks, 5)]
    public async Task A_server_killed_while_it_writes_an_import_leaves_no_part_of_what_is_written_at_once_and_running_it_again_finishes_it(ImportMode mode, int writes)
    {
        var data = Directory.CreateTempSubdirectory("faculty-kill-").FullName;
        try
        {
            using (var server = await ServerProcess.StartAsync(data))
            {
                var written = new TaskCompletionSource();
                using var watcher = new FileSystemWatcher(Path.Combine(data, "data"), "journal-*") { NotifyFilter = NotifyFilters.LastWrite };
                watcher.Changed += (_, _) => _ = Interlocked.Decrement(ref writes) == 0 && written.TrySetResult();
                watcher.EnableRaisingEvents = true;
                await ImportAndKillAsync(server, mode, () => written.Task);
            }
            var found = await CountAsync(data);
            Assert.True(mode == ImportMode.Blocks || found is 0 or Persons, $"{found} of {Persons} persons were found");
            using (var server = await ServerProcess.StartAsync(data))
            {
                var outcome = await ImportAsync(server, mode);
                Assert.Equal((0, 0), (outcome!.FaultCount, outcome.BlocksRefused));
                // Whoever was found is found whole: no post and no engagement of theirs is new.
                Assert.All(outcome.Counts.Where(c => c.Sheet != "organisations"), c => Assert.Equal((found, Persons - found, 0), (c.Unchanged, c.Created, c.Changed)));
            }
            Assert.Equal(Persons, await CountAsync(data));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Killed when a watch tells of the first persons written.</summary>
    [Theory]
    [InlineData(ImportMode.AllOrNothing)]
    [InlineData(ImportMode.Blocks)]
    public async Task What_a_watch_told_of_an_import_outlives_a_kill_and_running_it_again_finishes_it(ImportMode mode)
    {
        var data = Directory.CreateTempSubdirectory("faculty-kill-").FullName;
        try
        {
            using (var server = await ServerProcess.StartAsync(data))
            {
                using var watch = new ChangeService.ChangeServiceClient(server.Channel).WatchChanges(new());
                Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
                await ImportAndKillAsync(server, mode, async () =>
                {
                    do
                    {
                        await watch.ResponseStream.MoveNext(CancellationToken.None);
                    }
                    while (!watch.ResponseStream.Current.Changes.Any(c => c.Documents.Any(d => d.Type == "teacher")));
                });
            }
            Assert.InRange(await CountAsync(data), mode == ImportMode.Blocks ? 1 : Persons, Persons);
            using (var server = await ServerProcess.StartAsync(data))
            {
                var outcome = await ImportAsync(server, mode);
                Assert.Equal((0, 0), (outcome!.FaultCount, outcome.BlocksRefused));
                Assert.Equal(Persons, outcome.Counts.Single(c => c.Sheet == "teachers").Rows);
            }
            Assert.Equal(Persons, await CountAsync(data));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static TestRoster Many() => TestRoster.Small().Only("organisations")
        .With("teachers", TestRoster.TeacherHeader, [.. Enumerable.Range(0, Persons).Select(i => $"M{i},样本{i},男,1980-01-01,,,,")])
        .With("engagements", "teacher_ref,school_code,kind,staff_number,start_date", [.. Enumerable.Range(0, Persons).Select(i => $"M{i},GP,CONTRACT,N{i},2010-09-01")])
        .With("posts", "teacher_ref,school_code,department_code,category,start_date", [.. Enumerable.Range(0, Persons).Select(i => $"M{i},GP,GP-ZB,SPECIALTY,2010-09-01")]);

    private static async Task<int> CountAsync(string data)
    {
        using var server = await ServerProcess.StartAsync(data);
        var count = 0;
        await foreach (var page in new TeacherService.TeacherServiceClient(server.Channel).StreamTeachers(new()).AllAsync())
        {
            count += page.Teachers.Count;
        }
        return count;
    }

    /// <summary>Kills the server at a moment, or when the import has ended before.</summary>
    private static async Task ImportAndKillAsync(ServerProcess server, ImportMode mode, Func<Task> moment)
    {
        var import = ImportAsync(server, mode);
        await Task.WhenAny(moment(), import);
        await server.KillAsync();
        try
        {
            await import;
        }
        catch (Grpc.Core.RpcException)
        {
            // The connection went with the process.
        }
    }

    private static async Task<ImportOutcome?> ImportAsync(ServerProcess server, ImportMode mode)
    {
        var imports = new ImportService.ImportServiceClient(server.Channel);
        var upload = (await imports.BeginUploadAsync(new())).UploadId;
        foreach (var (name, content) in Many().Files)
        {
            await imports.UploadChunkAsync(new() { UploadId = upload, FileName = name, Content = ByteString.CopyFrom(content) });
        }
        ImportOutcome? outcome = null;
        await foreach (var step in imports.RunImport(new() { UploadId = upload, Mode = mode }).AllAsync())
        {
            outcome = step.Outcome;
        }
        return outcome;
    }
}
