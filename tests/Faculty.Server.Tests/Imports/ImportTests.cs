using Faculty.Server.Tests.Teachers;
using Faculty.V1;

namespace Faculty.Server.Tests.Imports;

public sealed class ImportTests
{
    [Fact]
    public async Task A_folder_of_tables_becomes_records()
    {
        await using var server = await TestServer.StartAsync();
        var imported = await TestRoster.Small().ImportAsync(server);
        Assert.Empty(imported.Errors);
        Assert.Equal((16, 0, true), (imported.Created, imported.Changed, imported.Outcome.Written));

        var found = (await server.Teachers.ListTeachersAsync(new() { SchoolCode = "GP" })).Teachers;
        Assert.Equal(["李·样本", "王示例"], found.Select(t => t.Identity.DisplayName).Order(StringComparer.Ordinal));
        var wang = found.Single(t => t.Identity.DisplayName == "王示例");
        Assert.Equal("140581********003X", wang.Identity.MaskedIdNumber);
        Assert.Equal(["GP-ZB", "GP-XX"], wang.Posts.Select(p => p.DepartmentCode));
        Assert.Equal((1990, 7, 0), (wang.Educations[0].GraduatedOn.Year, wang.Educations[0].GraduatedOn.Month, wang.Educations[0].GraduatedOn.Day));
        Assert.Equal(RecognitionEventType.Suspend, wang.Recognitions[0].Events.Single().Type);
        Assert.Equal("=1+1", wang.Honours[0].DocumentNumber);
    }

    [Theory]
    [InlineData(ImportMode.AllOrNothing)]
    [InlineData(ImportMode.Partial)]
    [InlineData(ImportMode.Blocks)]
    public async Task The_same_content_twice_changes_nothing(ImportMode mode)
    {
        await using var server = await TestServer.StartAsync();
        await TestRoster.Small().ImportAsync(server, mode);
        var revision = await server.RevisionAsync();
        var again = await TestRoster.Small().ImportAsync(server, mode);
        Assert.Empty(again.Errors);
        Assert.Equal((0, 0, false), (again.Created, again.Changed, again.Outcome.Written));
        Assert.Equal(revision, await server.RevisionAsync());
    }

    [Fact]
    public async Task A_check_says_what_would_be_done_and_writes_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var check = await TestRoster.Small().ImportAsync(server, ImportMode.Check);
        Assert.Equal((16, false), (check.Created, check.Outcome.Written));
        Assert.Equal(TestServer.Empty, await server.RevisionAsync());
    }

    [Fact]
    public async Task A_changed_row_changes_its_fact_only()
    {
        await using var server = await TestServer.StartAsync();
        await TestRoster.Small().ImportAsync(server);
        var again = await TestRoster.Small().Change("engagements", "2027-02-28", "2026-02-28").Change("posts", "2027-02-28", "2026-02-28").ImportAsync(server);
        Assert.Equal((0, 2), (again.Created, again.Changed));
    }

    [Fact]
    public async Task A_person_without_an_ID_number_is_found_by_the_schools_own_number()
    {
        await using var server = await TestServer.StartAsync();
        await TestRoster.Small().ImportAsync(server);
        var again = await TestRoster.Small().Change("engagements", "T2,GP,EXTERNAL_ENTERPRISE,0002", "T2,GP,EXTERNAL_ENTERPRISE,").Change("teachers", "1970-05-17", "1970-05-18").ImportAsync(server);
        Assert.Empty(again.Errors);
        Assert.Equal(0, again.Created);
        Assert.Equal(2, (await server.Teachers.ListTeachersAsync(new())).Teachers.Count);
    }

    [Fact]
    public async Task A_record_merged_and_merged_again_is_found_by_its_first_id()
    {
        await using var server = await TestServer.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await server.Teachers.CreateTeacherAsync(new() { Identity = People.Wang() })).Teacher.TeacherId);
        }
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = ids[1], MergedTeacherId = ids[0] });
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = ids[2], MergedTeacherId = ids[1] });

        var imported = await new TestRoster().With("honours", "teacher_ref,title,level,granted_on,document_number", $"{ids[0]},教学名师,,2020-09-10,").ImportAsync(server);
        Assert.Empty(imported.Errors);
        Assert.Equal("教学名师", Assert.Single((await server.GetAsync(ids[2])).Honours).Title);
        Assert.Equal(2, (await server.Teachers.ListTeacherVersionsAsync(new() { TeacherId = ids[1] })).Versions.Count(v => v.Teacher.MergedIntoTeacherId.Length == 0));
    }

    [Fact]
    public async Task Marks_that_point_at_two_persons_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        await TestRoster.Small().ImportAsync(server);
        var again = await TestRoster.Small().Change("engagements", "T1,GP,在编,0001", "T1,GP,在编,0002").Change("engagements", "T2,GP,EXTERNAL_ENTERPRISE,0002", "T2,GP,EXTERNAL_ENTERPRISE,").ImportAsync(server);
        Assert.Contains(again.Errors, f => f is { Code: ImportFaultCode.AmbiguousTeacher, Sheet: "teachers.csv", Row: 2 });
        Assert.False(again.Outcome.Written);
    }

    [Fact]
    public async Task Events_wait_for_their_recognition()
    {
        await using var server = await TestServer.StartAsync();
        await TestRoster.Small().Only("organisations", "recognition_events").ImportAsync(server);
        var all = await TestRoster.Small().ImportAsync(server);
        Assert.Empty(all.Errors);
        var wang = (await server.Teachers.ListTeachersAsync(new() { NamePrefix = "王" })).Teachers.Single();
        Assert.Single(wang.Recognitions[0].Events);
        Assert.Equal((0, 0), ((await TestRoster.Small().ImportAsync(server)).Created, 0));
    }

    [Theory]
    [InlineData(ImportMode.AllOrNothing)]
    [InlineData(ImportMode.Blocks)]
    public async Task An_event_recorded_while_its_recognition_is_imported_is_not_left_waiting(ImportMode mode)
    {
        await using var server = await TestServer.StartAsync();
        await TestRoster.Small().ImportAsync(server);
        for (var round = 0; round < 8; round++)
        {
            var number = $"SX-1{round}";
            var roster = new TestRoster().With("recognitions", "teacher_ref,level,track,field,certificate_number,authority,start_date,last_date,trust", $"T1,初级,中职,,{number},山西省教育厅,2020-12-01,2025-11-30,官方名册")
                .With("engagements", "teacher_ref,school_code,kind,staff_number,start_date,last_date,end_reason,hiring_route", "T1,GP,在编,0001,1990-09-01,,,公开招聘");
            var importing = roster.ImportAsync(server, mode);
            await server.Recognitions.RecordRecognitionEventAsync(new()
            {
                Authority = "山西省教育厅", CertificateNumber = number, Event = new() { Type = RecognitionEventType.Revoke, EffectiveDate = SampleTree.Day(2024, 9, 1) },
            });
            Assert.Empty((await importing).Errors);
            var entry = (await server.Recognitions.GetRecognitionAsync(new() { Authority = "山西省教育厅", CertificateNumber = number, AsOf = SampleTree.Day(2024, 9, 1) })).Entry;
            Assert.Equal("REVOKED", entry.NotInForceCause);
        }
    }

    [Fact]
    public async Task Events_alone_reach_the_persons_of_the_registry()
    {
        await using var server = await TestServer.StartAsync();
        await TestRoster.Small().ImportAsync(server);
        var more = await TestRoster.Small().Only("recognition_events").Change("recognition_events", "暂停,2024-05-01,文1", "撤销,2024-06-01,文2").ImportAsync(server);
        Assert.Equal(1, more.Created);
        Assert.Equal(2, (await server.Teachers.ListTeachersAsync(new() { NamePrefix = "王" })).Teachers.Single().Recognitions[0].Events.Count);
    }

    [Fact]
    public async Task A_partial_import_takes_the_good_persons_and_lists_the_others()
    {
        await using var server = await TestServer.StartAsync();
        var imported = await TestRoster.Small().Change("teachers", "1970-05-17", "1970-02-30").ImportAsync(server, ImportMode.Partial);
        Assert.Equal(ImportFaultCode.ImpossibleDate, imported.Errors.Single().Code);
        Assert.True(imported.Outcome.Written);
        Assert.Equal("王示例", (await server.Teachers.ListTeachersAsync(new())).Teachers.Single().Identity.DisplayName);
        Assert.Equal(3, imported.Outcome.Counts.Sum(c => c.Refused));
    }

    [Fact]
    public async Task A_number_of_a_person_who_is_refused_anyway_stands_in_nobodys_way_in_a_partial_import()
    {
        await using var server = await TestServer.StartAsync();
        // Several pairs: some of them are read one after the other, the refused one first.
        int[] pairs = [.. Enumerable.Range(0, 12)];
        var imported = await TestRoster.Small().Only("organisations")
            .With("teachers", TestRoster.TeacherHeader, [.. pairs.SelectMany(i => (string[])[$"R{i},错误,男,1970-02-30,,,,", $"G{i},无误{i},男,1970-02-28,,,,"])])
            .With("engagements", "teacher_ref,school_code,kind,staff_number,start_date", [.. pairs.SelectMany(i => (string[])[$"R{i},GP,CONTRACT,N{i},2010-09-01", $"G{i},GP,CONTRACT,N{i},2010-09-01"])])
            .With("posts", "teacher_ref,school_code,department_code,category,start_date", [.. pairs.SelectMany(i => (string[])[$"R{i},GP,GP-ZB,SPECIALTY,2010-09-01", $"G{i},GP,GP-ZB,SPECIALTY,2010-09-01"])])
            .ImportAsync(server, ImportMode.Partial);
        Assert.Equal(pairs.Length, imported.Errors.Count(f => f.Code == ImportFaultCode.ImpossibleDate));
        Assert.Equal(pairs.Select(i => $"无误{i}").Order(), (await server.Teachers.ListTeachersAsync(new())).Teachers.Select(t => t.Identity.DisplayName).Order());
    }

    [Fact]
    public async Task A_block_with_a_fault_is_refused_whole_and_a_later_run_finishes_it()
    {
        await using var server = await TestServer.StartAsync();
        var wrong = TestRoster.Small().Change("teachers", "1970-05-17", "1970-02-30");
        var first = await wrong.ImportAsync(server, ImportMode.Blocks);
        Assert.Equal(1, first.Outcome.BlocksRefused);
        var second = await TestRoster.Small().ImportAsync(server, ImportMode.Blocks);
        Assert.Equal(0, second.Outcome.BlocksRefused);
        Assert.Equal(2, (await server.Teachers.ListTeachersAsync(new())).Teachers.Count);
    }

    [Fact]
    public async Task The_same_request_answers_the_first_outcome()
    {
        await using var server = await TestServer.StartAsync();
        var id = Guid.NewGuid().ToString();
        var first = await TestRoster.Small().ImportAsync(server, requestId: id);
        await server.RestartAsync();
        var again = await TestRoster.Small().ImportAsync(server, requestId: id);
        Assert.Equal(first.Created, again.Created);
        Assert.True(again.Outcome.Written);
        var upload = await Imported.UploadAsync(server, TestRoster.Small().Change("teachers", "汉族", "回族").Files);
        await Calls.RefusedAsync(ErrorReason.RequestIdReused, server.Imports.RunImport(new() { UploadId = upload, Mode = ImportMode.AllOrNothing, RequestId = id }));
    }

    [Fact]
    public async Task The_sample_school_is_loaded_into_an_empty_store_only()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { Sample = true });
        var loaded = await server.Teachers.ListTeachersAsync(new() { PageSize = 500 });
        Assert.True(loaded.Teachers.Count > 100);
        await server.RestartAsync();
        Assert.Equal(loaded, await server.Teachers.ListTeachersAsync(new() { PageSize = 500 }));
    }

    [Theory]
    [InlineData(ImportMode.AllOrNothing)]
    [InlineData(ImportMode.Blocks)]
    public async Task A_stopping_server_ends_an_import_with_a_reason_to_come_back_and_writes_nothing_more(ImportMode mode)
    {
        await using var server = await TestServer.StartAsync();
        var upload = await Imported.UploadAsync(server, TestRoster.Small().Files);
        server.Server.BeginStop();
        await Calls.RefusedAsync(ErrorReason.ShuttingDown, server.Imports.RunImport(new() { UploadId = upload, Mode = mode }));
        // The account of the tests.
        Assert.Single((await server.Changes.ListChangesAsync(new())).Changes);
    }
}
