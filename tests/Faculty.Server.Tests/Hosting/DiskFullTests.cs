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
    public async Task A_full_disk_refuses_writes_serves_reads_and_writes_go_on_when_there_is_room()
    {
        var directory = Directory.CreateTempSubdirectory("faculty-full-").FullName;
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", directory);
        try
        {
            var (data, filler) = (Path.Combine(directory, "data"), Path.Combine(directory, "filler"));
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
