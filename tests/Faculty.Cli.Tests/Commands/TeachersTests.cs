using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

public sealed class TeachersTests
{
    [Fact]
    public async Task A_teacher_is_created_found_by_initials_and_read()
    {
        await using var registry = await Registry.StartAsync();
        var id = await CreateAsync(registry);

        var found = await registry.DoneAsync("teachers", "find", "wxm");
        Assert.Contains("王晓明", found.Output, StringComparison.Ordinal);
        var read = await registry.DoneAsync("teachers", "get", id);
        Assert.Contains("2012-09-01", read.Output, StringComparison.Ordinal);
        Assert.Contains("specialty", read.Output, StringComparison.Ordinal);
        Assert.Contains("active", (await registry.DoneAsync("teachers", "lookup", id)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_etag_may_be_typed_without_its_quotes_and_the_history_names_who_wrote()
    {
        await using var registry = await Registry.StartAsync();
        var id = await CreateAsync(registry);
        var etag = (await registry.DoneAsync("teachers", "get", id, "--json")).Json.GetProperty("teacher").GetProperty("etag").GetString()!;
        string[] education = ["teachers", "record-education", id, "--level", "21", "--graduated", "2010-07"];

        await registry.DoneAsync([.. education, "--etag", etag.Trim('"')]);
        Assert.Contains("ETAG_MISMATCH", (await registry.RunAsync([.. education, "--etag", etag])).Error, StringComparison.Ordinal);
        Assert.Equal(2, (await registry.DoneAsync("teachers", "history", id)).Lines.Count(l => l.Contains(" tests ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_teacher_is_shown_in_chinese_with_columns_that_align()
    {
        await using var registry = await Registry.StartAsync();
        await CreateAsync(registry);
        var ran = await registry.RunInChineseAsync("teachers", "list", "--school", "GP");

        var rows = ran.Lines.Where(l => l.Contains("姓名", StringComparison.Ordinal) || l.Contains("王晓明", StringComparison.Ordinal)).ToList();
        Assert.Equal(Cells(rows[0], "性别"), Cells(rows[1], "男"));
        Assert.Contains("在编", rows[1], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', ran.Output);
    }

    [Fact]
    public async Task Codes_duplicates_and_refused_fields_are_told_in_Chinese()
    {
        await using var registry = await Registry.StartAsync();
        var id = await CreateAsync(registry);
        await registry.DoneAsync(
            "teachers", "create", "--name", "王晓明", "--sex", "男", "--birth-date", "1985-05-05", "--school", "GP", "--kind", "合同制", "--start", "2013-09-01",
            "--department", "GP-ZB", "--category", "专业课");

        var recorded = await registry.RunInChineseAsync("teachers", "record-education", id, "--level", "21", "--graduated", "2010-07");
        Assert.Contains("大学本科毕业 21", recorded.Output, StringComparison.Ordinal);
        var refused = await registry.RunInChineseAsync("teachers", "record-education", id, "--level", "本科", "--graduated", "2010-07");
        Assert.Contains("“本科”：应为 GB/T 4658 的学历代码", refused.Error, StringComparison.Ordinal);
        var pairs = await registry.RunInChineseAsync("teachers", "duplicates");
        Assert.Matches("姓名, 出生日期", pairs.Output);
    }

    [Fact]
    public async Task A_fact_recorded_wrongly_is_corrected_by_naming_its_fields()
    {
        await using var registry = await Registry.StartAsync();
        var id = await CreateAsync(registry);
        var teacher = (await registry.DoneAsync("teachers", "get", id, "--json")).Json.GetProperty("teacher");
        var engagement = teacher.GetProperty("engagements")[0].GetProperty("engagementId").GetString()!;

        await registry.DoneAsync("teachers", "correct", id, engagement, "--set", "hiring_route=OPEN", "--reason", "typing error");
        var history = await registry.DoneAsync("teachers", "history", id, "--json");

        Assert.Equal(2, history.Lines.Count);
        Assert.Contains("HIRING_ROUTE_OPEN", history.Lines[0], StringComparison.Ordinal);
        Assert.Equal(2, (await registry.RunAsync("teachers", "correct", id, engagement, "--set", "colour=red")).ExitCode);
        Assert.Equal(2, (await registry.RunAsync("teachers", "correct", id, engagement, "--set", "start_date=2012-13-01")).ExitCode);
    }

    [Fact]
    public async Task A_recognition_that_was_revoked_is_corrected_and_stays_revoked()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("import", WorkedCase.Write(registry.InHome("roster")));
        string[] get = ["recognitions", "get", "--authority", "省教育厅", "--certificate", "C05", "--json"];
        var entry = (await registry.DoneAsync(get)).Json.GetProperty("entry");

        await registry.DoneAsync(
            "teachers", "correct", entry.GetProperty("teacherId").GetString()!,
            entry.GetProperty("recognition").GetProperty("recognitionId").GetString()!, "--set", "field=软件技术");

        var corrected = (await registry.DoneAsync(get)).Json.GetProperty("entry");
        Assert.Equal("软件技术", corrected.GetProperty("recognition").GetProperty("field").GetString());
        Assert.Equal("REVOKED", corrected.GetProperty("notInForceCause").GetString());
    }

    [Fact]
    public async Task Only_what_is_typed_is_updated()
    {
        await using var registry = await Registry.StartAsync();
        var id = await CreateAsync(registry);
        var updated = await registry.DoneAsync("teachers", "update", id, "--mobile", "13800000000", "--json");

        var identity = updated.Json.GetProperty("teacher").GetProperty("identity");
        Assert.Equal("王晓明", identity.GetProperty("displayName").GetString());
        Assert.Equal("138****0000", identity.GetProperty("maskedMobile").GetString());
    }

    [Fact]
    public async Task A_refused_value_that_is_personal_is_not_repeated()
    {
        await using var registry = await Registry.StartAsync();
        var ran = await registry.RunAsync(
            "teachers", "create", "--name", "王晓明", "--sex", "male", "--birth-date", "1985-05-05",
            "--id-type", "resident", "--id-number", "140581190001010022");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("--id-number", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("140581190001010022", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("王晓明", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("asked by 14058119000101003X", false)]
    [InlineData(" asked by the county\t", true)]
    public async Task A_reason_is_shown_again_when_it_is_refused_but_not_for_an_ID_number_in_it(string reason, bool shown)
    {
        await using var registry = await Registry.StartAsync();
        var refused = await registry.RunAsync("teachers", "erase", new string('0', 32), "--check", "--reason", reason);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--reason (reason)", refused.Error, StringComparison.Ordinal);
        Assert.Equal(shown, refused.Error.Contains("asked by", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_engagement_ends_on_its_last_day_and_the_lookup_says_so()
    {
        await using var registry = await Registry.StartAsync();
        var id = await CreateAsync(registry);
        var teacher = (await registry.DoneAsync("teachers", "get", id, "--json")).Json.GetProperty("teacher");
        var engagement = teacher.GetProperty("engagements")[0].GetProperty("engagementId").GetString()!;

        await registry.DoneAsync("teachers", "end-engagement", id, engagement, "--last", "2025-08-31", "--end-reason", "调离");

        Assert.Contains("ended", (await registry.DoneAsync("teachers", "lookup", id)).Output, StringComparison.Ordinal);
        var again = await registry.RunAsync("teachers", "end-engagement", id, engagement, "--last", "2025-08-31");
        Assert.Contains("ALREADY_ENDED", again.Error, StringComparison.Ordinal);
    }

    internal static async Task<string> CreateAsync(Registry registry)
    {
        string[] create = ["organisations", "create", "--start", "1990-01-01"];
        await registry.DoneAsync([.. create, "--code", "140581", "--kind", "COUNTY", "--name", "高平市"]);
        await registry.DoneAsync([.. create, "--code", "GP", "--kind", "SCHOOL", "--name", "高平中专", "--parent", "140581"]);
        await registry.DoneAsync([.. create, "--code", "GP-ZB", "--kind", "DEPARTMENT", "--name", "装备制造系", "--parent", "GP"]);
        var created = await registry.DoneAsync(
            "teachers", "create", "--name", "王晓明", "--sex", "男", "--birth-date", "1985-05-05", "--school", "GP", "--kind", "在编",
            "--staff-number", "0001", "--start", "2012-09-01", "--department", "GP-ZB", "--category", "专业课", "--json");
        return created.Json.GetProperty("teacher").GetProperty("teacherId").GetString()!;
    }

    /// <summary>The cell of a terminal at which a text begins; a Chinese letter fills two.</summary>
    private static int Cells(string line, string text) =>
        line[..line.IndexOf(text, StringComparison.Ordinal)].Sum(c => c >= 0x2E80 ? 2 : 1);
}
