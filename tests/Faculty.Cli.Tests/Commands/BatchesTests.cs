using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

/// <summary>认定批次 from the command line.</summary>
public sealed class BatchesTests
{
    [Fact]
    public async Task A_batch_is_made_opened_under_its_rules_and_shown_in_both_languages()
    {
        await using var registry = await StartAsync();

        Assert.Contains("nothing was written", (await registry.DoneAsync([.. Create("GP-1"), "--check"])).Error, StringComparison.Ordinal);
        Assert.Empty((await registry.DoneAsync("batches", "list", "--json")).Lines);
        await registry.DoneAsync([.. Create("GP-1"), "--criterion", "theory=理论=100", "--criterion", "practice=实操=60"]);
        Assert.Contains("GP-1 are numbered by the same prefix", (await registry.DoneAsync(Create("GP-2"))).Error, StringComparison.Ordinal);
        await registry.DoneAsync("batches", "panel", "GP-1", "--tier", "校级", "--member", await MeAsync(registry));
        Assert.Contains("rules CN/1", (await registry.DoneAsync("batches", "open", "GP-1", "--reason", "2025")).Output, StringComparison.Ordinal);

        var shown = await registry.RunInChineseAsync("batches", "get", "GP-1");
        Assert.Contains("GP-1  2025年第一批  申报中", shown.Output, StringComparison.Ordinal);
        Assert.Contains("机构 GP，中职，基准日 2025-11-25，认定机构 高平中专，证书编号 GP2025-…", shown.Output, StringComparison.Ordinal);
        Assert.Contains("评分项：practice 实操，满分 60", shown.Output, StringComparison.Ordinal);
        Assert.Contains("校级评审组：", shown.Output, StringComparison.Ordinal);
        Assert.Contains("panel, school: ", (await registry.DoneAsync("batches", "get", "GP-1")).Output, StringComparison.Ordinal);
        var open = Assert.Single((await registry.RunInChineseAsync("batches", "list", "--state", "申报中")).Lines, l => l.Contains("GP-", StringComparison.Ordinal));
        Assert.Matches("GP-1 +2025年第一批 +GP +申报中 +CN/1", open);
        Assert.Equal(2, (await registry.DoneAsync("batches", "list", "--organisation", "GP", "--json")).Lines.Count);
    }

    [Fact]
    public async Task A_draft_is_revised_and_a_batch_is_cancelled_with_its_reason_shown()
    {
        await using var registry = await StartAsync();
        await registry.DoneAsync([.. Create("GP-1"), "--criterion", "theory=理论=100"]);

        Assert.Contains("2026年第一批", (await registry.DoneAsync("batches", "revise", "GP-1", "--title", "2026年第一批", "--as-of", "2025-12-01")).Output, StringComparison.Ordinal);
        var shown = await registry.RunInChineseAsync("batches", "get", "GP-1");
        Assert.All(["2026年第一批  草稿", "基准日 2025-12-01，认定机构 高平中专", "评分项：theory 理论，满分 100"], told => Assert.Contains(told, shown.Output, StringComparison.Ordinal));
        await registry.DoneAsync("batches", "revise", "GP-1", "--criterion", "practice=实操=60");
        Assert.DoesNotContain("theory", (await registry.DoneAsync("batches", "get", "GP-1")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await registry.RunAsync("batches", "revise", "GP-1")).ExitCode);

        await registry.DoneAsync("batches", "open", "GP-1");
        var cancelled = await registry.RunInChineseAsync("batches", "cancel", "GP-1", "--why", "计划调整");
        Assert.All(["已取消", "取消原因：计划调整"], told => Assert.Contains(told, cancelled.Output, StringComparison.Ordinal));
        Assert.Contains("随之终结的申请：0 份。", cancelled.Error, StringComparison.Ordinal);
        Assert.StartsWith("BATCH_STATE", (await registry.RunAsync("batches", "close", "GP-1")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_out_of_turn_is_refused_in_words_with_both_states()
    {
        await using var registry = await StartAsync();
        await registry.DoneAsync(Create("GP-1"));

        var refused = await registry.RunInChineseAsync("batches", "review", "GP-1");
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("BATCH_STATE", refused.Error, StringComparison.Ordinal);
        Assert.Contains("草稿", refused.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await registry.RunAsync("batches", "publicity", "GP-1", "--csv", registry.InHome("list.csv"))).ExitCode);
        Assert.False(File.Exists(registry.InHome("list.csv")));
        Assert.Equal(1, (await registry.RunAsync("batches", "open", "GP-9")).ExitCode);
    }

    private static string[] Create(string code) =>
        ["batches", "create", code, "--title", "2025年第一批", "--organisation", "GP", "--track", "中职", "--as-of", "2025-11-25", "--authority", "高平中专", "--prefix", "GP2025-"];

    private static async Task<string> MeAsync(Registry registry) =>
        (await registry.DoneAsync("whoami", "--json")).Json.GetProperty("account").GetProperty("accountId").GetString()!;

    private static async Task<Registry> StartAsync()
    {
        var registry = await Registry.StartAsync();
        await registry.DoneAsync("import", WorkedCase.Write(registry.InHome("roster")));
        await registry.DoneAsync("rules", "import", RulesTests.Pack("CN"));
        await registry.DoneAsync("rules", "activate", "CN/1");
        return registry;
    }
}
