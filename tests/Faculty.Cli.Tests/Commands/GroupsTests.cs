using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

/// <summary>工作室和团队 from the command line.</summary>
public sealed class GroupsTests
{
    [Fact]
    public async Task A_studio_is_made_staffed_staged_judged_and_shown_in_both_languages()
    {
        await using var registry = await StartAsync();
        Assert.Contains("nothing was written", (await registry.DoneAsync([.. Create("GP-MS1"), "--check"])).Error, StringComparison.Ordinal);
        await registry.DoneAsync([.. Create("GP-MS1"), "--enterprise", "某机械厂=2023-09-01"]);
        var leader = await IdAsync(registry, "T01");
        var added = await registry.DoneAsync("groups", "member", "add", "GP-MS1", leader, "--role", "负责人", "--start", "2023-09-01", "--json");
        var membership = added.Json.GetProperty("group").GetProperty("memberships")[0].GetProperty("membershipId").GetString()!;
        await registry.DoneAsync("groups", "stage", "GP-MS1", "BUILDING", "--on", "2023-09-01", "--document", "高教〔2023〕9号", "--period-last", "2026-08-31");
        await registry.DoneAsync("groups", "task", "GP-MS1", "--year", "2025", "--title", "开发教材", "--output", "校本教材", "--planned", "2", "--reached", "1");

        var shown = await registry.RunInChineseAsync("groups", "get", "GP-MS1");
        Assert.Contains("GP-MS1  焊接名师工作室  县级  名师工作室  建设中", shown.Output, StringComparison.Ordinal);
        Assert.Contains("批准文号 高教〔2023〕9号", shown.Output, StringComparison.Ordinal);
        Assert.Contains("建设期 2023-09-01 – 2026-08-31", shown.Output, StringComparison.Ordinal);
        Assert.Contains(shown.Lines, l => l.Contains("负责人", StringComparison.Ordinal) && l.Contains(leader, StringComparison.Ordinal));
        Assert.Contains(shown.Lines, l => l.Contains("2025", StringComparison.Ordinal) && l.Contains("校本教材", StringComparison.Ordinal));
        Assert.Matches("GP-MS1 .*名师工作室 +县级 +装备制造 +GP +建设中", string.Join('\n', (await registry.RunInChineseAsync("groups", "list", "--kind", "名师工作室")).Lines));
        Assert.Contains("GP-MS1 on 2025-11-25: lacking, 1 members, building", (await registry.DoneAsync("groups", "check", "GP-MS1", "--who")).Output, StringComparison.Ordinal);
        var judged = await registry.RunInChineseAsync("groups", "check", "GP-MS1", "--who");
        Assert.Contains("规则 MASTER-STUDIO（示例，未与文件核对）", judged.Output, StringComparison.Ordinal);
        Assert.Contains("职称不够", judged.Output, StringComparison.Ordinal);
        Assert.Contains("组成不符", (await registry.RunInChineseAsync("groups", "alerts")).Output, StringComparison.Ordinal);
        Assert.Matches("composition lacking +1", (await registry.DoneAsync("groups", "alerts", "--counts")).Output);
        Assert.Single((await registry.DoneAsync("groups", "of", leader, "--as-of", "2024-02-29", "--json")).Lines);
        Assert.Matches("名师工作室 +县级 +建设中 +1 +0 +1", (await registry.RunInChineseAsync("groups", "figures")).Output);

        await registry.DoneAsync("groups", "member", "correct", "GP-MS1", membership, "--role", "BACKBONE");
        await registry.DoneAsync("groups", "member", "end", "GP-MS1", membership, "--last", "2024-02-29");
        Assert.Empty((await registry.DoneAsync("groups", "of", leader, "--json")).Lines);
        Assert.Contains("backbone", (await registry.DoneAsync("groups", "get", "GP-MS1", "--as-of", "2024-02-29")).Output, StringComparison.Ordinal);
        await registry.DoneAsync("groups", "update", "GP-MS1", "--name", "数控名师工作室");
        Assert.Contains("数控名师工作室", (await registry.DoneAsync("groups", "get", "GP-MS1")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_out_of_turn_is_refused_in_words()
    {
        await using var registry = await StartAsync();
        await registry.DoneAsync(Create("GP-MS1"));
        var refused = await registry.RunInChineseAsync("groups", "stage", "GP-MS1", "已命名", "--on", "2024-01-01", "--document", "1");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("“申报”之后不能是“已命名”", refused.Error, StringComparison.Ordinal);
        Assert.Contains("可接：建设中、已终止", refused.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await registry.RunAsync("groups", "stage", "GP-MS1", "BUILDING")).ExitCode);
        Assert.Equal(2, (await registry.RunAsync([.. Create("X"), "--enterprise", "某厂"])).ExitCode);
        Assert.Equal(1, (await registry.RunAsync("groups", "get", "NONE")).ExitCode);
    }

    [Fact]
    public async Task The_rules_are_printed_in_the_form_of_a_file_of_rules()
    {
        await using var registry = await Registry.StartAsync();
        Assert.Equal(4, (await registry.DoneAsync("groups", "rules", "--json")).Json.GetProperty("rules").GetArrayLength());
        Assert.Contains("双师型 > 1/2，不计企业成员", (await registry.RunInChineseAsync("groups", "rules", "--level", "国家级")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Honours_are_listed_by_level_year_and_school()
    {
        await using var registry = await StartAsync();
        var teacher = await IdAsync(registry, "T01");
        await registry.DoneAsync("teachers", "record-honour", teacher, "--title", "教学名师", "--level", "省级", "--granted", "2022-09");
        await registry.DoneAsync("teachers", "record-honour", teacher, "--title", "骨干教师", "--level", "县级", "--granted", "2020-09-10", "--revoked", "2023-01-01");

        Assert.Single((await registry.DoneAsync("honours", "list", "--json")).Lines);
        Assert.Equal(2, (await registry.DoneAsync("honours", "list", "--revoked", "--json")).Lines.Count);
        Assert.Matches("教学名师 +省级 +2022-09", (await registry.RunInChineseAsync("honours", "list", "--level", "省级", "--year", "2022", "--school", "GP", "--title", "教学名师")).Output);
        Assert.Empty((await registry.DoneAsync("honours", "list", "--level", "市级", "--json")).Lines);
        Assert.Empty((await registry.DoneAsync("honours", "list", "--year", "2021", "--json")).Lines);
        Assert.Equal(1, (await registry.RunAsync("honours", "list", "--school", "NONE")).ExitCode);
    }

    private static string[] Create(string code) =>
    [
        "groups", "create", code, "--name", "焊接名师工作室", "--kind", "MASTER_STUDIO", "--level", "县级", "--field", "装备制造", "--school", "GP", "--start", "2023-09-01", "--applied", "2023-03-01",
    ];

    private static async Task<string> IdAsync(Registry registry, string reference) =>
        (await registry.DoneAsync("teachers", "list", "--json")).Lines.Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement)
            .Single(t => t.GetProperty("importRefs")[0].GetProperty("ref").GetString() == reference).GetProperty("teacherId").GetString()!;

    private static async Task<Registry> StartAsync()
    {
        var registry = await Registry.StartAsync();
        await registry.DoneAsync("import", WorkedCase.Write(registry.InHome("roster")));
        return registry;
    }
}
