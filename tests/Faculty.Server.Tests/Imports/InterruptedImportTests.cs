using System.Diagnostics;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Net.Client;

namespace Faculty.Server.Tests.Imports;

/// <summary>The real server process, killed while it imports: what is found afterwards is everything or nothing, or whole blocks.</summary>
public sealed class InterruptedImportTests
{
    private const int Persons = 3_000;

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(150)]
    public async Task A_server_killed_in_the_middle_of_an_import_leaves_all_or_nothing(int milliseconds)
    {
        var data = Directory.CreateTempSubdirectory("faculty-kill-").FullName;
        try
        {
            using (var server = await ServerProcess.StartAsync(data))
            {
                await server.ImportAndKillAsync(Many(), ImportMode.AllOrNothing, stage: "WRITING", milliseconds);
            }
            var found = await CountAsync(data);
            Assert.True(found is 0 or Persons, $"{found} of {Persons} persons were found");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task An_import_by_blocks_that_was_killed_is_finished_by_running_it_again()
    {
        var data = Directory.CreateTempSubdirectory("faculty-kill-").FullName;
        try
        {
            using (var server = await ServerProcess.StartAsync(data))
            {
                await server.ImportAndKillAsync(Many(), ImportMode.Blocks, stage: "WRITING", milliseconds: 100);
            }
            using (var server = await ServerProcess.StartAsync(data))
            {
                var outcome = await server.ImportAsync(Many(), ImportMode.Blocks);
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

    private sealed class ServerProcess : IDisposable
    {
        private readonly Process process;

        private ServerProcess(Process process, string address) => (this.process, Channel) = (process, GrpcChannel.ForAddress(address));

        public GrpcChannel Channel { get; }

        private ImportService.ImportServiceClient Imports => new(Channel);

        public static async Task<ServerProcess> StartAsync(string data)
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
            foreach (var argument in (string[])[typeof(FacultyServer).Assembly.Location, "--data", data, "--grpc-port", "0", "--web-port", "0"])
            {
                start.ArgumentList.Add(argument);
            }
            var process = Process.Start(start)!;
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("ready ", StringComparison.Ordinal))
                {
                    return new(process, line.Split(' ').Single(w => w.StartsWith("grpc=", StringComparison.Ordinal))["grpc=".Length..]);
                }
            }
            throw new InvalidOperationException("The server ended before it was ready.");
        }

        public Task<ImportOutcome?> ImportAsync(TestRoster roster, ImportMode mode) => RunAsync(roster, mode, _ => { });

        /// <summary>Kills the process so long after the stage was reached, or when the import has ended before.</summary>
        public async Task ImportAndKillAsync(TestRoster roster, ImportMode mode, string stage, int milliseconds)
        {
            var reached = new TaskCompletionSource();
            var import = RunAsync(roster, mode, progress => _ = progress.Stage == stage && reached.TrySetResult());
            var kill = Task.Run(async () =>
            {
                await Task.WhenAny(reached.Task, import);
                await Task.WhenAny(Task.Delay(milliseconds), import);
                process.Kill();
            });
            await kill;
            await process.WaitForExitAsync();
            try
            {
                await import;
            }
            catch (Grpc.Core.RpcException)
            {
                // The connection went with the process.
            }
        }

        public void Dispose()
        {
            Channel.Dispose();
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }
            process.Dispose();
        }

        private async Task<ImportOutcome?> RunAsync(TestRoster roster, ImportMode mode, Action<ImportProgress> progressed)
        {
            var upload = (await Imports.BeginUploadAsync(new())).UploadId;
            foreach (var (name, content) in roster.Files)
            {
                await Imports.UploadChunkAsync(new() { UploadId = upload, FileName = name, Content = ByteString.CopyFrom(content) });
            }
            ImportOutcome? outcome = null;
            await foreach (var step in Imports.RunImport(new() { UploadId = upload, Mode = mode }).AllAsync())
            {
                outcome = step.Outcome;
                if (step.Progress is { } progress)
                {
                    progressed(progress);
                }
            }
            return outcome;
        }
    }
}
