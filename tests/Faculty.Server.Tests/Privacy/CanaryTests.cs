using System.Diagnostics;
using System.Text;
using Faculty.Server.Tests.Certification.Files;
using Faculty.Server.Tests.Teachers;
using Faculty.Storage;
using Faculty.Storage.Embedded;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Privacy;

/// <summary>Nothing that the server leaves behind shows a person.</summary>
public sealed class CanaryTests
{
    private const string Header = "teacher_ref,name,sex,birth_date,id_type,id_number,ethnic_group,mobile";

    [Fact]
    public async Task Neither_files_nor_backups_nor_logs_nor_metrics_nor_errors_show_a_person()
    {
        var home = Directory.CreateTempSubdirectory("faculty-canary-").FullName;
        var data = Path.Combine(home, "data");
        var key = await TestServer.PrepareAsync(data);
        var hits = new List<string>();
        using (var server = await Running.StartAsync(data, key))
        {
            hits.AddRange(await LiveAsync(server, data));
            // Killed in the middle, as a crash leaves it.
            server.Process.Kill();
            hits.AddRange(await server.SaidAsync());
            hits.AddRange(CanaryScan.Hits(home));
        }
        using (var server = await Running.StartAsync(data, key))
        {
            using var kill = Process.Start("kill", ["-TERM", $"{server.Process.Id}"]);
            hits.AddRange(await server.SaidAsync());
        }
        Assert.Contains(Directory.GetFiles(data), f => f.EndsWith(".snapshot", StringComparison.Ordinal));
        hits.AddRange(CanaryScan.Hits(home));

        Assert.Empty(hits);
        // The person was there all the time.
        using (var server = await Running.StartAsync(data, key))
        {
            var found = await new TeacherService.TeacherServiceClient(server.Channel).FindTeachersAsync(new() { Query = "jinsiquejiayibing" });
            Assert.Equal(CanaryScan.Canary.DisplayName, Assert.Single(found.Found).Teacher.Identity.DisplayName);
        }
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task The_control_a_store_that_is_not_sealed_shows_all_of_the_person_in_every_file()
    {
        var folder = Directory.CreateTempSubdirectory("faculty-canary-").FullName;
        await using (var store = await EmbeddedStore.OpenAsync(new() { Directory = folder, ViewDelay = TimeSpan.Zero }, Documents.All, TimeProvider.System, default))
        {
            var teacher = Server.Hosting.Wire.ToRecord(new V1.Teacher { TeacherId = "0190a5c27d2e7b0a9c3e1f2a3b4c5d6e", Identity = CanaryScan.Canary });
            await store.CommitAsync(new WriteBatch("tester", "test").Insert(Documents.Teachers, teacher.TeacherId, teacher));
        }

        var hits = CanaryScan.Hits(folder);

        Assert.Contains(hits, h => h.StartsWith("journal-", StringComparison.Ordinal) && h.EndsWith("name in UTF-8", StringComparison.Ordinal));
        Assert.Contains(hits, h => h.StartsWith("journal-", StringComparison.Ordinal) && h.EndsWith("id number in UTF-8", StringComparison.Ordinal));
        Assert.Contains(hits, h => h.StartsWith("journal-", StringComparison.Ordinal) && h.EndsWith("birth date as a message has it", StringComparison.Ordinal));
        Assert.Contains(hits, h => h.StartsWith("indexes.snapshot", StringComparison.Ordinal) && h.EndsWith("name as an index has it", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_control_the_scan_sees_a_person_in_base64_wherever_it_begins(int before) =>
        Assert.Contains(CanaryScan.Hits("text", Encoding.ASCII.GetBytes(Convert.ToBase64String([.. new byte[before], .. Encoding.UTF8.GetBytes(CanaryScan.Canary.DisplayName), 7, 7]))), h => h.Contains("name in base64", StringComparison.Ordinal));

    /// <summary>Everything a client can make of a person, errors included, and what it finds in files meanwhile.</summary>
    private static async Task<List<string>> LiveAsync(Running server, string data)
    {
        var hits = new List<string>();
        var (channel, organisations, teachers) = (server.Channel, new OrganisationService.OrganisationServiceClient(server.Channel), new TeacherService.TeacherServiceClient(server.Channel));
        await organisations.CreateOrganisationAsync(Create(County, OrganisationKind.County, "高平市"));
        await organisations.CreateOrganisationAsync(Create(School, OrganisationKind.School, "高平中专", County));
        await organisations.CreateOrganisationAsync(Create("GP-ZB", OrganisationKind.Department, "装备制造系", School));
        var create = People.Hired(staffNumber: "0001");
        create.Identity = CanaryScan.Canary.Clone();
        var teacher = (await teachers.CreateTeacherAsync(create)).Teacher;
        create.Engagement.StaffNumber = "0002";
        hits.AddRange(await RefusedAsync(async () => await teachers.CreateTeacherAsync(create)));
        var wrong = CanaryScan.Canary.Clone();
        wrong.IdNumber = wrong.IdNumber[..^1] + "1";
        hits.AddRange(await RefusedAsync(async () => await teachers.UpdateTeacherIdentityAsync(new() { TeacherId = teacher.TeacherId, Identity = wrong, UpdateMask = new() { Paths = { "id_number" } } })));
        hits.AddRange(await RefusedAsync(async () => await teachers.UpdateTeacherIdentityAsync(new() { TeacherId = teacher.TeacherId, Etag = "\"1\"", Identity = CanaryScan.Canary, UpdateMask = new() { Paths = { "display_name" } } })));
        await teachers.UpdateTeacherIdentityAsync(new() { TeacherId = teacher.TeacherId, Identity = CanaryScan.Canary, UpdateMask = new() { Paths = { "mobile" } }, RequestId = Guid.NewGuid().ToString("D") });

        hits.AddRange(await EvidenceAsync(channel, teacher.TeacherId, data));

        var imports = new ImportService.ImportServiceClient(channel);
        var upload = (await imports.BeginUploadAsync(new())).UploadId;
        var row = $"C1,{CanaryScan.Canary.DisplayName},男,1900-01-01,,{CanaryScan.Canary.IdNumber},,{CanaryScan.Canary.Mobile}\r\nC2,{CanaryScan.Canary.DisplayName},男,1900-02-30,,{CanaryScan.Canary.IdNumber},,1\r\n";
        await imports.UploadChunkAsync(new() { UploadId = upload, FileName = "teachers.csv", Content = ByteString.CopyFromUtf8($"{Header}\r\n{row}") });
        hits.AddRange(CanaryScan.Hits(data));
        await imports.RunImport(new() { UploadId = upload, Mode = ImportMode.Check }).AllAsync().ToListAsync();
        await imports.RunImport(new() { UploadId = upload, Mode = ImportMode.Partial, RequestId = Guid.NewGuid().ToString("D") }).AllAsync().ToListAsync();
        Assert.NotEmpty(await imports.DownloadMarkedWorkbook(new() { UploadId = upload }).AllAsync().ToListAsync());
        var exports = new V1.ExportService.ExportServiceClient(channel);
        foreach (var format in (RosterFormat[])[RosterFormat.Csv, RosterFormat.Xlsx])
        {
            var export = exports.ExportRoster(new() { Format = format });
            Assert.True(await export.ResponseStream.MoveNext(default));
            hits.AddRange(CanaryScan.Hits(data));
            await export.AllAsync().ToListAsync();
        }
        var backup = (await new StoreService.StoreServiceClient(channel).BackUp(new()).AllAsync().ToListAsync()).SelectMany(m => m.Content).ToArray();
        hits.AddRange(CanaryScan.Hits("backup", backup));
        using var web = new HttpClient();
        hits.AddRange(CanaryScan.Hits("metrics", await web.GetByteArrayAsync(new Uri($"{server.Web}/metrics"))));
        return hits;
    }

    // A file with all of the person in its content and its name, attached, refused, half sent and fetched. Its digest would tell that it is this file.
    private static async Task<List<string>> EvidenceAsync(CallInvoker channel, string teacherId, string data)
    {
        var hits = new List<string>();
        var content = Encoding.UTF8.GetBytes($"%PDF-1.7 {CanaryScan.Canary.DisplayName} {CanaryScan.Canary.IdNumber} {CanaryScan.Canary.Mobile} {new string('x', 70_000)} %%EOF");
        var (files, name) = (channel.Files(), $"{CanaryScan.Canary.DisplayName}的证明.pdf");
        var id = await channel.DraftByCallsAsync(teacherId);
        await files.UploadAsync(id, content, name, chunk: 1000);
        hits.AddRange(CanaryScan.Hits(data));
        var file = await files.AttachAsync(id, content, name);
        var (told, received) = await files.FetchAsync(id, file.FileId);
        Assert.Equal(content, received);
        Assert.Equal(name, told.FileName);
        hits.AddRange(await RefusedAsync(async () => await files.UploadAsync(id, content, $"{CanaryScan.Canary.DisplayName}.exe")));
        hits.AddRange(await RefusedAsync(async () => await files.UploadAsync(id, content, $"{CanaryScan.Canary.DisplayName}.png")));
        hits.AddRange(await RefusedAsync(async () => await files.UploadAsync(id, content, $"{CanaryScan.Canary.IdNumber}.pdf")));
        var digest = Sending.Sha256(content);
        foreach (var stored in Directory.GetFiles(data, "*", SearchOption.AllDirectories))
        {
            var bytes = CanaryScan.Read(stored);
            hits.AddRange(((byte[][])[Encoding.ASCII.GetBytes(digest), Convert.FromHexString(digest)]).Where(p => bytes.AsSpan().IndexOf(p) >= 0).Select(_ => $"{stored}: digest"));
        }
        return hits;
    }

    private static async Task<IEnumerable<string>> RefusedAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        return CanaryScan.Hits("refusal", [.. Encoding.UTF8.GetBytes(refused.ToString()), .. refused.Trailers.SelectMany(t => t.IsBinary ? t.ValueBytes : Encoding.UTF8.GetBytes(t.Value))]);
    }

    /// <summary>The server as a process, with all that it says.</summary>
    private sealed class Running : IDisposable
    {
        private readonly GrpcChannel connection;

        private Running(Process process, string ready, Task<string> errors, string key)
        {
            (Process, Errors) = (process, errors);
            var words = ready.Split(' ').Where(w => w.Contains('=')).ToDictionary(w => w.Split('=')[0], w => w.Split('=')[1]);
            (connection, Web) = (GrpcChannel.ForAddress(words["grpc"]), words["web"]);
            Channel = TestServer.With(connection, key);
        }

        public Process Process { get; }

        public CallInvoker Channel { get; }

        public string Web { get; }

        private Task<string> Errors { get; }

        public static async Task<Running> StartAsync(string data, string key)
        {
            var start = new ProcessStartInfo("dotnet", [typeof(FacultyServer).Assembly.Location, "--data", data, "--grpc-port", "0", "--web-port", "0"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("ready ", StringComparison.Ordinal))
                {
                    return new(process, line, errors, key);
                }
            }
            throw new InvalidOperationException($"The server ended before it was ready: {await errors}");
        }

        public async Task<IEnumerable<string>> SaidAsync()
        {
            await Process.WaitForExitAsync();
            return CanaryScan.Hits("what the server said", Encoding.UTF8.GetBytes(await Errors + await Process.StandardOutput.ReadToEndAsync()));
        }

        public void Dispose()
        {
            connection.Dispose();
            if (!Process.HasExited)
            {
                Process.Kill();
                Process.WaitForExit();
            }
            Process.Dispose();
        }
    }
}
