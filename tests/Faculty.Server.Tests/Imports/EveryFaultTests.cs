using Faculty.Server.Tests.Imports.Tables;
using Faculty.V1;

namespace Faculty.Server.Tests.Imports;

/// <summary>Whoever mends a file learns of everything in it at once: no fault hides another one, and none is told that only follows from another.</summary>
public sealed class EveryFaultTests(EveryFaultTests.Shared shared) : IClassFixture<EveryFaultTests.Shared>
{
    private const string Engagements = "teacher_ref,school_code,kind,staff_number,start_date,last_date,end_reason,hiring_route";
    private const string Posts = "teacher_ref,school_code,department_code,category,major_code,primary,start_date,last_date";
    private const string Recognitions = "teacher_ref,level,track,field,certificate_number,authority,start_date,last_date,trust";

    [Fact]
    public async Task Many_faults_in_the_same_rows_and_persons_are_all_told_in_the_first_run()
    {
        var imported = await Faulty().ImportAsync(shared.Server, ImportMode.Check);
        var expected = new (string Sheet, int Row, string Column, ImportFaultCode Code)[]
        {
            ("teachers.csv", 3, "birth_date", ImportFaultCode.NotADate),
            ("teachers.csv", 4, "sex", ImportFaultCode.UnknownCode),
            ("teachers.csv", 4, "birth_date", ImportFaultCode.ImpossibleDate),
            ("teachers.csv", 4, "id_number", ImportFaultCode.IdNumber),
            ("teachers.csv", 4, "mobile", ImportFaultCode.Mobile),
            ("teachers.csv", 5, "teacher_ref", ImportFaultCode.DuplicateTeacherRef),
            ("teachers.csv", 5, "mobile", ImportFaultCode.Mobile),
            ("teachers.csv", 6, "ethnic_group", ImportFaultCode.UnknownCode),
            ("teachers.csv", 6, "id_number", ImportFaultCode.IdMismatch),
            ("teachers.csv", 7, "name", ImportFaultCode.ForbiddenCharacter),
            ("teachers.csv", 7, "birth_date", ImportFaultCode.Rule),
            ("teachers.csv", 7, "id_number", ImportFaultCode.IdNumber),
            ("engagements.csv", 3, "last_date", ImportFaultCode.ReversedPeriod),
            ("engagements.csv", 4, "school_code", ImportFaultCode.UnknownOrganisation),
            ("engagements.csv", 4, "kind", ImportFaultCode.UnknownCode),
            ("engagements.csv", 6, "teacher_ref", ImportFaultCode.UnknownTeacherRef),
            ("engagements.csv", 6, "last_date", ImportFaultCode.ImpossibleDate),
            ("posts.csv", 3, "department_code", ImportFaultCode.UnknownOrganisation),
            ("posts.csv", 3, "major_code", ImportFaultCode.UnknownCode),
            ("posts.csv", 4, "category", ImportFaultCode.UnknownCode),
            ("posts.csv", 4, "primary", ImportFaultCode.UnknownCode),
            ("posts.csv", 4, "start_date", ImportFaultCode.NotADate),
            ("recognitions.csv", 2, "level", ImportFaultCode.UnknownCode),
            ("recognitions.csv", 2, "last_date", ImportFaultCode.ReversedPeriod),
        };
        var told = imported.Errors.Where(f => f.Code is not ImportFaultCode.StaffNumberTaken and not ImportFaultCode.CertificateTaken)
            .Select(f => (f.Sheet, f.Row, f.Column, f.Code)).ToList();
        Assert.True(expected.Order().SequenceEqual(told.Order()), string.Join('\n', told.Except(expected).Select(f => $"too much {f}").Concat(expected.Except(told).Select(f => $"missing {f}"))));
        // Which of the two persons is told depends on who is read first.
        Assert.InRange(imported.Errors.Single(f => f.Code == ImportFaultCode.StaffNumberTaken).Row, 2, 3);
        Assert.InRange(imported.Errors.Single(f => f.Code == ImportFaultCode.CertificateTaken).Row, 2, 3);
    }

    [Fact]
    public async Task Mending_them_all_makes_the_next_check_clean()
    {
        var mended = Faulty()
            .Change("teachers", "去年春天", "1990-03-01").Change("teachers", "男性,1988/2/30,,140581198802290014,汉,128", "男,1988/2/29,,140581198802290015,汉,138")
            .Change("teachers", "N1,张三,男,1985-05-17,,140581198505170017,汉族,12812345678\r\n", "").Change("teachers", "140581199001010030,火星族", ",汉族")
            .Change("teachers", "孙\u200b七,女,2030-01-01,,14058119850517001", "孙七,女,1990-01-01,,")
            .Change("engagements", "N2,GP,在编,88880001,2012-09-01,2011-01-01", "N2,GP,在编,88880002,2012-09-01,").Change("engagements", "N3,GP-99,临时工", "N3,GP,在编").Change("engagements", "N99,GP,在编,88880009,2018-09-01,2019-02-30", "N5,GP,在编,88880009,2018-09-01,")
            .Change("posts", "GP-QQ,专业课,699999", "GP-ZB,专业课,660301").Change("posts", "体育课,,对,去年", "公共课,,是,2018-09-01")
            .Change("posts", "2010-09-01,\r\n", "2010-09-01,\r\nN3,GP,GP-ZB,专业课,,,2012-09-01,\r\nN5,GP,GP-ZB,专业课,,,2018-09-01,\r\n")
            .Change("recognitions", "N1,特级,中职,机电,SX-1,山西省教育厅,2023-12-01,2022-12-01", "N1,高级,中职,机电,SX-2,山西省教育厅,2023-12-01,2028-11-30");
        Assert.Empty((await mended.ImportAsync(shared.Server, ImportMode.Check)).Errors);
    }

    [Fact]
    public async Task A_fault_of_an_organisation_is_told_once_and_not_again_by_everybody_below()
    {
        var imported = await TestRoster.Small().Change("organisations", "SCHOOL,140581,中专,1990-01-01", "SCHOOL,140581,私塾,1990-02-30").ImportAsync(shared.Server, ImportMode.Check);
        Assert.Equal([("school_type", ImportFaultCode.UnknownCode), ("start_date", ImportFaultCode.ImpossibleDate)], imported.Errors.Select(f => (f.Column, f.Code)).Order());
        Assert.Equal(1, imported.Created);
    }

    [Fact]
    public async Task An_event_of_a_refused_recognition_is_refused_with_it_and_told_for_its_own_faults_only()
    {
        var roster = TestRoster.Small().Change("recognitions", "2023-12-01", "2023-12-41").Change("recognition_events", "暂停,2024-05-01", "停,2024-05-41");
        var imported = await roster.ImportAsync(shared.Server, ImportMode.Check);
        Assert.Equal(
            [("recognition_events.csv", "effective_date"), ("recognition_events.csv", "type"), ("recognitions.csv", "start_date")],
            imported.Errors.Select(f => (f.Sheet, f.Column)).Order());
    }

    [Theory]
    [InlineData("teachers", "name,sex", "name,gender", ImportFaultCode.MissingColumn)]
    [InlineData("teachers", "birth_date,id_type", "birth_date,sex", ImportFaultCode.DuplicateColumn)]
    [InlineData("engagements", "school_code,kind", "school_code,sort", ImportFaultCode.MissingColumn)]
    [InlineData("posts", "category,major_code", "category,category", ImportFaultCode.DuplicateColumn)]
    [InlineData("organisations", "name,kind", "name,sort", ImportFaultCode.MissingColumn)]
    public async Task A_table_that_cannot_be_read_is_the_one_fault_told_and_nobody_who_needs_it_is_taken(string table, string header, string changed, ImportFaultCode code)
    {
        await using var server = await TestServer.StartAsync();
        foreach (var mode in (ImportMode[])[ImportMode.Check, ImportMode.AllOrNothing, ImportMode.Partial, ImportMode.Blocks])
        {
            var imported = await TestRoster.Small().Change(table, header, changed).ImportAsync(server, mode);
            Assert.Equal((code, $"{table}.csv"), (Assert.Single(imported.Errors).Code, imported.Errors.Single().Sheet));
            Assert.All(imported.Outcome.Counts.Where(c => c.Sheet is not ("organisations" or "recognition_events")), c => Assert.Equal(c.Rows, c.Refused));
        }
        Assert.Empty((await server.Teachers.ListTeachersAsync(new())).Teachers);
    }

    [Fact]
    public async Task Faults_and_warnings_are_listed_by_sheet_row_and_column_as_they_stand_in_the_workbook()
    {
        var book = Xlsx.Of([
            ("聘用", Xlsx.Row(1, "结束日期", "教师编号", "学校代码", "聘用类型", "开始日期", "备注") + Xlsx.Row(2, "去年", "T1", "GP", "临时", "2010-09-01") + Xlsx.Row(3, "", "T1", "GP ", "在编", "前年")),
            ("教师", Xlsx.Row(1, "教师编号", "出生日期", "性别", "姓名") + Xlsx.Row(2, "T1", "1980-01-01", "男", "甲") + Xlsx.Row(3, "T2", "1980-02-30", "不详", "乙 ") + Xlsx.Row(4, "T3", "某年", "男", " 丙")),
            ("任职", Xlsx.Row(1, "教师编号", "学校代码", "系部代码", "岗位类别", "开始日期") + Xlsx.Row(2, "T1", "GP", "GP-ZB", "体育课", "2010-09-01")),
        ]);
        var imported = await Imported.RunAsync(shared.Server, [("book.xlsx", book)], ImportMode.Check);
        Assert.Equal(
            ["聘用 2 结束日期", "聘用 2 学校代码", "聘用 2 聘用类型", "聘用 3 学校代码", "聘用 3 开始日期", "教师 3 出生日期", "教师 3 性别", "教师 4 出生日期", "任职 2 学校代码", "任职 2 系部代码", "任职 2 岗位类别"],
            imported.Errors.Select(f => $"{f.Sheet} {f.Row} {f.Column}"));
        Assert.Equal(["聘用 1 备注", "聘用 3 学校代码", "教师 3 姓名", "教师 4 姓名"], imported.Faults.Where(f => f.Warning).Select(f => $"{f.Sheet} {f.Row} {f.Column}"));
    }

    [Fact]
    public async Task A_fault_that_no_code_names_says_its_rule_with_its_values_in_Chinese_too()
    {
        var roster = TestRoster.Small()
            .Change("teachers", "T1,王示例,男,1900-01-01,,14058119000101003X", "T1,王示例,男,2030-01-01,,")
            .Change("engagements", "在编,0001,1990-09-01,,,", "在编,００１ 1,1990-09-01,,调走,")
            .With("credentials", "teacher_ref,category,name,level,number,issuer,issued_on", "T1,职业技能等级证书,车工,9,,,")
            .Change("recognitions", "官方名册", "本系统认定");
        var imported = await roster.ImportAsync(shared.Server, ImportMode.Check);
        var rules = imported.Errors.Where(f => f.Code == ImportFaultCode.Rule).Select(f => $"{f.Column} {FaultText.Chinese(f)?.Wrong}").ToList();
        Assert.Equal(
            [
                "level 应为 1 至 5（5 为最低），也可留空。",
                "staff_number 最多 32 个半角字母、数字或符号，不能有空格。",
                "end_reason 没有结束日期时不能填写。",
                "trust 不能填“本系统认定”（只由本系统的认定工作产生），请填官方名册或文件。",
                "birth_date 应在 1900-01-01 至今天之间。",
            ],
            rules);
    }

    [Fact]
    public async Task A_rule_between_facts_that_no_code_names_says_its_values_in_Chinese_too()
    {
        var young = await TestRoster.Small().Change("teachers", "T2,李·样本,FEMALE,1970-05-17", "T2,李·样本,FEMALE,2010-05-17").ImportAsync(shared.Server, ImportMode.Check);
        Assert.Equal("聘用开始日期 2020-03-01 早于年满十六周岁。", FaultText.Chinese(Assert.Single(young.Errors))?.Wrong);
        var instructor = await TestRoster.Small().With("credentials", "teacher_ref,category,name,level,number,issuer,issued_on", "T2,教师资格证,,,20101400062200001,,2010-06-01").ImportAsync(shared.Server, ImportMode.Check);
        Assert.Matches("种类 6.*2020-03-01", string.Join('\n', instructor.Errors.Select(f => FaultText.Chinese(f)?.Wrong)));
    }

    private static TestRoster Faulty() => TestRoster.Small().Only("organisations")
        .With(
            "teachers", TestRoster.TeacherHeader,
            "N1,张三,男,1985-05-17,,140581198505170017,汉族,13812345678",
            "N2,李四,女,去年春天,,140581199003010026,汉族,13812345670",
            "N3,王五,男性,1988/2/30,,140581198802290014,汉,12812345678",
            "N1,张三,男,1985-05-17,,140581198505170017,汉族,12812345678",
            "N5,钱八,女,1990-01-01,,140581199001010030,火星族,",
            "N6,孙\u200b七,女,2030-01-01,,14058119850517001,,",
            "N7,吴九,女,1995年3月4日,,140581199503040029,,")
        .With(
            "engagements", Engagements,
            "N1,GP,在编,88880001,2010-09-01,,,公开招聘",
            "N2,GP,在编,88880001,2012-09-01,2011-01-01,,公开招聘",
            "N3,GP-99,临时工,88880003,2012-09-01,,,",
            "N7,GP,在编,88880007,2018-09-01,,,公开招聘",
            "N99,GP,在编,88880009,2018-09-01,2019-02-30,,")
        .With(
            "posts", Posts,
            "N1,GP,GP-ZB,专业课,660301,是,2010-09-01,",
            "N2,GP,GP-QQ,专业课,699999,是,2012-09-01,",
            "N7,GP,GP-XX,体育课,,对,去年,")
        .With(
            "recognitions", Recognitions,
            "N1,特级,中职,机电,SX-1,山西省教育厅,2023-12-01,2022-12-01,官方名册",
            "N7,初级,中职,机电,SX-1,山西省教育厅,2023-12-01,2028-11-30,官方名册");

    public sealed class Shared : IAsyncLifetime
    {
        internal TestServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await TestServer.StartAsync();

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
