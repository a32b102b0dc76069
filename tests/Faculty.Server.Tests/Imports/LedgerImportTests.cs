using Faculty.Server.Tests.Quotas;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Imports;

/// <summary>Authorised seats and hiring lines in the files of an import, and out again: as the calls keep the ledgers, for the whole file at once.</summary>
public sealed class LedgerImportTests
{
    private const string Seats = "school_code,category,authorised,document_number,start_date,last_date,control";

    private const string Plan =
        "line_code,school_code,department_code,year,category,major_code,route,engagement_kind,requested,deadline,submitted_date,"
        + "establishment_document,establishment_date,establishment_count,human_resources_document,human_resources_date,human_resources_count,finance_document,finance_date,finance_count";

    private static TestRoster Roster() => TestRoster.Small()
        .With("establishment", Seats, "140581,,20,高编〔2019〕1号,2020-01-01,,", "GP,,6,高编〔2019〕2号,2020.1.1,,刚性", "GP,专业课,4,高编〔2019〕2号,2020-01-01,2025-08-31,", "GP,SPECIALTY,7,高编〔2025〕7号,2025/9/1,,")
        .With("hiring_lines", Plan, Line("GP-2026-1", 4, 3), "GP-2026-2,GP,,2026,公共课,,自主招聘技能人才,合同制,2,,2025-11-01,,,,,,,,,");

    [Fact]
    public async Task Seats_and_lines_are_taken_and_the_same_files_change_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var first = await Roster().ImportAsync(server);
        Assert.Empty(first.Errors);
        Assert.Equal((4, 2), ((int)Count(first, "establishment").Created, (int)Count(first, "hiring_lines").Created));
        var again = await Roster().ImportAsync(server);
        Assert.Equal((0, 0, false), ((int)again.Created, (int)again.Changed, again.Outcome.Written));

        var ledger = await server.LedgerAsync();
        Assert.Equal(["Unspecified 6 高编〔2019〕2号", "Specialty 4 高编〔2019〕2号", "Specialty 7 高编〔2025〕7号"], ledger.Authorisations.Select(a => $"{a.Category} {a.SeatCount} {a.DocumentNumber}"));
        Assert.Equal((SeatControl.Hard, Day(2025, 8, 31)), (ledger.Control, ledger.Authorisations[1].LastDate));
        var line = await LineAsync(server, "GP-2026-1");
        Assert.Equal((HiringState.Approved, 4, 3, 3, Day(2026, 12, 31)), (line.Counts.State, line.Counts.Requested, line.Counts.Approved, line.Counts.Open, line.Counts.Deadline));
        Assert.Equal(["Submit  0", "Approve 高编〔2025〕8号 4", "Approve 高人社〔2025〕9号 4", "Approve 高财〔2025〕10号 3"], line.Line.Steps.Select(s => $"{s.Type} {s.DocumentNumber} {s.Count}"));
        var other = await LineAsync(server, "GP-2026-2");
        Assert.Equal((HiringState.Submitted, EngagementKind.Contract, HiringRoute.SelfRecruited), (other.Counts.State, other.Line.EngagementKind, other.Line.Route));
    }

    [Theory]
    [InlineData(RosterFormat.Csv)]
    [InlineData(RosterFormat.Xlsx)]
    public async Task An_export_changes_nothing_and_fills_an_empty_registry_with_the_same(RosterFormat format)
    {
        await using var server = await TestServer.StartAsync();
        await Roster().ImportAsync(server);
        await server.Hiring.DecideHiringLineAsync(new() { Code = "GP-2026-1", Step = new() { Type = HiringStepType.Reduce, Count = 1, DocumentNumber = "核减1" } });
        await server.Hiring.DecideHiringLineAsync(new() { Code = "GP-2026-1", Step = new() { Type = HiringStepType.Extend, Deadline = Day(2027, 6, 30), DocumentNumber = "延期1" } });
        await server.Hiring.DecideHiringLineAsync(new() { Code = "GP-2026-2", Step = new() { Type = HiringStepType.Cancel, DocumentNumber = "取消1" } });
        await server.Establishments.SetSeatControlAsync(new() { OrganisationCode = School, Control = SeatControl.Soft });
        var export = await Imported.ExportAsync(server, format);
        var again = await Imported.RunAsync(server, export);
        Assert.Empty(again.Errors);
        Assert.Equal((0, 0), (again.Created, again.Changed));

        await using var other = await TestServer.StartAsync();
        Assert.Empty((await Imported.RunAsync(other, export)).Errors);
        Assert.Equal(Facts(await server.LedgerAsync()), Facts(await other.LedgerAsync()));
        foreach (var code in (string[])["GP-2026-1", "GP-2026-2"])
        {
            Assert.Equal((await LineAsync(server, code)).Counts, (await LineAsync(other, code)).Counts);
        }
    }

    [Theory]
    [InlineData("establishment", "GP,,6", "XX,,6", 3, "school_code", ImportFaultCode.UnknownOrganisation)]
    [InlineData("establishment", "GP,,6", "GP-ZB,,6", 3, "school_code", ImportFaultCode.Rule)]
    [InlineData("establishment", "GP,专业课,4", "GP,校长,4", 4, "category", ImportFaultCode.UnknownCode)]
    [InlineData("establishment", "GP,专业课,4", "GP,专业课,四", 4, "authorised", ImportFaultCode.Rule)]
    [InlineData("establishment", "GP,专业课,4", "GP,专业课,1000001", 4, "authorised", ImportFaultCode.Rule)]
    [InlineData("establishment", "GP,专业课,4,高编〔2019〕2号", "GP,专业课,4,", 4, "document_number", ImportFaultCode.Required)]
    [InlineData("establishment", "GP,专业课,4,高编〔2019〕2号", "GP,专业课,4,14058119000101003X", 4, "document_number", ImportFaultCode.IdInClear)]
    [InlineData("establishment", "2025-08-31", "2019-08-31", 4, "", ImportFaultCode.ReversedPeriod)]
    [InlineData("establishment", "2025/9/1,,", "2025/9/31,,", 5, "start_date", ImportFaultCode.ImpossibleDate)]
    [InlineData("establishment", "2025/9/1,,", "2020/1/1,,", 5, "", ImportFaultCode.DuplicateRow)]
    [InlineData("establishment", "2025/9/1,,", "2025/9/1,,SOFT", 5, "control", ImportFaultCode.Rule)]
    [InlineData("hiring_lines", "GP-2026-1,GP,GP-ZB", "gp-2026-1,GP,GP-ZB", 2, "line_code", ImportFaultCode.Rule)]
    [InlineData("hiring_lines", "GP-2026-1,GP,GP-ZB", "GP-2026-1,XX,", 2, "school_code", ImportFaultCode.UnknownOrganisation)]
    [InlineData("hiring_lines", "GP-2026-1,GP,GP-ZB", "GP-2026-1,GP,140581", 2, "department_code", ImportFaultCode.OrganisationRule)]
    [InlineData("hiring_lines", "GP-2026-2,GP", "GP-2026-1,GP", 3, "", ImportFaultCode.DuplicateRow)]
    [InlineData("hiring_lines", "2026,SPECIALTY", "1999,SPECIALTY", 2, "year", ImportFaultCode.Rule)]
    [InlineData("hiring_lines", "自主招聘技能人才", "调入", 3, "route", ImportFaultCode.Rule)]
    [InlineData("hiring_lines", "合同制,2,", "合同制,2,2025-12-31", 3, "deadline", ImportFaultCode.Rule)]
    [InlineData("hiring_lines", "高财〔2025〕10号,2025-11-04,3", "高财〔2025〕10号,,3", 2, "finance_date", ImportFaultCode.Required)]
    [InlineData("hiring_lines", "高财〔2025〕10号,2025-11-04,3", ",2025-11-04,3", 2, "finance_document", ImportFaultCode.Required)]
    // More than was asked for; before what went before; more than is free to plan.
    [InlineData("hiring_lines", "高财〔2025〕10号,2025-11-04,3", "高财〔2025〕10号,2025-11-04,5", 2, "", ImportFaultCode.Rule)]
    [InlineData("hiring_lines", "高财〔2025〕10号,2025-11-04,3", "高财〔2025〕10号,2025-10-04,3", 2, "", ImportFaultCode.Rule)]
    [InlineData("establishment", "GP,SPECIALTY,7", "GP,SPECIALTY,2", 2, "", ImportFaultCode.Rule, "hiring_lines")]
    public async Task A_fault_names_sheet_row_and_column_and_nothing_is_half_applied(string table, string from, string to, int row, string column, ImportFaultCode code, string told = "")
    {
        await using var server = await TestServer.StartAsync();
        var result = await Roster().Change(table, from, to).ImportAsync(server);
        Assert.Contains(($"{(told.Length > 0 ? told : table)}.csv", row, column, code), result.Errors.Select(f => (f.Sheet, f.Row, f.Column, f.Code)));
        Assert.Single(result.Errors.Select(e => e.Row).Distinct());
        Assert.All(result.Errors, f => Assert.NotNull(FaultText.Chinese(f)));
        Assert.False(result.Outcome.Written);
        Assert.Empty((await server.Establishments.ListEstablishmentsAsync(new())).Establishments);
    }

    [Fact]
    public async Task A_cap_is_held_against_the_schools_of_a_file_together_in_any_order_of_rows()
    {
        await using var server = await StartAsync();
        await server.AddSecondSchoolAsync();
        Assert.Empty((await Caps("140581,,20,1,2020-01-01,,", "GP,,8,1,2020-01-01,,", "JC,,8,1,2020-01-01,,").ImportAsync(server)).Errors);
        // Either alone would fit.
        var both = await Caps("GP,,11,2,2026-01-01,,", "JC,,12,2,2026-01-01,,").ImportAsync(server, ImportMode.Check);
        var fault = Assert.Single(both.Errors);
        Assert.Equal((3, ErrorReason.CapExceeded, "20", "23", "2026-01-01"), (fault.Row, fault.Reason, fault.Metadata["cap"], fault.Metadata["sum"], fault.Metadata["day"]));
        // What one gives up, another has, wherever the rows stand; and the cap rises with them.
        Assert.Empty((await Caps("JC,,15,2,2026-01-01,,", "GP,,5,2,2026-01-01,,").ImportAsync(server, ImportMode.Check)).Errors);
        Assert.Empty((await Caps("GP,,11,2,2026-01-01,,", "JC,,12,2,2026-01-01,,", "140581,,23,2,2026-01-01,,").ImportAsync(server, ImportMode.Check)).Errors);
        // A cap that is lowered with its schools.
        Assert.Empty((await Caps("140581,,10,2,2026-01-01,,", "GP,,5,2,2026-01-01,,", "JC,,5,2,2026-01-01,,").ImportAsync(server)).Errors);
        Assert.Equal(ErrorReason.CapExceeded, Assert.Single((await Caps("140581,,9,3,2027-01-01,,").ImportAsync(server)).Errors).Reason);
    }

    [Theory]
    [InlineData(ImportMode.Partial)]
    [InlineData(ImportMode.Blocks)]
    public async Task Of_rows_that_break_a_rule_together_one_falls_and_the_others_are_taken_when_asked_for(ImportMode mode)
    {
        await using var server = await StartAsync();
        await server.AddSecondSchoolAsync();
        var file = Caps("140581,,20,1,2020-01-01,,", "GP,,11,1,2020-01-01,,", "JC,,12,1,2020-01-01,,").With("hiring_lines", Plan, Line("GP-1", 7, 6), Line("GP-2", 7, 6), Line("GP-3", 7, 5));
        var result = await file.ImportAsync(server, mode);
        Assert.Equal(
            [("establishment.csv", 4, ErrorReason.CapExceeded), ("hiring_lines.csv", 3, ErrorReason.PlanExceeded)],
            result.Errors.Select(f => (f.Sheet, f.Row, f.Reason)).OrderBy(f => f.Sheet, StringComparer.Ordinal));
        Assert.Equal((11, 6, 5), ((await server.LedgerAsync()).Authorisations[0].SeatCount, (await LineAsync(server, "GP-1")).Counts.Open, (await LineAsync(server, "GP-3")).Counts.Open));
        Assert.Equal((2, 2, 1, 1), ((int)Count(result, "establishment").Created, (int)Count(result, "hiring_lines").Created, (int)Count(result, "establishment").Refused, (int)Count(result, "hiring_lines").Refused));
        var again = await file.ImportAsync(server, mode);
        Assert.Equal((0, 0, 2), (again.Created, again.Changed, again.Errors.Count()));
        // All or nothing, nothing is.
        await using var other = await StartAsync();
        await other.AddSecondSchoolAsync();
        Assert.False((await file.ImportAsync(other)).Outcome.Written);
        Assert.Empty((await other.Establishments.ListEstablishmentsAsync(new())).Establishments);
    }

    [Fact]
    public async Task Persons_of_a_file_take_the_seats_it_authorises_and_leave_less_to_plan()
    {
        await using var server = await StartAsync();
        await server.AuthoriseAsync(1, from: Day(1990, 1, 1));
        var persons = TestRoster.Small().Only("teachers", "engagements", "posts", "spells");
        Assert.Empty((await persons.ImportAsync(server)).Errors);
        var more = new TestRoster()
            .With("teachers", TestRoster.TeacherHeader, "A,王甲,男,1980-05-01,,,,")
            .With("engagements", "teacher_ref,school_code,kind,staff_number,start_date,last_date", "A,GP,在编,A1,2026-01-01,")
            .With("posts", "teacher_ref,school_code,department_code,category,start_date,last_date", "A,GP,GP-ZB,专业课,2026-01-01,");
        Assert.Equal(ErrorReason.SeatsExhausted, Assert.Single((await more.ImportAsync(server)).Errors).Reason);
        more.With("establishment", Seats, "GP,,3,2,2026-01-01,,").With("hiring_lines", Plan, Line("GP-1", 2, 2));
        // Of three seats, one is taken and one is taken by the file.
        var planned = Assert.Single((await more.ImportAsync(server)).Errors);
        Assert.Equal((ErrorReason.PlanExceeded, "0"), (planned.Reason, planned.Metadata["free_to_plan"]));
        Assert.Empty((await more.Change("establishment", "GP,,3", "GP,,4").Change("hiring_lines", "2025-11-04,2", "2026-01-04,2").ImportAsync(server)).Errors);
        Assert.Equal(2, (await server.Hiring.GetHiringLineAsync(new() { Code = "GP-1", AsOf = Day(2026, 2, 1) })).Counts.Open);
    }

    [Fact]
    public async Task Who_plans_does_not_approve_and_what_another_recorded_is_not_changed()
    {
        await using var server = await StartAsync();
        await server.AddSecondSchoolAsync();
        var clerk = new ImportService.ImportServiceClient(await server.AsAsync(Role.HrClerk, School));
        var refused = await RunAsync(clerk, Roster().Only("establishment", "hiring_lines"));
        Assert.All(refused, f => Assert.Equal(ImportFaultCode.NotYours, f.Code));
        Assert.Equal(
            [("establishment.csv", 2, "school_code"), ("establishment.csv", 3, "school_code"), ("hiring_lines.csv", 2, "establishment_date"), ("hiring_lines.csv", 2, "finance_date"), ("hiring_lines.csv", 2, "human_resources_date")],
            refused.Select(f => (f.Sheet, f.Row, f.Column)).Order());
        Assert.Empty((await server.Hiring.ListHiringLinesAsync(new())).Lines);
        Assert.Empty(await RunAsync(clerk, new TestRoster().With("hiring_lines", Plan, "GP-2026-3,GP,,2026,公共课,,OPEN,,2,,2025-11-01,,,,,,,,,")));
        Assert.Equal(("school_code", ImportFaultCode.NotYours), Assert.Single(await RunAsync(clerk, new TestRoster().With("hiring_lines", Plan, "JC-2026-2,JC,,2026,公共课,,OPEN,,2,,,,,,,,,,,"))) is var f ? (f.Column, f.Code) : default);
        // What stands already is nobody's change.
        await Roster().ImportAsync(server);
        Assert.Empty(await RunAsync(clerk, Roster().Only("hiring_lines")));
        var other = await Roster().Only("hiring_lines").Change("hiring_lines", "2025-11-04,3", "2025-11-04,2").ImportAsync(server);
        Assert.Equal((2, "finance_date", ImportFaultCode.Rule), Assert.Single(other.Errors) is var o ? (o.Row, o.Column, o.Code) : default);
    }

    private static string Line(string code, int requested, int approved) =>
        $"{code},GP,GP-ZB,2026,SPECIALTY,660301,公开招聘,,{requested},,2025-11-01,高编〔2025〕8号,2025-11-02,{requested},高人社〔2025〕9号,2025-11-03,{requested},高财〔2025〕10号,2025-11-04,{approved}";

    private static TestRoster Caps(params string[] rows) => new TestRoster().With("establishment", Seats, rows);

    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        return server;
    }

    private static async Task<GetHiringLineResponse> LineAsync(TestServer server, string code) => await server.Hiring.GetHiringLineAsync(new() { Code = code });

    private static async Task<List<ImportFault>> RunAsync(ImportService.ImportServiceClient client, TestRoster roster)
    {
        var upload = (await client.BeginUploadAsync(new())).UploadId;
        foreach (var (name, content) in roster.Files)
        {
            await client.UploadChunkAsync(new() { UploadId = upload, FileName = name, Content = Google.Protobuf.ByteString.CopyFrom(content) });
        }
        var faults = await client.RunImport(new() { UploadId = upload, Mode = ImportMode.AllOrNothing }).AllAsync().SelectMany(s => s.Faults?.Faults ?? []).Where(f => !f.Warning).ToListAsync();
        await client.DiscardUploadAsync(new() { UploadId = upload });
        return faults;
    }

    private static ImportCount Count(Imported imported, string sheet) => imported.Outcome.Counts.Single(c => c.Sheet == sheet);

    // What a ledger says, without the ids of a registry.
    private static string Facts(Establishment ledger)
    {
        var facts = new Establishment(ledger) { EstablishmentId = "", Etag = "", Serial = 0 };
        facts.Authorisations.ToList().ForEach(a => a.AuthorisationId = "");
        return $"{facts}";
    }
}
