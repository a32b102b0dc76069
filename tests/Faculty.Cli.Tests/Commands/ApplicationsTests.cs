using System.Text.Json;
using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

/// <summary>认定申请 from the command line: what happens to one application beside the straight way, and how a person sees it.</summary>
public sealed class ApplicationsTests
{
    private const string Batch = "GP-1", Password = "long enough 1234", Fact = "0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task What_is_returned_is_mended_and_handed_in_again_and_the_page_keeps_all_of_it()
    {
        await using var registry = await StartAsync();
        var id = await ApplyAsync(registry);
        await registry.DoneAsync("applications", "revise", id, "--field", "数控技术");
        await ReviewingAsync(registry, id);

        await registry.DoneAsync("applications", "return", id, "--item", "practice=合同缺页", "--item", "签名=缺失");
        Assert.Contains(id, (await registry.RunInChineseAsync("applications", "list", "--state", "已退回")).Output, StringComparison.Ordinal);
        await registry.DoneAsync("applications", "revise", id, "--level", "初级", "--pick-evidence");
        await registry.DoneAsync("applications", "submit", id);

        var page = (await registry.RunInChineseAsync("applications", "get", id)).Output;
        Assert.All(["已提交", "数控技术", "第 2 次提交", "规则 CN/1", "校级认定，公示 5 个工作日，有效期 60 个月", "人工审核", "证书 1 项"], told => Assert.Contains(told, page, StringComparison.Ordinal));
        Assert.Matches("practice +合同缺页", page);
        Assert.Contains("签名=缺失", page, StringComparison.Ordinal);
        Assert.Contains("submission 2 of 2025-11-25", (await registry.DoneAsync("applications", "get", id)).Output, StringComparison.Ordinal);
        Assert.Equal("ETAG_MISMATCH", (await registry.RunAsync("applications", "withdraw", id, "--why", "x", "--etag", "1")).Error.Split(':')[0]);
        await registry.DoneAsync("applications", "withdraw", id, "--why", "个人原因");
        Assert.Contains("终结：撤回；个人原因", (await registry.RunInChineseAsync("applications", "get", id)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revision_keeps_what_is_not_typed_also_the_exception_and_the_evidence()
    {
        await using var registry = await StartAsync();
        var id = await ApplyAsync(registry);

        await registry.DoneAsync("applications", "revise", id, "--level", "中级", "--exception", "outstanding", "--evidence", $"企业实践={Fact}");
        Assert.Equal(("outstanding", Fact, "RECOGNITION_LEVEL_MIDDLE"), await RevisedAsync("--field", "数控技术"));
        Assert.Equal(("", Fact, "RECOGNITION_LEVEL_MIDDLE"), await RevisedAsync("--exception", ""));
        Assert.Equal(("", "", "RECOGNITION_LEVEL_MIDDLE"), await RevisedAsync("--pick-evidence"));
        Assert.Equal(2, (await registry.RunAsync("applications", "revise", id, "--evidence", "P1")).ExitCode);

        async Task<(string Exception, string Evidence, string Level)> RevisedAsync(params string[] typed)
        {
            var application = (await registry.DoneAsync(["applications", "revise", id, .. typed, "--json"])).Json.GetProperty("application");
            var evidence = application.GetProperty("evidence").EnumerateArray().Select(e => e.GetProperty("fact").GetProperty("factId").GetString()!);
            return (application.GetProperty("exceptionCode").GetString()!, string.Concat(evidence), application.GetProperty("level").GetString()!);
        }
    }

    [Fact]
    public async Task Members_score_once_until_reopened_step_aside_and_vote_and_the_page_names_what_each_said()
    {
        await using var registry = await StartAsync("--criterion", "theory=理论=100", "--criterion", "practice=实操=100");
        var id = await ApplyAsync(registry);
        var judges = new List<string>();
        foreach (var name in (string[])["judge1", "judge2"])
        {
            await registry.EnrolAsync(name, Password, "REVIEWER", "GP");
            judges.Add((await registry.RunAsAsync(name, "whoami", "--json")).Json.GetProperty("account").GetProperty("accountId").GetString()!);
        }
        await registry.DoneAsync(["batches", "panel", Batch, "--tier", "SCHOOL", .. judges.SelectMany(j => (string[])["--member", j])]);
        await ReviewingAsync(registry, id);

        string[] score = ["applications", "score", id, "--scores", "theory=80,practice=90"];
        Assert.Equal(0, (await registry.RunAsAsync("judge1", score)).ExitCode);
        Assert.StartsWith("SCORES_LOCKED", (await registry.RunAsAsync("judge1", score)).Error, StringComparison.Ordinal);
        await registry.DoneAsync("applications", "reopen", id, "--member", judges[0], "--why", "笔误");
        Assert.Equal(0, (await registry.RunAsAsync("judge1", "applications", "score", id, "--scores", "theory=70,practice=90")).ExitCode);
        Assert.Equal(0, (await registry.RunAsAsync("judge2", "applications", "recuse", id, "--why", "同一教研室")).ExitCode);
        Assert.StartsWith("RECUSED", (await registry.RunAsAsync("judge2", "applications", "vote", id, "--for")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await registry.RunAsAsync("judge1", "applications", "vote", id, "--against")).ExitCode);

        Assert.Contains(id, (await registry.DoneAsync("applications", "list", "--tier", "校级")).Output, StringComparison.Ordinal);
        Assert.StartsWith("VOTES_CONTRADICT", (await registry.RunAsAsync("judge1", "applications", "review", id, "--tier", "校级", "--pass")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await registry.RunAsAsync("judge1", "applications", "review", id, "--tier", "校级", "--reject", "--opinion", "实践教学不足")).ExitCode);
        var page = (await registry.RunInChineseAsync("applications", "get", id)).Output;
        Assert.All(
            ["校级评审（第 1 次提交）：不通过  反对 1  实践教学不足", "theory 80、practice 90；已重新打开：笔误", "theory 70、practice 90", "同一教研室", "终结：评审未通过"],
            told => Assert.Contains(told, page, StringComparison.Ordinal));
        Assert.Contains("1 not recognised", (await registry.DoneAsync("applications", "list", "--batch", Batch)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_server_has_against_each_line_of_a_file_is_told_and_nothing_is_written()
    {
        await using var registry = await StartAsync();
        await ApplyAsync(registry);
        var (taken, free) = (await TeacherAsync(registry, "0001"), await TeacherAsync(registry, "0002"));
        var file = registry.InHome("applications.csv");
        string[] create = ["applications", "create", Batch, "--file", file];
        await File.WriteAllLinesAsync(file, ["teacher_id,level,field,school_code", $"{free},初级,焊接,", $"{Fact},初级,焊接,", $"{taken},初级,焊接,", $"{await TeacherAsync(registry, "0003")},初级,焊接,GP-9"]);

        var refused = await registry.RunInChineseAsync(create);
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.All(["第 3 行：NOT_FOUND", "第 4 行：ALREADY_EXISTS", "第 5 行：", "处理办法：", "未写入任何内容。"], told => Assert.Contains(told, refused.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("第 2 行", refused.Error, StringComparison.Ordinal);
        Assert.Contains("line 3: NOT_FOUND", (await registry.RunAsync(create)).Error, StringComparison.Ordinal);
        Assert.DoesNotContain(free, (await registry.DoneAsync("applications", "list", "--batch", Batch)).Output, StringComparison.Ordinal);
        // What is wrong with the batch is told once.
        Assert.DoesNotContain("line 2", (await registry.RunAsync("applications", "create", "GP-9", "--file", file)).Error, StringComparison.Ordinal);

        await File.WriteAllLinesAsync(file, ["teacher_id,level,field", $"{free},初级,焊接"]);
        string[] again = [.. create, "--request-id", $"{Guid.NewGuid()}"];
        Assert.Equal((await registry.DoneAsync(again)).Output, (await registry.DoneAsync(again)).Output);
    }

    [Fact]
    public async Task A_vote_on_a_whole_batch_leaves_out_what_the_member_stepped_aside_from()
    {
        await using var registry = await StartAsync();
        var (one, other) = (await ApplyAsync(registry), await ApplyAsync(registry, "0002"));
        await registry.EnrolAsync("judge1", Password, "REVIEWER", "GP");
        Assert.Contains("panel, school: judge1", (await registry.DoneAsync("batches", "panel", Batch, "--tier", "SCHOOL", "--member", "judge1")).Output, StringComparison.Ordinal);
        await registry.DoneAsync("applications", "submit", other);
        await ReviewingAsync(registry, one);
        Assert.Equal(0, (await registry.RunAsAsync("judge1", "applications", "recuse", one, "--why", "同一教研室")).ExitCode);

        var voted = await registry.RunAsAsync("judge1", "applications", "vote", "--batch", Batch, "--tier", "校级", "--for");
        Assert.True(voted.ExitCode == 0, voted.Error);
        Assert.All(["Left out, as you stepped aside from them: 1.", "1 done."], told => Assert.Contains(told, voted.Error, StringComparison.Ordinal));
        Assert.Contains(other, voted.Output, StringComparison.Ordinal);

        // What a return ended does not go on, and a refusal says states in words.
        await registry.DoneAsync("applications", "return", one, "--item", "other=合同缺页");
        Assert.Contains("school review of submission 1: given back", (await registry.DoneAsync("applications", "get", one)).Output, StringComparison.Ordinal);
        Assert.Contains("此操作需要：已提交、校级通过、市级通过", (await registry.RunInChineseAsync("applications", "return", one, "--item", "合同缺页")).Error, StringComparison.Ordinal);
        var outcome = await registry.RunAsync("applications", "resolve", one, "--objection", one, "--outcome", "OPEN", "--finding", "属实");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("one of UPHELD, REJECTED.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_lacks_something_is_not_submitted_and_a_veto_names_its_document()
    {
        await using var registry = await StartAsync();
        var id = await ApplyAsync(registry, staffNumber: "0040");

        var refused = await registry.RunInChineseAsync("applications", "submit", id);
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("REQUIREMENTS_LACKING", refused.Error, StringComparison.Ordinal);
        Assert.Contains("skill", refused.Error, StringComparison.Ordinal);

        var other = await ApplyAsync(registry);
        await registry.DoneAsync("applications", "submit", other);
        string[] veto = ["applications", "ineligible", other, "--cause", "师德一票否决", "--why", "处分期内"];
        Assert.StartsWith("DOCUMENT_MISSING", (await registry.RunAsync(veto)).Error, StringComparison.Ordinal);
        Assert.Contains("不予受理", (await registry.RunInChineseAsync([.. veto, "--document", "2025-3"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_attached_listed_saved_as_they_were_and_taken_out()
    {
        await using var registry = await StartAsync();
        var id = await ApplyAsync(registry);
        var (contract, scan) = (registry.InHome("合同.pdf"), registry.InHome("照片.jpg"));
        byte[] pdf = [.. "%PDF-1.7"u8, .. new byte[150_000], .. "%%EOF"u8], jpg = [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4];
        await File.WriteAllBytesAsync(contract, pdf);
        await File.WriteAllBytesAsync(scan, jpg);

        var attached = await registry.RunInChineseAsync("applications", "attach", id, contract, scan);
        Assert.Equal((0, true), (attached.ExitCode, attached.Error.Contains("已附加 2 个附件", StringComparison.Ordinal)));
        Assert.Matches("合同.pdf +整份申请 +150013", attached.Output);
        File.Copy(scan, registry.InHome("假.pdf"));
        Assert.Equal("EVIDENCE_FILE_TYPE", (await registry.RunAsync("applications", "attach", id, registry.InHome("假.pdf"))).Error.Split(':')[0]);
        Assert.Equal(2, (await registry.RunAsync("applications", "attach", id, registry.InHome("none.pdf"))).ExitCode);
        Assert.Equal("EVIDENCE_FOREIGN", (await registry.RunAsync("applications", "attach", id, contract, "--fact", $"企业实践={Fact}")).Error.Split(':')[0]);

        var listed = (await registry.DoneAsync("applications", "evidence", id)).Output;
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(pdf)), listed, StringComparison.Ordinal);
        await registry.DoneAsync("applications", "evidence", "save", id, "--out", registry.InHome("out"));
        Assert.Equal(pdf, await File.ReadAllBytesAsync(Path.Combine(registry.InHome("out"), "合同.pdf")));
        Assert.Equal(jpg, await File.ReadAllBytesAsync(Path.Combine(registry.InHome("out"), "照片.jpg")));
        Assert.Equal(2, (await registry.RunAsync("applications", "evidence", "save", id, "--out", registry.InHome("out"))).ExitCode);

        var file = (await registry.DoneAsync("applications", "get", id, "--json")).Json.GetProperty("application").GetProperty("files")[1].GetProperty("fileId").GetString()!;
        await registry.DoneAsync("applications", "evidence", "remove", id, file);
        await registry.DoneAsync("applications", "submit", id);
        var shown = (await registry.RunInChineseAsync("applications", "evidence", id)).Output;
        Assert.Contains("第 1 次提交", shown, StringComparison.Ordinal);
        Assert.Contains("合同.pdf", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("照片.jpg", shown, StringComparison.Ordinal);
        Assert.Equal("APPLICATION_STATE", (await registry.RunAsync("applications", "attach", id, contract)).Error.Split(':')[0]);
        Assert.Equal("1", (await registry.DoneAsync("backup", registry.InHome("backup"), "--json")).Json.GetProperty("evidenceFiles").GetRawText());
    }

    private static async Task<Registry> StartAsync(params string[] more)
    {
        var registry = await Registry.StartAsync();
        await registry.DoneAsync("import", Applicants.Write(registry.InHome("roster")));
        await registry.DoneAsync("rules", "import", RulesTests.Pack("CN"));
        await registry.DoneAsync("rules", "activate", "CN/1");
        await registry.DoneAsync([
            "batches", "create", Batch, "--title", "第一批", "--organisation", "GP", "--track", "中职", "--as-of", "2025-11-25", "--authority", "高平中专", "--prefix", "GP2025-", .. more]);
        await registry.DoneAsync("batches", "open", Batch);
        return registry;
    }

    private static async Task<string> ApplyAsync(Registry registry, string staffNumber = "0001")
    {
        var teacher = await TeacherAsync(registry, staffNumber);
        return (await registry.DoneAsync("applications", "create", Batch, "--teacher", teacher, "--level", "初级", "--field", "装备制造", "--json")).Json
            .GetProperty("applications")[0].GetProperty("applicationId").GetString()!;
    }

    private static async Task<string> TeacherAsync(Registry registry, string staffNumber) =>
        (await registry.DoneAsync("applications", "precheck", "--school", "GP", "--level", "初级", "--json")).Lines
            .Select(l => JsonDocument.Parse(l).RootElement)
            .Where(m => m.TryGetProperty("teachers", out _))
            .SelectMany(m => m.GetProperty("teachers").GetProperty("teachers").EnumerateArray())
            .Single(t => t.GetProperty("staffNumber").GetString() == staffNumber).GetProperty("teacherId").GetString()!;

    private static async Task ReviewingAsync(Registry registry, string id)
    {
        await registry.DoneAsync("applications", "submit", id);
        await registry.DoneAsync("batches", "close", Batch);
        await registry.DoneAsync("batches", "review", Batch);
    }
}
