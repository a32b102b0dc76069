using System.Collections.Concurrent;
using System.Diagnostics;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Hosting;

/// <summary>The real server on a small file system that is really full. Needs the right to mount one; without it the test fails.</summary>
public sealed class DiskFullTests
{
    private const int Writers = 8;

    [Fact]
    public Task A_full_disk_refuses_writes_serves_reads_and_writes_go_on_when_there_is_room() => OnSmallDiskAsync(async (data, filler) =>
    {
        var acknowledged = new ConcurrentBag<string>();
        using (var server = await ServerProcess.StartAsync(data))
        {
            var teachers = new TeacherService.TeacherServiceClient(server.Channel);
            var imports = new ImportService.ImportServiceClient(server.Channel);
            await new OrganisationService.OrganisationServiceClient(server.Channel).CreateOrganisationAsync(Create(County, OrganisationKind.County, "高平市"));
            for (var cycle = 0; cycle < 2; cycle++)
            {
                await CreateAsync(teachers, acknowledged);
                Fill(filler);
                await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => CreateUntilRefusedAsync(teachers, acknowledged)));
                var upload = new UploadChunkRequest
                {
                    UploadId = (await imports.BeginUploadAsync(new())).UploadId, FileName = "teachers.csv", Content = ByteString.CopyFrom(new byte[1 << 20]),
                };
                await Calls.RefusedAsync(ErrorReason.DiskFull, imports.UploadChunkAsync(upload));
                Assert.Equal(acknowledged.Order(StringComparer.Ordinal), await AllAsync(teachers));
                File.Delete(filler);
            }
            await CreateAsync(teachers, acknowledged);
            await server.KillAsync();
        }
        using (var again = await ServerProcess.StartAsync(data))
        {
            Assert.Equal(acknowledged.Order(StringComparer.Ordinal), await AllAsync(new(again.Channel)));
        }
    });

    [Fact]
    public Task On_a_full_disk_no_number_is_revealed_or_exported_because_nobody_could_tell_later() => OnSmallDiskAsync(async (data, filler) =>
    {
        const string Number = "E00000001";
        using var server = await ServerProcess.StartAsync(data);
        var teachers = new TeacherService.TeacherServiceClient(server.Channel);
        var sightings = new SightingService.SightingServiceClient(server.Channel);
        var person = People.Wang("王明");
        (person.IdType, person.IdNumber) = (IdType.Passport, Number);
        var id = (await teachers.CreateTeacherAsync(new() { Identity = person })).Teacher.TeacherId;
        var reveal = new RevealTeacherRequest { TeacherId = id, Reason = "核对证件" };
        Fill(filler);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => CreateUntilRefusedAsync(teachers, [])));
        await SmallWritesUntilRefusedAsync(new(server.Channel));

        var refused = await Calls.RefusedAsync(ErrorReason.DiskFull, sightings.RevealTeacherAsync(reveal));
        Assert.DoesNotContain(Number, $"{refused} {refused.GetRpcStatus()}", StringComparison.Ordinal);
        using var export = new ExportService.ExportServiceClient(server.Channel).ExportRoster(new() { Format = RosterFormat.Csv });
        Calls.Refused(ErrorReason.DiskFull, await Assert.ThrowsAsync<RpcException>(() => export.ResponseStream.MoveNext(CancellationToken.None)));
        // What is masked is read on.
        Assert.Equal(id, (await teachers.GetTeacherAsync(new() { TeacherId = id })).Teacher.TeacherId);

        // The control: with room the same call shows the number.
        File.Delete(filler);
        Assert.Equal(Number, (await sightings.RevealTeacherAsync(reveal)).IdNumber);
    });

    private static async Task OnSmallDiskAsync(Func<string, string, Task> test)
    {
        var directory = Directory.CreateTempSubdirectory("faculty-full-").FullName;
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", directory);
        try
        {
            await test(Path.Combine(directory, "data"), Path.Combine(directory, "filler"));
        }
        finally
        {
            await RunAsync("umount", "-l", directory);
            Directory.Delete(directory);
        }
    }

    private static async Task CreateUntilRefusedAsync(TeacherService.TeacherServiceClient teachers, ConcurrentBag<string> acknowledged)
    {
        try
        {
            while (true)
            {
                await CreateAsync(teachers, acknowledged);
            }
        }
        catch (RpcException refused)
        {
            Calls.Refused(ErrorReason.DiskFull, refused);
            Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        }
    }

    /// <summary>Each takes less than the record of a reveal: when none fits any more, no reveal does.</summary>
    private static async Task SmallWritesUntilRefusedAsync(OrganisationService.OrganisationServiceClient organisations)
    {
        Calls.Refused(ErrorReason.DiskFull, await Assert.ThrowsAsync<RpcException>(UntilRefusedAsync));

        async Task UntilRefusedAsync()
        {
            for (var i = 0; ; i++)
            {
                await organisations.CreateOrganisationAsync(Create($"{i}", OrganisationKind.County, "县"));
            }
        }
    }

    private static async Task CreateAsync(TeacherService.TeacherServiceClient teachers, ConcurrentBag<string> acknowledged) =>
        acknowledged.Add((await teachers.CreateTeacherAsync(new() { Identity = People.Wang(new('王', 50)), Reason = new('x', 200) })).Teacher.TeacherId);

    private static async Task<List<string>> AllAsync(TeacherService.TeacherServiceClient teachers)
    {
        var ids = new List<string>();
        await foreach (var page in teachers.StreamTeachers(new()).AllAsync())
        {
            ids.AddRange(page.Teachers.Select(t => t.TeacherId));
        }
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }

    private static void Fill(string path)
    {
        using var file = File.Create(path);
        try
        {
            while (true)
            {
                file.Write(new byte[4096]);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: this test needs root and the right to mount");
    }
}
