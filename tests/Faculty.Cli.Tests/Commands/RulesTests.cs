using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

/// <summary>Rule packs and precheck from the command line, with the packs that come with the server.</summary>
public sealed class RulesTests
{
    [Fact]
    public async Task A_pack_goes_from_its_file_to_force_and_back_out()
    {
        await using var registry = await Registry.StartAsync();

        var check = await registry.DoneAsync("rules", "import", Pack("CN"), "--check");
        Assert.Contains("nothing was written", check.Error, StringComparison.Ordinal);
        Assert.Contains("CN/1", (await registry.DoneAsync("rules", "import", Pack("CN"))).Error, StringComparison.Ordinal);
        Assert.Contains("draft", (await registry.DoneAsync("rules", "list")).Output, StringComparison.Ordinal);
        Assert.Contains("active", (await registry.DoneAsync("rules", "activate", "cn/1")).Output, StringComparison.Ordinal);
        var shown = await registry.DoneAsync("rules", "show", "CN");
        Assert.Contains("180 days in the last 60 months", shown.Output, StringComparison.Ordinal);
        Assert.Contains("未核实", shown.Output, StringComparison.Ordinal);
        var chinese = await registry.RunInChineseAsync("rules", "show", "CN/1");
        Assert.Contains("180 天（近 60 个月）", chinese.Output, StringComparison.Ordinal);
        Assert.Contains("满足下列 1 项", chinese.Output, StringComparison.Ordinal);

        var fixedText = await registry.RunInChineseAsync("rules", "activate", "CN/1");
        Assert.Equal(1, fixedText.ExitCode);
        Assert.Contains("CN/1 的状态为 生效", fixedText.Error, StringComparison.Ordinal);
        Assert.Contains("withdrawn from 2026-09-01", (await registry.DoneAsync("rules", "withdraw", "CN/1", "--effective", "2026-09-01", "--document", "2")).Output, StringComparison.Ordinal);

        var next = registry.InHome("next.json");
        await File.WriteAllTextAsync(next, (await File.ReadAllTextAsync(Pack("CN"))).Replace("\"leastDays\": 90", "\"leastDays\": 100", StringComparison.Ordinal).Replace("\"startDate\": {\n    \"year\": 2022,\n    \"month\": 10,\n    \"day\": 25", "\"startDate\": {\n    \"year\": 2026,\n    \"month\": 9,\n    \"day\": 1", StringComparison.Ordinal));
        await registry.DoneAsync("rules", "import", next);
        var difference = await registry.DoneAsync("rules", "diff", "CN/1", "CN/2");
        Assert.Equal(2, difference.Lines.Count(l => l.Contains("practice", StringComparison.Ordinal) && l.Contains("90", StringComparison.Ordinal) && l.Contains("100", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_file_with_a_field_nobody_knows_or_a_version_that_is_none_is_a_mistake_of_usage()
    {
        await using var registry = await Registry.StartAsync();
        var file = registry.InHome("pack.json");
        await File.WriteAllTextAsync(file, """{ "code": "CN", "publicityDays": 5 }""");

        var unknown = await registry.RunAsync("rules", "import", file);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("publicityDays", unknown.Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "{ no json");
        Assert.Equal(2, (await registry.RunAsync("rules", "import", file)).ExitCode);
        Assert.Equal(2, (await registry.RunAsync("rules", "activate", "CN")).ExitCode);
        Assert.Equal(2, (await registry.RunAsync("applications", "precheck", "--level", "middle")).ExitCode);
    }

    [Fact]
    public async Task A_weaker_rule_is_refused_in_words_with_both_values()
    {
        await using var registry = await Registry.StartAsync(sample: true);
        var file = registry.InHome("school.json");
        await File.WriteAllTextAsync(file, """
            {
              "code": "GP", "layer": "RULE_LAYER_SCHOOL", "organisationCode": "140581-GP01", "parentCode": "CN-14", "title": "高平中专认定办法", "documentNumber": "校字1号",
              "startDate": { "year": 2025, "month": 9, "day": 1 }, "lastDate": { "year": 2026, "month": 8, "day": 31 },
              "levels": [{ "track": "RECOGNITION_TRACK_SECONDARY", "level": "RECOGNITION_LEVEL_MIDDLE", "requirements": [{ "code": "practice", "title": "企业实践", "practice": { "leastDays": 120, "windowMonths": 60 } }] }]
            }
            """);

        var refused = await registry.RunInChineseAsync("rules", "import", file);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("GP 中 中职 中级 的条件 practice 低于 CN-14：least_days 为 120，上级为 180", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_lists_Shanxis_pack_as_the_one_that_expires()
    {
        await using var registry = await Registry.StartAsync(sample: true);

        // From 2025-11-25 there are 688 days to 2027-10-14.
        var expiring = await registry.DoneAsync("rules", "list", "--expiring", "688");
        Assert.Contains("CN-14/1", expiring.Output, StringComparison.Ordinal);
        Assert.Contains("2027-10-14", expiring.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CN/1", expiring.Output, StringComparison.Ordinal);
        Assert.Empty((await registry.DoneAsync("rules", "list", "--expiring", "687")).Lines);
    }

    [Fact]
    public async Task A_teacher_is_told_in_words_what_lacks_and_a_school_for_everybody()
    {
        await using var registry = await Registry.StartAsync();
        var id = await TeachersTests.CreateAsync(registry);
        await registry.DoneAsync("rules", "import", Pack("CN"));
        await registry.DoneAsync("rules", "activate", "CN/1");
        // 31 + 28 + 31 + 30 + 19 = 139 days of the 180.
        await registry.DoneAsync("teachers", "record-practice", id, "--enterprise", "高平一厂", "--start", "2025-01-01", "--last", "2025-05-19", "--verified");

        var chinese = await registry.RunInChineseAsync("applications", "precheck", id, "--level", "中级");
        Assert.Contains("还差企业实践 41 天（需 180 天，已有 139 天）", chinese.Output, StringComparison.Ordinal);
        Assert.Contains("企业实践 1 项", chinese.Output, StringComparison.Ordinal);
        Assert.Contains("41 days of enterprise practice short (139 of 180)", (await registry.DoneAsync("applications", "precheck", id, "--level", "middle")).Output, StringComparison.Ordinal);
        // Half a year before, and for the lower level.
        Assert.Contains("还差企业实践 119 天", (await registry.RunInChineseAsync("applications", "precheck", id, "--level", "中级", "--on", "2025-03-02")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("还差企业实践", (await registry.RunInChineseAsync("applications", "precheck", id, "--level", "初级")).Output, StringComparison.Ordinal);

        var school = await registry.RunInChineseAsync("applications", "precheck", "--school", "GP", "--level", "中级");
        Assert.Contains("王晓明", school.Output, StringComparison.Ordinal);
        Assert.Contains("还差企业实践 41 天", school.Output, StringComparison.Ordinal);
        Assert.Contains("总体", school.Output, StringComparison.Ordinal);
        var json = (await registry.DoneAsync("applications", "precheck", id, "--level", "middle", "--json")).Json;
        Assert.Equal(("CN/1", "REQUIREMENT_RESULT_LACKING"), (json.GetProperty("ruleVersion").GetString(), json.GetProperty("result").GetString()));
    }

    [Fact]
    public async Task Who_holds_the_level_is_told_so_and_nobody_was_so_told_before()
    {
        await using var registry = await Registry.StartAsync();
        var id = await TeachersTests.CreateAsync(registry);
        await registry.DoneAsync("rules", "import", Pack("CN"));
        await registry.DoneAsync("rules", "activate", "CN/1");
        var before = (await registry.DoneAsync("ratio", "--scope", "GP", "--json")).Json.GetProperty("revision").GetString()!;
        await registry.DoneAsync(
            "recognitions", "grant", id, "--level", "高级", "--track", "中职", "--field", "艺术", "--certificate", "C18",
            "--authority", "省教育厅", "--start", "2023-12-01", "--last", "2028-11-30", "--trust", "DOCUMENT");

        Assert.Contains("may not apply; holds senior to 2028-11-30", (await registry.DoneAsync("applications", "precheck", id, "--level", "middle")).Output, StringComparison.OrdinalIgnoreCase);
        var school = (await registry.RunInChineseAsync("applications", "precheck", "--school", "GP", "--level", "中级")).Output;
        Assert.Contains("已持有高级", school, StringComparison.Ordinal);
        Assert.Contains("可申报 0 人", school, StringComparison.Ordinal);
        Assert.DoesNotContain("holds", (await registry.DoneAsync("applications", "precheck", id, "--level", "middle", "--known-at", before)).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("已持有高级", (await registry.RunInChineseAsync("applications", "precheck", "--school", "GP", "--level", "中级", "--known-at", before)).Output, StringComparison.Ordinal);
    }

    internal static string Pack(string code)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Faculty.sln")))
        {
            root = Path.GetDirectoryName(root)!;
        }
        return Path.Combine(root, "src/Faculty.Server/Certification/Rules/Packs", $"{code}.json");
    }
}
