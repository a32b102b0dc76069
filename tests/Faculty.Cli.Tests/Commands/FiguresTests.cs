using System.Text.Json;
using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

public sealed class FiguresTests
{
    [Fact]
    public async Task A_ratio_as_json_has_the_names_of_the_contract()
    {
        await using var registry = await ImportedAsync();
        var figure = (await registry.DoneAsync("ratio", "--scope", "GP", "--on", "2025-08-31", "--by", "department", "--json")).Json;

        Assert.Equal(("M1", "GP"), (figure.GetProperty("metricId").GetString(), figure.GetProperty("scopeCode").GetString()));
        Assert.Equal(JsonValueKind.Number, figure.GetProperty("metricVersion").ValueKind);
        Assert.Equal((2025, 8, 31), Day(figure.GetProperty("asOf")));
        Assert.True(long.Parse(figure.GetProperty("revision").GetString()!) > 0);
        Assert.Equal(("7", "8", "87.50"), Counts(figure));
        Assert.False(figure.GetProperty("notApplicable").GetBoolean());
        var parts = figure.GetProperty("parts").EnumerateArray().ToDictionary(p => p.GetProperty("scopeCode").GetString()!);
        Assert.Equal(("5", "5", "100.00"), Counts(parts["GP-ZB"]));
        Assert.Equal(("2", "2", "100.00"), Counts(parts["GP-XX"]));
        Assert.Equal(("0", "1", "0.00"), Counts(parts["GP-YS"]));
        Assert.True(parts["GP-SH"].GetProperty("notApplicable").GetBoolean());
        Assert.False(parts["GP-SH"].TryGetProperty("percent", out _));
    }

    [Fact]
    public async Task A_day_may_be_typed_as_an_import_takes_it_and_the_figure_says_what_it_is()
    {
        await using var registry = await ImportedAsync();
        var shown = (await registry.DoneAsync("ratio", "--scope", "GP", "--on", "2025-09-01")).Output;

        Assert.StartsWith("M1 双师型占专任专业课教师比 (version 1) of 高平中专 GP on 2025-09-01", shown, StringComparison.Ordinal);
        Assert.StartsWith("M1 双师型占专任专业课教师比 (version 1) of", (await registry.DoneAsync("trends", "--scope", "GP")).Output, StringComparison.Ordinal);
        foreach (var day in (string[])["2025/9/1", "2025.9.1", "2025年9月1日", "2025-9-1"])
        {
            Assert.Equal(shown, (await registry.DoneAsync("ratio", "--scope", "GP", "--on", day)).Output);
        }
    }

    [Fact]
    public async Task A_refusal_as_json_is_a_status_that_programs_read()
    {
        await using var registry = await Registry.StartAsync();
        var ran = await registry.RunAsync("ratio", "--scope", "NOWHERE", "--json");

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        var status = JsonDocument.Parse(ran.Error).RootElement;
        Assert.Equal(5, status.GetProperty("code").GetInt32());
        var info = Assert.Single(status.GetProperty("details").EnumerateArray(), d => d.GetProperty("@type").GetString() == "type.googleapis.com/google.rpc.ErrorInfo");
        Assert.Equal("NOT_FOUND", info.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_ratio_is_a_table_for_people_and_lists_who_was_counted()
    {
        await using var registry = await ImportedAsync();
        var ran = await registry.DoneAsync("ratio", "--scope", "GP", "--on", "2025-09-01", "--who");

        Assert.Contains("57.14", ran.Output, StringComparison.Ordinal);
        Assert.Matches("甲零五.*counted.*revoked", ran.Output);
        Assert.Matches("甲一四.*in spell", ran.Output);
        // Who counts in both first, who was not there that day last.
        Assert.Matches("(?s)recognised.*revoked.*in spell.*甲零七.*not engaged", ran.Output);
    }

    [Fact]
    public async Task The_question_as_known_before_a_revocation_keeps_its_answer()
    {
        await using var registry = await ImportedAsync();
        string[] ratio = ["ratio", "--scope", "GP", "--on", "2025-09-01", "--json"];
        var before = (await registry.DoneAsync(ratio)).Json.GetProperty("revision").GetString()!;
        await registry.DoneAsync(
            "recognitions", "event", "--authority", "省教育厅", "--certificate", "C09", "--type", "撤销",
            "--effective", "2025-08-20", "--document", "晋教〔2025〕9号");

        Assert.Equal(("3", "7", "42.86"), Counts((await registry.DoneAsync(ratio)).Json));
        Assert.Equal(("4", "7", "57.14"), Counts((await registry.DoneAsync([.. ratio, "--known-at", before])).Json));
    }

    [Fact]
    public async Task A_trend_as_json_has_the_names_of_the_contract_and_explanations_that_add_up()
    {
        await using var registry = await ImportedAsync();
        var trend = (await registry.DoneAsync("trends", "--scope", "GP", "--from", "2024", "--to", "2025", "--json")).Json;

        Assert.Equal(("M1", "GP"), (trend.GetProperty("metricId").GetString(), trend.GetProperty("scopeCode").GetString()));
        var points = trend.GetProperty("points").EnumerateArray().ToArray();
        Assert.Equal([2024, 2025], points.Select(p => p.GetProperty("year").GetInt32()));
        Assert.Equal(("4", "7", "57.14"), Counts(points[1]));
        Assert.Equal((2025, 9, 1), Day(points[1].GetProperty("asOf")));
        Assert.StartsWith("-", points[1].GetProperty("changePoints").GetString(), StringComparison.Ordinal);
        Assert.False(points[1].GetProperty("seriesBreak").GetBoolean());
        var moved = points[1].GetProperty("explanation").EnumerateArray().ToArray();
        Assert.Contains("CHANGE_CAUSE_REVOKED", moved.Select(e => e.GetProperty("cause").GetString()));
        foreach (var count in (string[])["numerator", "denominator"])
        {
            Assert.Equal(Number(points[1], count) - Number(points[0], count), moved.Sum(e => Number(e, count)));
        }
    }

    [Fact]
    public async Task A_trend_is_a_table_with_bars_for_people()
    {
        await using var registry = await ImportedAsync();
        var ran = await registry.DoneAsync("trends", "--scope", "GP", "--from", "2024", "--to", "2025");

        Assert.Contains("█", ran.Output, StringComparison.Ordinal);
        Assert.Matches("2025.*57.14.*revoked -1/0", ran.Output);
        Assert.Contains("Does not rise every year.", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trend_is_held_against_targets_in_words_and_as_json()
    {
        await using var registry = await ImportedAsync();
        string[] asked = ["trends", "--scope", "GP", "--from", "2024", "--to", "2025", "--target"];

        var ran = await registry.DoneAsync([.. asked, "60"]);
        Assert.Matches("2025.*57.14.*60.00 not met, 1 short", ran.Output);
        Assert.Contains("Not every target is met.", ran.Output, StringComparison.Ordinal);
        ran = await registry.RunInChineseAsync([.. asked, "2025=57.14"]);
        Assert.Matches("2025.*57.14 已达到", ran.Output);
        Assert.Contains("各年目标均已达到。", ran.Output, StringComparison.Ordinal);
        var points = (await registry.DoneAsync([.. asked, "2024=100%,2025=62.5", "--json"])).Json.GetProperty("points");
        Assert.Equal("62.50", points[1].GetProperty("target").GetProperty("percent").GetString());
        Assert.Equal("TARGET_OUTCOME_NOT_MET", points[1].GetProperty("target").GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_watched_trend_moves_when_a_recognition_is_granted()
    {
        await using var registry = await ImportedAsync();
        await using var watched = new Watched(registry, "trends", "--scope", "GP", "--from", "2025", "--to", "2025", "--watch", "--json");
        Assert.Equal("4", Numerator(await watched.OutputAsync("points")));
        var found = await registry.DoneAsync("teachers", "find", "0018", "--json");
        var teacher = found.Json.GetProperty("found")[0].GetProperty("teacher").GetProperty("teacherId").GetString()!;

        await registry.DoneAsync(
            "recognitions", "grant", teacher, "--level", "初级", "--track", "中职", "--field", "艺术", "--certificate", "C18",
            "--authority", "省教育厅", "--start", "2025-08-31", "--last", "2030-08-30", "--trust", "OFFICIAL_IMPORT");

        Assert.Equal("5", Numerator(await watched.OutputAsync("points")));
        Assert.Equal(0, await watched.StopAsync());
    }

    [Fact]
    public async Task The_definitions_are_listed_with_the_default_marked()
    {
        await using var registry = await Registry.StartAsync();
        Assert.Matches(@"M1 \*\s", (await registry.DoneAsync("metrics")).Output);
    }

    [Fact]
    public async Task The_definitions_that_are_suggested_are_those_there_are()
    {
        await using var registry = await Registry.StartAsync();
        const string Typed = "ratio --scope GP --metric ";

        var metrics = (await registry.DoneAsync("metrics", "--json")).Json.GetProperty("metrics").EnumerateArray().Select(m => m.GetProperty("metricId").GetString());
        Assert.Equal(metrics, (await Ran.OfAsync($"[suggest:{Typed.Length}]", Typed)).Lines.Select(l => l.Trim()).Where(l => l.StartsWith('M')));
    }

    private static async Task<Registry> ImportedAsync()
    {
        var registry = await Registry.StartAsync();
        await registry.DoneAsync("import", WorkedCase.Write(registry.InHome("roster")));
        return registry;
    }

    private static (string? Numerator, string? Denominator, string? Percent) Counts(JsonElement figure) => (
        figure.GetProperty("numerator").GetString(), figure.GetProperty("denominator").GetString(),
        figure.GetProperty("percent").GetString());

    private static long Number(JsonElement figure, string count) => long.Parse(figure.GetProperty(count).GetString()!);

    private static (int, int, int) Day(JsonElement date) =>
        (date.GetProperty("year").GetInt32(), date.GetProperty("month").GetInt32(), date.GetProperty("day").GetInt32());

    private static string? Numerator(string line) => Counts(JsonDocument.Parse(line).RootElement.GetProperty("points")[0]).Numerator;
}
