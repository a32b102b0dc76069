using System.Text;
using Faculty.Server.Tests.Imports.Tables;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Server.Tests.Imports;

/// <summary>Every way a file can be wrong is told by sheet, row, column, value, rule and remedy, and nothing of it is stored.</summary>
public sealed class BadInputTests(BadInputTests.Shared shared) : IClassFixture<BadInputTests.Shared>
{
    [Theory]
    [InlineData("teachers", "王示例", "", "name", 2, ImportFaultCode.Required)]
    [InlineData("teachers", "王示例", "王\u00a0示例", "name", 2, ImportFaultCode.ForbiddenCharacter)]
    [InlineData("teachers", "王示例", "王示例\ufe0f", "name", 2, ImportFaultCode.ForbiddenCharacter)]
    [InlineData("teachers", "王示例", "王\u200b示例", "name", 2, ImportFaultCode.ForbiddenCharacter)]
    [InlineData("teachers", "王示例", "王\u0000", "name", 2, ImportFaultCode.ForbiddenCharacter)]
    [InlineData("teachers", "王示例", "王\u202e", "name", 2, ImportFaultCode.ForbiddenCharacter)]
    [InlineData("teachers", "王示例", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十多", "name", 2, ImportFaultCode.TooLong)]
    [InlineData("teachers", "T1,王示例,男", "T1,王示例,X", "sex", 2, ImportFaultCode.UnknownCode)]
    [InlineData("teachers", "1900-01-01", "1900-02-30", "birth_date", 2, ImportFaultCode.ImpossibleDate)]
    [InlineData("teachers", "1900-01-01", "01.01.1900", "birth_date", 2, ImportFaultCode.NotADate)]
    [InlineData("teachers", "1900-01-01", "1900-01", "birth_date", 2, ImportFaultCode.NotADate)]
    [InlineData("teachers", "1900-01-01", "1900-01-02", "id_number", 2, ImportFaultCode.IdMismatch)]
    [InlineData("teachers", "14058119000101003X", "140581190001010030", "id_number", 2, ImportFaultCode.IdNumber)]
    [InlineData("teachers", "14058119000101003X", "14058119000229003X", "id_number", 2, ImportFaultCode.IdNumber)]
    [InlineData("teachers", "14058119000101003X", "1.40581E+17", "id_number", 2, ImportFaultCode.IdDestroyed)]
    [InlineData("teachers", "T2,李·样本", "14058119000101003X,李·样本", "teacher_ref", 3, ImportFaultCode.IdInClear)]
    [InlineData("teachers", "T2,李·样本", "JC-１４０５８１１９０００１０１００３x,李·样本", "teacher_ref", 3, ImportFaultCode.IdInClear)]
    [InlineData("engagements", "T2,GP,EXTERNAL_ENTERPRISE,0002", "T2,GP,EXTERNAL_ENTERPRISE,14058119000101003X", "staff_number", 3, ImportFaultCode.IdInClear)]
    [InlineData("recognition_events", "文1,", "文1,见 140581190001010021", "reason", 2, ImportFaultCode.IdInClear)]
    [InlineData("recognitions", "SX-001", "140581190001010021", "certificate_number", 2, ImportFaultCode.IdInClear)]
    [InlineData("teachers", "13800000001", "12800000001", "mobile", 2, ImportFaultCode.Mobile)]
    [InlineData("teachers", "汉族", "火星族", "ethnic_group", 2, ImportFaultCode.UnknownCode)]
    [InlineData("teachers", "T2,李·样本", "T1,李·样本", "teacher_ref", 3, ImportFaultCode.DuplicateTeacherRef)]
    [InlineData("engagements", "1990-09-01,", "1990-09-01,1989-09-01", "last_date", 2, ImportFaultCode.ReversedPeriod)]
    [InlineData("engagements", "T1,GP", "T1,NO", "school_code", 2, ImportFaultCode.UnknownOrganisation)]
    [InlineData("engagements", "T2,GP,EXTERNAL_ENTERPRISE", "T1,GP,CONTRACT", "", 3, ImportFaultCode.SecondFullTime)]
    [InlineData("posts", "2010-08-31", "2010-09-30", "", 3, ImportFaultCode.PrimaryPost)]
    [InlineData("posts", "660301", "999", "major_code", 2, ImportFaultCode.UnknownCode)]
    [InlineData("posts", "T2,GP", "T9,GP", "teacher_ref", 4, ImportFaultCode.UnknownTeacherRef)]
    [InlineData("posts", "T1,GP,GP-ZB", "T1,GP,GP-XX", "", 2, ImportFaultCode.OrganisationRule)]
    [InlineData("spells", "2001-02-20", "1989-02-20", "", 2, ImportFaultCode.OutsideEngagement)]
    [InlineData("education", "1990.07", "2199.07", "graduated_on", 2, ImportFaultCode.Future)]
    [InlineData("organisations", "GP-ZB,装备制造系", "GP,装备制造系", "", 4, ImportFaultCode.DuplicateRow)]
    [InlineData("recognitions", "SX-001", "", "certificate_number", 2, ImportFaultCode.Required)]
    [InlineData("recognitions", "官方名册", "本系统认定", "trust", 2, ImportFaultCode.Rule)]
    public async Task A_wrong_value_is_told_where_it_stands(string table, string from, string to, string column, int row, ImportFaultCode code)
    {
        var roster = TestRoster.Small();
        if (code == ImportFaultCode.OrganisationRule)
        {
            roster.Change("organisations", "GP-XX,信息技术系,系部,GP", "GP-XX,信息技术系,系部,GQ").Change("organisations", "GP-ZB,", "GQ,别校,SCHOOL,140581,中专,1990-01-01,\r\nGP-ZB,");
        }
        var imported = await roster.Change(table, from, to).ImportAsync(shared.Server);
        Assert.True(imported.Errors.Any(f => f.Code == code && f.Sheet == $"{table}.csv" && f.Row == row && f.Column == column), string.Join('\n', imported.Errors));
        Assert.All(imported.Faults, f => Assert.True(f.Message.Length > 0 && f.Remedy.Length > 0));
        Assert.All(imported.Faults.Where(f => f.Code == ImportFaultCode.IdInClear), f => Assert.Equal("", f.Value));
        Assert.False(imported.Outcome.Written);
        Assert.Equal(TestServer.Empty, await shared.Server.RevisionAsync());
    }

    [Theory]
    [InlineData("teachers", "14058119000101003X", "１４０５８１１９０００１０１００３x", "id_number")]
    [InlineData("teachers", "王示例", " 王示例　", "name")]
    [InlineData("teachers", "1900-01-01", "１９００-01-01", "birth_date")]
    public async Task A_value_that_is_normalised_is_told_as_a_warning(string table, string from, string to, string column)
    {
        var imported = await TestRoster.Small().Change(table, from, to).ImportAsync(shared.Server, ImportMode.Check);
        Assert.Empty(imported.Errors);
        Assert.Contains(imported.Faults, f => f.Warning && f.Code == ImportFaultCode.Normalised && f.Column == column && f.Row == 2);
    }

    [Theory]
    [InlineData("engagements", "0002", "0001", ImportFaultCode.StaffNumberTaken)]
    [InlineData("teachers", "1970-05-17,,", "1900-01-01,,14058119000101003X", ImportFaultCode.IdNumberTaken)]
    public async Task A_number_that_two_persons_of_a_file_have_is_told_at_one_of_them(string table, string from, string to, ImportFaultCode code)
    {
        var imported = await TestRoster.Small().Change("teachers", "李·样本,FEMALE", "李·样本,MALE").Change(table, from, to).ImportAsync(shared.Server);
        Assert.Equal((code, $"{table}.csv"), (imported.Errors.Single().Code, imported.Errors.Single().Sheet));
        Assert.False(imported.Outcome.Written);
    }

    [Fact]
    public async Task Personal_values_are_hidden_in_faults()
    {
        var imported = await TestRoster.Small().Change("teachers", "14058119000101003X", "140581190001010030").Change("teachers", "13800000001", "12800000001").ImportAsync(shared.Server);
        Assert.DoesNotContain(imported.Faults, f => f.ToString().Contains("140581190001010030", StringComparison.Ordinal) || f.ToString().Contains("12800000001", StringComparison.Ordinal) || f.ToString().Contains("王示例", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Headers_are_told_when_unknown_missing_or_double()
    {
        var roster = TestRoster.Small().Change("teachers", "ethnic_group,mobile", "blood_type,name").Change("spells", "school_code,reason", "school_code,why");
        var imported = await roster.With("notes", "a,b", "1,2").ImportAsync(shared.Server);
        Assert.Contains(imported.Faults, f => f is { Code: ImportFaultCode.UnknownColumn, Column: "blood_type", Warning: true });
        Assert.Contains(imported.Errors, f => f is { Code: ImportFaultCode.DuplicateColumn, Column: "name" });
        Assert.Contains(imported.Errors, f => f is { Code: ImportFaultCode.MissingColumn, Column: "reason", Sheet: "spells.csv" });
        Assert.Contains(imported.Faults, f => f is { Code: ImportFaultCode.UnknownSheet, Sheet: "notes.csv", Warning: true });
    }

    [Theory]
    [InlineData("<html></html>")]
    [InlineData("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1 old")]
    [InlineData("PK\u0003\u0004 broken zip")]
    public async Task A_workbook_that_is_none_is_told_as_such(string content)
    {
        var imported = await Imported.RunAsync(shared.Server, [("roster.xlsx", Encoding.Latin1.GetBytes(content))]);
        Assert.Equal((ImportFaultCode.Unreadable, "roster.xlsx"), (imported.Errors.Single().Code, imported.Errors.Single().Sheet));
        Assert.NotEmpty(imported.Errors.Single().Remedy);
    }

    [Fact]
    public async Task What_a_spreadsheet_program_destroyed_is_refused_and_formulas_are_not_read()
    {
        var book = Xlsx.Of($"{Xlsx.Row(1, "教师编号", "姓名", "性别", "出生日期", "证件号码", "手机")}<row r='2'><c r='A2'><v>7</v></c><c r='B2' t='str'><f>CONCAT(\"王\")</f><v>王</v></c><c r='C2' t='e'><v>#REF!</v></c><c r='D2' s='1'><v>60</v></c><c r='E2'><v>1.40581190001010E+17</v></c><c r='F2'><v>13800000001</v></c></row>", sheet: "教师");
        var imported = await Imported.RunAsync(shared.Server, [("roster.xlsx", book)]);
        Assert.Equal(
            [("姓名", ImportFaultCode.Formula), ("性别", ImportFaultCode.CellError), ("出生日期", ImportFaultCode.ImpossibleDate), ("证件号码", ImportFaultCode.IdDestroyed)],
            imported.Errors.OrderBy(f => Array.IndexOf(["姓名", "性别", "出生日期", "证件号码"], f.Column)).Select(f => (f.Column, f.Code)));
        Assert.Contains(imported.Faults, f => f is { Warning: true, Column: "手机", Code: ImportFaultCode.Normalised });
        Assert.All(imported.Errors, f => Assert.Equal(("教师", 2), (f.Sheet, f.Row)));
    }

    [Fact]
    public async Task Ten_thousand_faults_are_all_told()
    {
        var rows = Enumerable.Range(0, 10_000).Select(i => $"X{i},测试,男,1980-02-30,,,,").ToArray();
        var imported = await new TestRoster().With("teachers", TestRoster.TeacherHeader, rows).ImportAsync(shared.Server);
        Assert.Equal((10_000, 10_000), (imported.Outcome.FaultCount, imported.Errors.Count()));
        Assert.Equal(Enumerable.Range(2, 10_000), imported.Errors.Select(f => f.Row));
    }

    [Fact]
    public async Task The_uploaded_rows_come_back_with_the_faults_marked()
    {
        var upload = await Imported.UploadAsync(shared.Server, TestRoster.Small().Change("teachers", "1900-01-01", "1900-02-30").Files);
        var rows = Xlsx.Rows(await MarkedAsync(upload));
        Assert.StartsWith("1|teacher_ref|name", rows[0], StringComparison.Ordinal);
        Assert.Contains("2|T1|王示例|男|1900-02-30", rows[1], StringComparison.Ordinal);
        Assert.Contains("calendar does not have", rows[1], StringComparison.Ordinal);
        Assert.Contains("没有这一天", rows[1], StringComparison.Ordinal);
        Assert.DoesNotContain("calendar", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_formula_does_not_come_back_in_the_marked_workbook_as_a_value_that_is_taken()
    {
        var book = Xlsx.Of($"{Xlsx.Row(1, "教师编号", "姓名", "性别", "出生日期")}<row r='2'><c r='A2' t='str'><v>7</v></c><c r='B2' t='str'><f>A2</f><v>三</v></c><c r='C2' t='str'><v>男</v></c><c r='D2' t='str'><v>1980-01-01</v></c></row>", sheet: "教师");
        var marked = await MarkedAsync(await Imported.UploadAsync(shared.Server, [("roster.xlsx", book)]));

        var again = await Imported.RunAsync(shared.Server, [("marked.xlsx", marked)], ImportMode.Check);
        Assert.Contains(again.Errors, f => f is { Sheet: "教师", Row: 2, Column: "姓名", Code: ImportFaultCode.Required });
        Assert.DoesNotContain(again.Errors, f => f.Column is "教师编号" or "性别");
    }

    [Fact]
    public async Task A_file_of_which_no_table_is_known_is_refused_rather_than_taken_for_done()
    {
        var imported = await new TestRoster().With("花名册", "姓名", "王示例").ImportAsync(shared.Server, ImportMode.Check);
        Assert.Contains(imported.Errors, f => f is { Sheet: "花名册.csv", Code: ImportFaultCode.UnknownSheet });
    }

    [Theory]
    [InlineData("2026年花名册（终稿）.xlsx", true)]
    [InlineData("教师、聘用【新】+1.csv", true)]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十.csv", true)]
    [InlineData("../teachers.csv", false)]
    [InlineData(".teachers.csv", false)]
    [InlineData("a\\teachers.csv", false)]
    [InlineData("C:teachers.csv", false)]
    [InlineData("tea\u202echers.csv", false)]
    [InlineData("teachers.xls", false)]
    public async Task A_file_keeps_the_name_a_clerk_gave_it_unless_it_leads_elsewhere(string name, bool taken)
    {
        var upload = (await shared.Server.Imports.BeginUploadAsync(new())).UploadId;
        var call = shared.Server.Imports.UploadChunkAsync(new() { UploadId = upload, FileName = name, Content = Google.Protobuf.ByteString.CopyFromUtf8("a") });
        if (taken)
        {
            Assert.Equal(1, (await call).ReceivedBytes);
        }
        else
        {
            await Calls.RefusedAsync(ErrorReason.InvalidRequest, call);
        }
    }

    [Fact]
    public async Task An_import_of_nothing_is_refused()
    {
        var upload = (await shared.Server.Imports.BeginUploadAsync(new())).UploadId;
        await Calls.RefusedAsync(ErrorReason.UploadIncomplete, shared.Server.Imports.RunImport(new() { UploadId = upload, Mode = ImportMode.Check }));
    }

    [Fact]
    public async Task An_upload_that_the_disk_has_no_room_for_is_refused_and_may_go_on_later()
    {
        var upload = (await shared.Server.Imports.BeginUploadAsync(new())).UploadId;
        var folder = Directory.CreateDirectory(Path.Combine(shared.Server.DataDirectory, "uploads", upload)).FullName;
        var link = File.CreateSymbolicLink(Path.Combine(folder, "teachers.csv"), "/dev/full").FullName;
        var chunk = new UploadChunkRequest { UploadId = upload, FileName = "teachers.csv", Content = ByteString.CopyFromUtf8("teacher_ref") };
        await Calls.RefusedAsync(ErrorReason.DiskFull, shared.Server.Imports.UploadChunkAsync(chunk));
        File.Delete(link);
        Assert.Equal(11, (await shared.Server.Imports.UploadChunkAsync(chunk)).ReceivedBytes);
    }

    [Fact]
    public async Task An_upload_is_neither_changed_nor_discarded_while_an_import_reads_it()
    {
        var upload = await Imported.UploadAsync(shared.Server, TestRoster.Small().With("teachers", TestRoster.TeacherHeader, [.. Enumerable.Range(0, 20_000).Select(i => $"X{i},测试,男,1980-02-30,,,,")]).Files);
        // More faults than a connection holds that nobody reads from: the import goes on until they are read.
        using var run = shared.Server.Imports.RunImport(new() { UploadId = upload, Mode = ImportMode.Check, MaxFaults = 10_000 });
        Assert.True(await run.ResponseStream.MoveNext(CancellationToken.None));
        await Calls.RefusedAsync(ErrorReason.ImportRunning, shared.Server.Imports.DiscardUploadAsync(new() { UploadId = upload }));
        await Calls.RefusedAsync(ErrorReason.ImportRunning, shared.Server.Imports.UploadChunkAsync(new() { UploadId = upload, FileName = "more.csv", Content = ByteString.CopyFromUtf8("x") }));
        Assert.Equal(RunImportResponse.StepOneofCase.Outcome, (await run.AllAsync().LastAsync()).StepCase);
        await shared.Server.Imports.DiscardUploadAsync(new() { UploadId = upload });
    }

    /// <summary>One server for all: nothing that these tests do may be stored.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        internal TestServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await TestServer.StartAsync();

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }

    private async Task<byte[]> MarkedAsync(string upload)
    {
        await Imported.RunAsync(shared.Server, upload, ImportMode.Check);
        var book = new MemoryStream();
        await foreach (var part in shared.Server.Imports.DownloadMarkedWorkbook(new() { UploadId = upload }).AllAsync())
        {
            book.Write(part.Content.Span);
        }
        return book.ToArray();
    }
}
