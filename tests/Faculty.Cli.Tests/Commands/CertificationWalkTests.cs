using System.Text.Json;
using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

/// <summary>A school's batch of thirty from the rules to printed certificates, by the command line alone; docs/certification.md tells the same walk.</summary>
public sealed class CertificationWalkTests
{
    private const string Batch = "GP-2025-1", Authority = "高平中专", Document = "高中专〔2025〕12号", Password = "long enough 1234";

    [Fact]
    public async Task A_batch_of_thirty_goes_from_the_rules_to_certificates_with_one_objection_upheld_and_one_revoked_a_year_later()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("import", Applicants.Write(registry.InHome("roster")));
        await registry.DoneAsync("rules", "import", RulesTests.Pack("CN"));
        await registry.DoneAsync("rules", "activate", "CN/1");
        string[] judges = ["judge1", "judge2", "judge3"];
        foreach (var judge in judges)
        {
            await registry.EnrolAsync(judge, Password, "REVIEWER", "GP");
        }
        await RatioIsAsync(registry, "2025-11-25", 0);

        // Who may apply is what precheck says.
        var ready = await PrecheckedAsync(registry);
        Assert.Equal(Applicants.Ready, ready.Count);

        await registry.DoneAsync(
            "batches", "create", Batch, "--title", "2025年第一批", "--organisation", "GP", "--track", "中职", "--as-of", "2025-11-25", "--authority", Authority, "--prefix", "GP2025-");
        Assert.Contains("CN/1", (await registry.DoneAsync("batches", "open", Batch)).Output, StringComparison.Ordinal);
        var file = registry.InHome("applications.csv");
        await File.WriteAllLinesAsync(file, ready.Select(id => $"{id},初级,装备制造").Prepend("teacher_id,level,field"));
        Assert.Contains("30 done", (await registry.DoneAsync("applications", "create", Batch, "--file", file)).Error, StringComparison.Ordinal);
        Assert.Contains("30 done", (await registry.DoneAsync("applications", "submit", "--batch", Batch)).Error, StringComparison.Ordinal);
        Assert.Contains("None waits", (await registry.DoneAsync("applications", "submit", "--batch", Batch)).Error, StringComparison.Ordinal);

        await registry.DoneAsync("batches", "close", Batch);
        await registry.DoneAsync(["batches", "panel", Batch, "--tier", "校级", .. judges.SelectMany(j => (string[])["--member", j])]);
        await registry.DoneAsync("batches", "review", Batch);
        Refused("VOTES_MISSING", await ReviewAsync(registry));
        await DoneAsync(registry.RunAsAsync("judge1", "applications", "vote", "--batch", Batch, "--tier", "校级", "--for"));
        await DoneAsync(registry.RunAsAsync("judge2", "applications", "vote", "--batch", Batch, "--tier", "校级", "--for"));
        Assert.Equal(0, (await ReviewAsync(registry)).ExitCode);

        // Five working days from Tuesday 25 November on: the last is Monday 1 December.
        Assert.Contains("2025-11-25 – 2025-12-01", (await registry.DoneAsync("batches", "announce", Batch)).Output, StringComparison.Ordinal);
        await PublicityIsMaskedAsync(registry);
        var objected = (await ApplicationsAsync(registry))[7];
        var objection = (await registry.DoneAsync("applications", "object", objected, "--ground", "证书存疑", "--json")).Json
            .GetProperty("application").GetProperty("objections")[0].GetProperty("objectionId").GetString()!;
        Refused("PUBLICITY_RUNNING", await DecideAsync(registry));
        registry.Later(TimeSpan.FromDays(7));
        Refused("OBJECTION_OPEN", await DecideAsync(registry));
        await registry.DoneAsync("applications", "resolve", objected, "--objection", objection, "--outcome", "成立", "--finding", "证书与原件不符");
        await RatioIsAsync(registry, "2025-12-02", 0);

        Assert.Contains("29 recognised", (await DecideAsync(registry)).Error, StringComparison.Ordinal);
        await RatioIsAsync(registry, "2025-12-01", 0);
        await RatioIsAsync(registry, "2025-12-02", 29);
        var counted = await registry.RunInChineseAsync("applications", "list", "--batch", Batch);
        Assert.Contains("已认定 29、未认定 1", counted.Error, StringComparison.Ordinal);
        Assert.Contains("异议成立；证书与原件不符", (await registry.RunInChineseAsync("applications", "get", objected)).Output, StringComparison.Ordinal);

        var folder = registry.InHome("printed");
        await registry.DoneAsync("certificates", "print", "--decision", Document, "--out", folder);
        string[] printed = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
        Assert.Equal((29, "GP2025-0001.pdf"), (printed.Length, Path.GetFileName(printed[0])));
        Assert.Equal(0, (await registry.RunAsync("certificates", "verify", "--file", printed[0])).ExitCode);

        registry.Later(TimeSpan.FromDays(365));
        // A credential it stood on is revoked, with effect from before today: a case opens, and nothing else changes.
        var number = Path.GetFileNameWithoutExtension(printed[0]);
        Assert.Empty((await registry.DoneAsync("rechecks", "list", "--scope", "GP", "--json")).Lines);
        var (teacher, shown) = await StandsOnAsync(registry, number);
        await registry.DoneAsync("teachers", "revoke-credential", teacher, shown, "--effective", "2026-11-01", "--document", "晋人社〔2026〕9号");
        Assert.Empty((await registry.DoneAsync("rechecks", "list", "--scope", "GP", "--on", "2026-10-31", "--json")).Lines);
        var opened = JsonDocument.Parse(Assert.Single((await registry.DoneAsync("rechecks", "list", "--scope", "GP", "--on", "2026-11-01", "--json")).Lines)).RootElement;
        Assert.Equal((number, "RECHECK_CAUSE_CREDENTIAL_REVOKED"), (opened.GetProperty("recognition").GetProperty("certificateNumber").GetString(), opened.GetProperty("cause").GetString()));
        Assert.Contains("依据被撤销", (await registry.RunInChineseAsync("rechecks", "list", "--scope", "GP")).Output, StringComparison.Ordinal);
        Assert.Contains("共 1 条：GP 1", (await registry.RunInChineseAsync("rechecks", "list")).Error, StringComparison.Ordinal);
        await RatioIsAsync(registry, "2026-12-02", 29);
        Assert.Equal(0, (await registry.RunAsync("certificates", "verify", "--file", printed[0])).ExitCode);

        // Closed as ended, the recognition is revoked by the same stroke.
        string[] closing = ["rechecks", "close", teacher, opened.GetProperty("caseId").GetString()!, "--state", "终止", "--document", "2026-9", "--finding", "证书系伪造", "--event", "撤销", "--effective", "2026-12-01"];
        Assert.Contains("已办结", (await registry.RunInChineseAsync(closing)).Error, StringComparison.Ordinal);
        Refused("RECHECK_CLOSED", await registry.RunAsync(closing));
        Assert.Empty((await registry.DoneAsync("rechecks", "list", "--scope", "GP", "--json")).Lines);
        Assert.Single((await registry.DoneAsync("rechecks", "list", "--state", "终止", "--json")).Lines);
        await RatioIsAsync(registry, "2026-11-30", 29);
        await RatioIsAsync(registry, "2026-12-01", 28);
        var revoked = await registry.RunAsync("certificates", "verify", "--file", printed[0]);
        Assert.Equal(1, revoked.ExitCode);
        Assert.Contains("revoked from 2026-12-01 on", revoked.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await registry.RunAsync("certificates", "verify", "--file", printed[1])).ExitCode);

        // Five years on: 28 end, and are seen half a year before.
        Assert.Equal(28, (await registry.DoneAsync("recognitions", "expiring", "--scope", "GP", "--on", "2030-06-10", "--kind", "双师型认定", "--json")).Lines.Count);
        Assert.Empty((await registry.DoneAsync("recognitions", "due", "--scope", "GP", "--on", "2030-06-10", "--json")).Lines);
        var counts = (await registry.DoneAsync("rechecks", "count", "--scope", "GP", "--on", "2030-12-01", "--json")).Json.GetProperty("figure");
        Assert.Equal((28, 1), (counts.GetProperty("windows")[0].GetProperty("recognitionCount").GetInt32(), counts.GetProperty("endedCount").GetInt32()));
    }

    /// <summary>Whose a certificate is, and the first credential that it stands on.</summary>
    private static async Task<(string TeacherId, string CredentialId)> StandsOnAsync(Registry registry, string number)
    {
        var entry = (await registry.DoneAsync("recognitions", "get", "--authority", Authority, "--certificate", number, "--json")).Json.GetProperty("entry");
        var stood = entry.GetProperty("recognition").GetProperty("evidence").EnumerateArray().First(e => e.GetProperty("kind").GetString() == "FACT_KIND_CREDENTIAL");
        return (entry.GetProperty("teacherId").GetString()!, stood.GetProperty("factId").GetString()!);
    }

    /// <summary>The teachers of whom nothing is lacking: what is left is for people to judge.</summary>
    private static async Task<List<string>> PrecheckedAsync(Registry registry) =>
    [
        .. (await registry.DoneAsync("applications", "precheck", "--school", "GP", "--level", "初级", "--json")).Lines
            .Select(l => JsonDocument.Parse(l).RootElement)
            .Where(m => m.TryGetProperty("teachers", out _))
            .SelectMany(m => m.GetProperty("teachers").GetProperty("teachers").EnumerateArray())
            .Where(t => t.GetProperty("result").GetString() == "REQUIREMENT_RESULT_MANUAL")
            .Select(t => t.GetProperty("teacherId").GetString()!),
    ];

    private static async Task<List<string>> ApplicationsAsync(Registry registry) =>
        [.. (await registry.DoneAsync("applications", "list", "--batch", Batch, "--json")).Lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("applicationId").GetString()!)];

    private static Task<Ran> ReviewAsync(Registry registry) =>
        registry.RunAsAsync("judge3", "applications", "review", "--batch", Batch, "--tier", "校级", "--pass", "--minute", "2025-1", "--opinion", "同意");

    private static Task<Ran> DecideAsync(Registry registry) => registry.RunAsync("batches", "decide", Batch, "--document", Document);

    private static async Task PublicityIsMaskedAsync(Registry registry)
    {
        var csv = registry.InHome("publicity.csv");
        await registry.RunInChineseAsync("batches", "publicity", Batch, "--csv", csv);
        var bytes = await File.ReadAllBytesAsync(csv);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = await File.ReadAllLinesAsync(csv);
        Assert.Equal((Applicants.Ready + 1, "序号,姓名,学校,级别,专业领域"), (lines.Length, lines[0]));
        Assert.All(lines.Skip(1), l => Assert.EndsWith(",甲**,高平中专,初级,装备制造", l, StringComparison.Ordinal));
    }

    private static async Task RatioIsAsync(Registry registry, string day, int recognised)
    {
        var figure = (await registry.DoneAsync("ratio", "--scope", "GP", "--on", day, "--json")).Json;
        Assert.Equal((recognised, Applicants.All), (int.Parse(figure.GetProperty("numerator").GetString()!), int.Parse(figure.GetProperty("denominator").GetString()!)));
    }

    private static void Refused(string reason, Ran ran)
    {
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(reason, ran.Error, StringComparison.Ordinal);
    }

    private static async Task DoneAsync(Task<Ran> running)
    {
        var ran = await running;
        Assert.True(ran.ExitCode == 0, ran.Error);
    }
}
