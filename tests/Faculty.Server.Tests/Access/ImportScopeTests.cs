using System.Text;
using Faculty.Server.Hosting;
using Faculty.Server.Tests.Imports;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Access;

/// <summary>A clerk of GP imports and exports; JC is another school of the county.</summary>
public sealed class ImportScopeTests
{
    private const string Foreign = "01JC";

    [Fact]
    public async Task A_clerk_exports_the_own_school_and_brings_it_back_with_more()
    {
        await using var server = await StartAsync();
        var clerk = await server.AsAsync(Role.HrClerk, School);
        var export = await ExportAsync(clerk);
        var teachers = Text(export, "teachers");
        Assert.Contains("王示例", teachers, StringComparison.Ordinal);
        Assert.DoesNotContain("赵外校", teachers, StringComparison.Ordinal);
        // The control: who may see all exports all.
        Assert.Contains("赵外校", Text(await ExportAsync(await server.AsAsync(Role.HrClerk)), "teachers"), StringComparison.Ordinal);
        Assert.Equal((0, 0), Counts(await RunAsync(clerk, export)));

        // A department that is new in the file, and somebody in it.
        var more = new TestRoster()
            .With("organisations", "code,name,kind,parent_code,school_type,start_date,last_date", "GP-NY,农艺系,DEPARTMENT,GP,,2000-01-01,")
            .With("teachers", TestRoster.TeacherHeader, "N1,钱新人,男,1990-01-01,,,,")
            .With("engagements", "teacher_ref,school_code,kind,staff_number,start_date,last_date,end_reason,hiring_route", "N1,GP,在编,0009,2020-09-01,,,公开招聘")
            .With("posts", "teacher_ref,school_code,department_code,category,major_code,primary,start_date,last_date", "N1,GP,GP-NY,SPECIALTY,,,2020-09-01,");
        var taken = await RunAsync(clerk, more.Files);
        Assert.Empty(taken.Errors);
        Assert.Equal((4, 0), Counts(taken));
    }

    [Fact]
    public async Task An_export_of_another_school_is_answered_as_that_of_an_unknown_one()
    {
        await using var server = await StartAsync();
        ExportService.ExportServiceClient clerk = new(await server.AsAsync(Role.HrClerk, School));
        foreach (var code in (string[])["JC", County, "NO"])
        {
            await RefusedAsync(ErrorReason.NotFound, clerk.ExportRoster(new() { ScopeCode = code, Format = RosterFormat.Csv }));
        }
    }

    [Theory]
    [InlineData(ImportMode.AllOrNothing)]
    [InlineData(ImportMode.Blocks)]
    public async Task Rows_of_another_school_are_refused_and_nothing_is_said_of_what_is_there(ImportMode mode)
    {
        await using var server = await StartAsync();
        var clerk = await server.AsAsync(Role.HrClerk, School);
        var revision = await server.RevisionAsync();
        // One number is taken there, the other is not.
        foreach (var number in (string[])[Foreign, "FREE"])
        {
            var refused = await RunAsync(clerk, Hired("JC", "JC-JD", number).Files, mode);
            Assert.Equal(
                [("engagements.csv", 2, ImportFaultCode.NotYours, "The organisation JC is not one of yours."), ("posts.csv", 2, ImportFaultCode.NotYours, "The organisation JC-JD is not one of yours.")],
                refused.Errors.Select(f => (f.Sheet, f.Row, f.Code, f.Message)));
        }
        // Nor does a row that names nobody's school make a record nobody sees.
        var alone = await RunAsync(clerk, new TestRoster().With("teachers", TestRoster.TeacherHeader, "N1,钱新人,男,1990-01-01,,,,").Files, mode);
        Assert.Equal(ImportFaultCode.NotYours, Assert.Single(alone.Errors).Code);
        Assert.Equal(revision, await server.RevisionAsync());
        // The control: the office above both takes the same rows.
        Assert.Empty((await RunAsync(await server.AsAsync(Role.HrClerk, County), Hired("JC", "JC-JD", "FREE").Files, mode)).Errors);
    }

    [Fact]
    public async Task A_number_of_a_person_elsewhere_is_taken_and_no_more_is_said()
    {
        await using var server = await StartAsync();
        var roster = Hired(School, "GP-ZB", "0009").Change("teachers", "钱新人,女,1900-01-01,,", "钱新人,女,1900-01-01,,140581190001010021");
        var refused = await RunAsync(await server.AsAsync(Role.HrClerk, School), roster.Files);
        Assert.Equal((ImportFaultCode.IdNumberTaken, "The number belongs to another record."), (Assert.Single(refused.Errors).Code, refused.Faults.Single(f => !f.Warning).Message));
    }

    [Fact]
    public async Task Events_of_certificates_elsewhere_and_of_none_are_refused_alike()
    {
        await using var server = await StartAsync();
        var foreign = (await server.Teachers.ListTeachersAsync(new() { SchoolCode = "JC" })).Teachers[0];
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = foreign.TeacherId, Recognition = People.Junior() });
        var clerk = await server.AsAsync(Role.HrClerk, School);
        foreach (var number in (string[])["2023-001", "2023-999"])
        {
            var events = new TestRoster().With("recognition_events", "certificate_number,authority,type,effective_date,document_number,reason", $"{number},山西省教育厅,撤销,2024-05-01,文1,");
            var fault = Assert.Single((await RunAsync(clerk, events.Files)).Errors);
            Assert.Equal(("recognition_events.csv", 2, ImportFaultCode.NotYours), (fault.Sheet, fault.Row, fault.Code));
        }
        Assert.Empty((await server.GetAsync(foreign.TeacherId)).Recognitions[0].Events);
    }

    [Fact]
    public async Task Organisations_of_others_are_not_changed_by_a_file()
    {
        await using var server = await StartAsync();
        var clerk = await server.AsAsync(Role.HrClerk, School);
        const string Header = "code,name,kind,parent_code,school_type,start_date,last_date";
        foreach (var row in (string[])["JC-NY,农艺系,DEPARTMENT,JC,,2000-01-01,", "NEW,新县,COUNTY,,,2000-01-01,", "JC,晋城职校,SCHOOL,140581,中专,1990-01-01,2024-08-31"])
        {
            var refused = await RunAsync(clerk, new TestRoster().With("organisations", Header, row).Files);
            Assert.Equal(ImportFaultCode.NotYours, Assert.Single(refused.Errors).Code);
        }
    }

    [Fact]
    public async Task Numbers_of_persons_elsewhere_cannot_be_found_by_trying_many_in_a_file()
    {
        var allowances = RateLimits.Usual.ToDictionary();
        allowances[RateClass.ForeignNumber] = new(2, 2 / 86_400.0);
        await using var server = await StartAsync(o => o with { Allowances = allowances });
        var clerk = await server.AsAsync(Role.HrClerk, School);
        // The candidates of one birthday, the one that is somebody's among them.
        int[] orders = [.. Enumerable.Range(1, 40).Where(i => i != 3)];
        var file = File(i => i);
        for (var tried = 0; tried < 2; tried++)
        {
            Assert.Single((await RunAsync(clerk, file, ImportMode.Check)).Errors, f => f.Code == ImportFaultCode.IdNumberTaken);
        }
        Refused(ErrorReason.RateLimited, await Assert.ThrowsAsync<RpcException>(() => RunAsync(clerk, file, ImportMode.Check)));
        // More than is ever allowed in one file is told of no more than one too many.
        var other = await server.AsAsync(Role.HrClerk, School);
        foreach (var i in (int[])[4, 6])
        {
            var one = People.Hired($"赵外{i}", $"02JC{i}");
            (one.Engagement.SchoolCode, one.Post.DepartmentCode, one.Engagement.StartDate) = ("JC", "JC-JD", Day(1990, 9, 1));
            (one.Identity.Sex, one.Identity.IdType, one.Identity.IdNumber, one.Identity.BirthDate) = (Sex.Female, IdType.Resident, Number(i), Day(1900, 1, 1));
            await server.Teachers.CreateTeacherAsync(one);
        }
        Refused(ErrorReason.RateLimited, await Assert.ThrowsAsync<RpcException>(() => RunAsync(other, file, ImportMode.Check)));
        // That cost what was left: the next is refused, with numbers that are free, too, and whatever the mode; without numbers it goes on.
        var free = File(i => i + 100);
        foreach (var mode in (ImportMode[])[ImportMode.Check, ImportMode.AllOrNothing, ImportMode.Partial, ImportMode.Blocks])
        {
            Refused(ErrorReason.RateLimited, await Assert.ThrowsAsync<RpcException>(() => RunAsync(other, free, mode)));
        }
        Assert.Empty((await RunAsync(other, Hired(School, "GP-ZB", "0009").Files, ImportMode.Check)).Errors);
        var third = await server.AsAsync(Role.HrClerk, School);
        Assert.Empty((await RunAsync(third, free, ImportMode.Check)).Errors);
        // A number that the file itself has twice tells nothing.
        var twice = File(i => i % 2 == 0 ? 8 : 5);
        Assert.Contains((await RunAsync(third, twice, ImportMode.Check)).Errors, f => f.Code == ImportFaultCode.IdNumberTaken);
        await server.RestartAsync();
        Assert.Equal([1L, 1L, 3L], (await Audit.AuditTests.EventsAsync(server, new() { Type = AuditEventType.ForeignNumber })).Select(e => e.Count).Order());

        IEnumerable<(string Name, byte[] Content)> File(Func<int, int> order) => new TestRoster()
            .With("teachers", TestRoster.TeacherHeader, [.. orders.Select(i => $"N{i},钱新人{i},{(i % 2 == 0 ? "女" : "男")},1900-01-01,居民身份证,{Number(order(i))},,")])
            .With("engagements", "teacher_ref,school_code,kind,staff_number,start_date,last_date,end_reason,hiring_route", [.. orders.Select(i => $"N{i},GP,在编,,1990-09-01,,,公开招聘")])
            .With("posts", "teacher_ref,school_code,department_code,category,major_code,primary,start_date,last_date", [.. orders.Select(i => $"N{i},GP,GP-ZB,SPECIALTY,,,1990-09-01,")]).Files;

        static string Number(int order)
        {
            var digits = $"14058119000101{order:D3}";
            return digits + "10X98765432"[digits.Select((c, i) => (c - '0') * (1 << (17 - i)) % 11).Sum() % 11];
        }
    }

    [Fact]
    public async Task An_upload_is_there_for_whoever_sends_it()
    {
        await using var server = await StartAsync();
        ImportService.ImportServiceClient one = new(await server.AsAsync(Role.HrClerk, School)), other = new(await server.AsAsync(Role.HrClerk, County));
        var upload = (await one.BeginUploadAsync(new())).UploadId;
        await one.UploadChunkAsync(new() { UploadId = upload, FileName = "teachers.csv", Content = ByteString.CopyFromUtf8("teacher_ref") });
        await RefusedAsync(ErrorReason.NotFound, other.UploadChunkAsync(new() { UploadId = upload, FileName = "teachers.csv", Offset = 11, Content = ByteString.CopyFromUtf8("x") }));
        await RefusedAsync(ErrorReason.NotFound, other.RunImport(new() { UploadId = upload, Mode = ImportMode.Check }));
        await RefusedAsync(ErrorReason.NotFound, other.DownloadMarkedWorkbook(new() { UploadId = upload }));
        await other.DiscardUploadAsync(new() { UploadId = upload });
        Assert.Equal(12, (await one.UploadChunkAsync(new() { UploadId = upload, FileName = "teachers.csv", Offset = 11, Content = ByteString.CopyFromUtf8("x") })).ReceivedBytes);
    }

    /// <summary>The small roster of GP, and at JC one person with an ID number and a staff number.</summary>
    private static async Task<TestServer> StartAsync(Func<ServerOptions, ServerOptions>? with = null)
    {
        var server = await TestServer.StartAsync(with: with);
        Assert.Empty((await TestRoster.Small().ImportAsync(server)).Errors);
        await server.AddSecondSchoolAsync();
        var foreign = People.Hired("赵外校", Foreign);
        (foreign.Engagement.SchoolCode, foreign.Post.DepartmentCode) = ("JC", "JC-JD");
        (foreign.Identity.Sex, foreign.Identity.IdType, foreign.Identity.IdNumber, foreign.Identity.BirthDate) = (Sex.Female, IdType.Resident, "140581190001010021", Day(1900, 1, 1));
        foreign.Engagement.StartDate = Day(1990, 9, 1);
        await server.Teachers.CreateTeacherAsync(foreign);
        return server;
    }

    private static TestRoster Hired(string school, string department, string number) => new TestRoster()
        .With("teachers", TestRoster.TeacherHeader, "N1,钱新人,女,1900-01-01,,,,")
        .With("engagements", "teacher_ref,school_code,kind,staff_number,start_date,last_date,end_reason,hiring_route", $"N1,{school},在编,{number},1990-09-01,,,公开招聘")
        .With("posts", "teacher_ref,school_code,department_code,category,major_code,primary,start_date,last_date", $"N1,{school},{department},SPECIALTY,,,1990-09-01,");

    private static (long, long) Counts(Imported imported) => (imported.Created, imported.Changed);

    private static async Task<Imported> RunAsync(CallInvoker caller, IEnumerable<(string Name, byte[] Content)> files, ImportMode mode = ImportMode.AllOrNothing)
    {
        ImportService.ImportServiceClient client = new(caller);
        var upload = (await client.BeginUploadAsync(new())).UploadId;
        foreach (var (name, content) in files)
        {
            await client.UploadChunkAsync(new() { UploadId = upload, FileName = name, Content = ByteString.CopyFrom(content) });
        }
        var steps = await client.RunImport(new() { UploadId = upload, Mode = mode, MaxFaults = 1_000 }).AllAsync().ToListAsync();
        return new(steps[^1].Outcome, [.. steps.SelectMany(s => s.Faults?.Faults ?? [])]);
    }

    private static async Task<List<(string Name, byte[] Content)>> ExportAsync(CallInvoker caller)
    {
        var files = new List<(string Name, MemoryStream Content)>();
        await foreach (var message in new ExportService.ExportServiceClient(caller).ExportRoster(new() { Format = RosterFormat.Csv }).AllAsync())
        {
            if (message.FileName.Length > 0)
            {
                files.Add((message.FileName, new()));
            }
            if (files.Count > 0)
            {
                message.Content.WriteTo(files[^1].Content);
            }
        }
        return [.. files.Select(f => (f.Name, f.Content.ToArray()))];
    }

    private static string Text(List<(string Name, byte[] Content)> files, string table) => Encoding.UTF8.GetString(files.Single(f => f.Name == $"{table}.csv").Content);
}
