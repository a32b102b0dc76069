using System.Text;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Server.Tests.Imports;

/// <summary>A small roster as CSV texts, changed table by table, and the calls that import it.</summary>
internal sealed class TestRoster
{
    private readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal);

    /// <summary>GP with two departments; T1 full-time with everything, T2 external without an ID number.</summary>
    public static TestRoster Small() => new TestRoster()
        .With("organisations", "code,name,kind,parent_code,school_type,start_date,last_date", "140581,高平市,COUNTY,,,1990-01-01,", "GP,高平中专,SCHOOL,140581,中专,1990-01-01,", "GP-ZB,装备制造系,DEPARTMENT,GP,,1990-01-01,", "GP-XX,信息技术系,系部,GP,,1990/1/1,")
        .With("teachers", TeacherHeader, "T1,王示例,男,1900-01-01,,14058119000101003X,汉族,13800000001", "T2,李·样本,FEMALE,1970-05-17,,,,")
        .With("engagements", "teacher_ref,school_code,kind,staff_number,start_date,last_date,end_reason,hiring_route", "T1,GP,在编,0001,1990-09-01,,,公开招聘", "T2,GP,EXTERNAL_ENTERPRISE,0002,2020-03-01,2027-02-28,,")
        .With("posts", "teacher_ref,school_code,department_code,category,major_code,primary,start_date,last_date", "T1,GP,GP-ZB,专业课,660301,是,1990-09-01,2010-08-31", "T1,GP,GP-XX,SPECIALTY,,,2010-09-01,", "T2,GP,GP-XX,SPECIALTY,,,2020-03-01,2027-02-28")
        .With("spells", "teacher_ref,school_code,reason,start_date,last_date", "T1,GP,进修,2001-02-20,2001-12-31")
        .With("education", "teacher_ref,level,degree,institution,major,graduated_on", "T1,21,4,山西大学,机械,1990.07")
        .With("recognitions", "teacher_ref,level,track,field,certificate_number,authority,start_date,last_date,trust", "T1,中级,中职,数控,SX-001,山西省教育厅,2023-12-01,2028-11-30,官方名册")
        .With("recognition_events", "certificate_number,authority,type,effective_date,document_number,reason", "SX-001,山西省教育厅,暂停,2024-05-01,文1,")
        .With("honours", "teacher_ref,title,level,granted_on,document_number", "T1,教学名师,省级,2020-09-10,=1+1");

    public const string TeacherHeader = "teacher_ref,name,sex,birth_date,id_type,id_number,ethnic_group,mobile";

    public TestRoster With(string table, string header, params string[] rows)
    {
        files[$"{table}.csv"] = string.Join("\r\n", [header, .. rows]) + "\r\n";
        return this;
    }

    public TestRoster Only(params string[] tables)
    {
        foreach (var file in files.Keys.Where(f => !tables.Contains(f[..^4], StringComparer.Ordinal)).ToList())
        {
            files.Remove(file);
        }
        return this;
    }

    /// <summary>Replaces a text in a table; it must be there.</summary>
    public TestRoster Change(string table, string from, string to)
    {
        var file = $"{table}.csv";
        Assert.Contains(from, files[file], StringComparison.Ordinal);
        files[file] = files[file].Replace(from, to, StringComparison.Ordinal);
        return this;
    }

    public IEnumerable<(string Name, byte[] Content)> Files => files.Select(f => (f.Key, Encoding.UTF8.GetBytes(f.Value)));

    public Task<Imported> ImportAsync(TestServer server, ImportMode mode = ImportMode.AllOrNothing, string requestId = "") => Imported.RunAsync(server, Files, mode, requestId);

    /// <summary>Imports again as long as other writes come between, as its refusal says.</summary>
    public async Task<Imported> ImportUntilTakenAsync(TestServer server)
    {
        while (true)
        {
            try
            {
                return await ImportAsync(server);
            }
            catch (Grpc.Core.RpcException overtaken)
            {
                Calls.Refused(ErrorReason.Conflict, overtaken);
            }
        }
    }
}

/// <summary>What an import answered.</summary>
internal sealed record Imported(ImportOutcome Outcome, IReadOnlyList<ImportFault> Faults)
{
    public IEnumerable<ImportFault> Errors => Faults.Where(f => !f.Warning);

    public long Created => Outcome.Counts.Sum(c => c.Created);

    public long Changed => Outcome.Counts.Sum(c => c.Changed);

    public static async Task<string> UploadAsync(TestServer server, IEnumerable<(string Name, byte[] Content)> files)
    {
        var upload = (await server.Imports.BeginUploadAsync(new())).UploadId;
        foreach (var (name, content) in files)
        {
            for (var at = 0; at < content.Length; at += 1 << 20)
            {
                var chunk = ByteString.CopyFrom(content, at, Math.Min(1 << 20, content.Length - at));
                await server.Imports.UploadChunkAsync(new() { UploadId = upload, FileName = name, Offset = at, Content = chunk });
            }
        }
        return upload;
    }

    public static async Task<Imported> RunAsync(TestServer server, IEnumerable<(string Name, byte[] Content)> files, ImportMode mode = ImportMode.AllOrNothing, string requestId = "")
    {
        var upload = await UploadAsync(server, files);
        try
        {
            return await RunAsync(server, upload, mode, requestId);
        }
        finally
        {
            await server.Imports.DiscardUploadAsync(new() { UploadId = upload });
        }
    }

    public static async Task<Imported> RunAsync(TestServer server, string upload, ImportMode mode, string requestId = "")
    {
        var faults = new List<ImportFault>();
        ImportOutcome? outcome = null;
        await foreach (var step in server.Imports.RunImport(new() { UploadId = upload, Mode = mode, MaxFaults = 100_000, RequestId = requestId }).AllAsync())
        {
            faults.AddRange(step.Faults?.Faults ?? []);
            outcome = step.Outcome;
        }
        return new(outcome!, faults);
    }

    /// <summary>The files of an export.</summary>
    public static async Task<List<(string Name, byte[] Content)>> ExportAsync(TestServer server, RosterFormat format, string scope = "")
    {
        var files = new List<(string Name, MemoryStream Content)>();
        await foreach (var part in new ExportService.ExportServiceClient(server.Channel).ExportRoster(new() { Format = format, ScopeCode = scope }).AllAsync())
        {
            if (part.FileName.Length > 0)
            {
                files.Add((part.FileName, new()));
            }
            if (part.Content.Length > 0)
            {
                files[^1].Content.Write(part.Content.Span);
            }
        }
        return [.. files.Select(f => (f.Name, f.Content.ToArray()))];
    }
}
