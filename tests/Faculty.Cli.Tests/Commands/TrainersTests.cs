using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

/// <summary>师资库 from the command line.</summary>
public sealed class TrainersTests
{
    [Fact]
    public async Task A_trainer_is_proposed_made_public_admitted_and_shown_in_both_languages()
    {
        await using var registry = await Registry.StartAsync();
        var (teacher, credential) = await HireAsync(registry);
        string[] create = ["trainers", "create", teacher, "--place", "GP", "--skill", $"6-18-02-04=3={credential}", "--kind", "理论", "--kind", "PRACTICE", "--fee", "120.50", "--speaks", "zh", "--proposed", "2025-01-02"];
        Assert.Contains("nothing was written", (await registry.DoneAsync([.. create, "--check"])).Error, StringComparison.Ordinal);
        var id = (await registry.DoneAsync([.. create, "--json"])).Json.GetProperty("trainer").GetProperty("trainerId").GetString()!;
        await registry.DoneAsync("trainers", "record", id, "公示", "--on", "2025-01-06");
        var refused = await registry.RunInChineseAsync("trainers", "record", id, "入库", "--on", "2025-01-13", "--last", "2027-12-31", "--document", "1");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("2025-01-13 没有本人同意展示的有效记录", refused.Error, StringComparison.Ordinal);
        await registry.DoneAsync("trainers", "record", id, "CONSENT", "--on", "2025-01-06", "--document", "同意书1", "--name-shown");
        await registry.DoneAsync("trainers", "record", id, "ADMIT", "--on", "2025-01-13", "--last", "2027-12-31", "--document", "高人社〔2025〕3号");

        await registry.DoneAsync("trainers", "timetable", id, "--block", "星期一=08:00-09:40=2025-09-01=2026-01-23", "--block", "MONDAY=10:00-11:40=2025-09-01");
        await registry.DoneAsync("trainers", "leave", id, "--start", "2025-12-08", "--last", "2025-12-19");
        await registry.DoneAsync("trainers", "leave", id, "--start", "2026-03-02");
        await registry.DoneAsync("trainers", "leave", id, "--start", "2026-03-02", "--remove");
        await registry.DoneAsync("trainers", "update", id, "--week-hours", "8", "--from-place", "140581101", "--most-minutes", "45", "--fee", "130");
        var shown = await registry.RunInChineseAsync("trainers", "get", id);
        Assert.Contains($"{id}  王明  GP  在库  至 2027-12-31", shown.Output, StringComparison.Ordinal);
        Assert.Contains("理论、实操  zh  课酬 130.00 元/小时", shown.Output, StringComparison.Ordinal);
        Assert.Contains("课时上限：周 8，月 –，季度 –", shown.Output, StringComparison.Ordinal);
        Assert.Matches("焊工 6-18-02-04 +三级/高级工 +有效", shown.Output);
        Assert.Matches("星期一 +08:00–09:40 +2025-09-01 +2026-01-23", shown.Output);
        Assert.Matches("2025-12-08 +2025-12-19", shown.Output);
        Assert.DoesNotContain("2026-03-02", shown.Output, StringComparison.Ordinal);
        Assert.Contains("removed", (await registry.DoneAsync("trainers", "get", id, "--as-of", "2028-01-01")).Output, StringComparison.Ordinal);

        Assert.Single((await registry.DoneAsync("trainers", "list", "--occupation", "6-18", "--at-least", "四级/中级工", "--state", "在库", "--place", "GP", "--json")).Lines);
        Assert.Empty((await registry.DoneAsync("trainers", "list", "--at-least", "TECHNICIAN", "--json")).Lines);
        Assert.Matches("王明 +GP +在库 +2027-12-31 +焊工", (await registry.RunInChineseAsync("trainers", "list")).Output);
        Assert.Matches("王明 +GP +焊工 三级/高级工 +理论、实操", (await registry.RunInChineseAsync("trainers", "public")).Output);
        var events = (await registry.DoneAsync("trainers", "record", id, "撤回同意", "--on", "2025-11-25", "--json")).Json.GetProperty("trainer").GetProperty("events");
        Assert.Empty((await registry.DoneAsync("trainers", "public", "--json")).Lines);
        await registry.DoneAsync("trainers", "withdraw", id, events[events.GetArrayLength() - 1].GetProperty("eventId").GetString()!);
        Assert.Single((await registry.DoneAsync("trainers", "public", "--json")).Lines);
    }

    [Fact]
    public async Task What_is_typed_wrongly_is_told_before_anything_is_sent()
    {
        await using var registry = await Registry.StartAsync();
        Assert.Contains("职业编码=等级=证书编号", (await FailedAsync("trainers", "create", "x", "--place", "GP", "--skill", "焊工")).Error, StringComparison.Ordinal);
        Assert.Contains("理论、实操、考评", (await FailedAsync("trainers", "create", "x", "--place", "GP", "--kind", "驾驶")).Error, StringComparison.Ordinal);
        Assert.Contains("星期=08:00-09:40", (await FailedAsync("trainers", "timetable", "x", "--block", "星期一=8:00-25:00=2025-09-01")).Error, StringComparison.Ordinal);
        Assert.Contains("--clear", (await FailedAsync("trainers", "timetable", "x")).Error, StringComparison.Ordinal);

        async Task<Ran> FailedAsync(params string[] args)
        {
            var ran = await registry.RunInChineseAsync(args);
            Assert.Equal(2, ran.ExitCode);
            return ran;
        }
    }

    [Fact]
    public async Task The_rules_are_printed_in_the_form_of_a_file_of_rules()
    {
        await using var registry = await Registry.StartAsync();
        Assert.Equal(5, (await registry.DoneAsync("trainers", "rules", "--json")).Json.GetProperty("rules").GetProperty("publicityWorkingDays").GetInt32());
        var shown = await registry.RunInChineseAsync("trainers", "rules");
        Assert.Contains("坐标为虚构", shown.Output, StringComparison.Ordinal);
        Assert.Matches("140581101 +米山镇", shown.Output);
    }

    private static async Task<(string Teacher, string Credential)> HireAsync(Registry registry)
    {
        await registry.DoneAsync("organisations", "create", "--code", "140581", "--kind", "COUNTY", "--name", "高平市", "--start", "1990-01-01");
        await registry.DoneAsync("organisations", "create", "--code", "GP", "--kind", "SCHOOL", "--name", "高平中专", "--parent", "140581", "--start", "1990-01-01");
        var teacher = (await registry.DoneAsync("teachers", "create", "--name", "王明", "--sex", "MALE", "--birth-date", "1980-05-01", "--json")).Json.GetProperty("teacher").GetProperty("teacherId").GetString()!;
        var recorded = await registry.DoneAsync(
            "teachers", "record-credential", teacher, "--category", "SKILL_LEVEL", "--name", "焊工", "--level", "3", "--issued", "2020-06-01", "--occupation", "6-18-02-04", "--json");
        return (teacher, recorded.Json.GetProperty("teacher").GetProperty("credentials")[0].GetProperty("credentialId").GetString()!);
    }
}
