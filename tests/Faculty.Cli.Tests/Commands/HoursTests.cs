using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

/// <summary>兼职课时与经费 from the command line: `faculty hours`, `budgets`, `standards`.</summary>
public sealed class HoursTests
{
    [Fact]
    public async Task Hours_are_imported_confirmed_and_paid_and_the_budget_says_what_is_left()
    {
        await using var registry = await StartAsync();
        var sheet = registry.InHome("课时.csv");
        await registry.DoneAsync("hours", "template", sheet);
        await File.AppendAllTextAsync(sheet, "0010,GP,GP-SH,2025-09,36.5,GUEST\r\n0010,GP,GP-SH,2025-10,0.5,GUEST\r\n");

        Assert.Contains("2 created", (await ClerkAsync(registry, "hours", "import", sheet)).Output, StringComparison.Ordinal);
        Assert.Contains("0 created, 2 unchanged; nothing was written", (await ClerkAsync(registry, "hours", "import", sheet)).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await registry.RunAsAsync("clerk", "hours", "confirm", "--scope", "GP")).ExitCode);
        Assert.Contains("2 lines, 2960.00 yuan", (await DepartmentAsync(registry, "hours", "confirm", "--scope", "GP")).Output, StringComparison.Ordinal);
        await registry.DoneAsync("hours", "pay", "--scope", "GP", "--month", "2025-09", "--document", "凭证 1");

        var listed = await registry.RunInChineseAsync("hours", "list", "--scope", "GP");
        Assert.Matches("甲一零 +2025-09 +GUEST +36.50 +课时 +80.00 +2920.00 +已付", listed.Output);
        Assert.Matches("甲一零 +2025-10 +GUEST +0.50 +课时 +80.00 +40.00 +应付", listed.Output);
        Assert.Contains("预算 3000.00 元，已付 2920.00 元，应付 40.00 元，结余 40.00 元", (await registry.RunInChineseAsync("budgets", "get", "GP", "2025")).Output, StringComparison.Ordinal);
        var figures = (await registry.DoneAsync("hours", "summary", "--scope", "GP", "--by", "month", "--json")).Json;
        Assert.Equal(["2025-09", "2025-10"], figures.GetProperty("parts").EnumerateArray().Select(p => p.GetProperty("key").GetString()));
        Assert.Equal("292000", figures.GetProperty("whole").GetProperty("paidFen").GetString());
        Assert.Contains("合计", (await registry.RunInChineseAsync("hours", "summary", "--scope", "140581", "--by", "school")).Output, StringComparison.Ordinal);
        Assert.Contains("专业课 2960.00", (await registry.RunInChineseAsync("hours", "years", "--scope", "GP", "--from", "2024", "--to", "2025")).Output, StringComparison.Ordinal);
        Assert.Matches("140581 高平市 +1 ", (await registry.RunInChineseAsync("budgets", "use", "--scope", "140581")).Output);

        await registry.DoneAsync("hours", "payable", registry.InHome("应付.xlsx"), "--scope", "GP");
        Assert.Equal(2, (await registry.RunAsync("hours", "payable", registry.InHome("应付.xlsx"), "--scope", "GP")).ExitCode);
    }

    [Fact]
    public async Task A_wrong_sheet_is_told_by_row_and_column_and_writes_nothing()
    {
        await using var registry = await StartAsync();
        var sheet = registry.InHome("hours.csv");
        await File.WriteAllTextAsync(sheet, "teacher_ref,school_code,department_code,month,hours,standard_code\n0010,GP,GP-SH,2025-09,36.5,GUEST\n0001,GP,GP-ZB,2025-09,1,GUEST\n0010,GP,GP-SH,2025-10,x,GUEST\n");
        var ran = await registry.RunInChineseAsync("hours", "import", sheet);
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("不是 GP 的外聘教师", ran.Output, StringComparison.Ordinal);
        Assert.Contains("共 3 行：新增 0，未变 0；未写入", ran.Output, StringComparison.Ordinal);
        Assert.Empty((await registry.DoneAsync("hours", "list", "--json")).Lines);
    }

    [Fact]
    public async Task What_is_refused_is_told_in_words()
    {
        await using var registry = await StartAsync();
        var id = (await registry.DoneAsync("teachers", "find", "0010", "--json")).Json.GetProperty("found")[0].GetProperty("teacher").GetProperty("teacherId").GetString()!;
        string[] hours = ["hours", "record", "--school", "GP", "--teacher", id, "--department", "GP-SH", "--month", "2025-09", "--hours", "36.5"];
        Assert.Contains("没有有效的课酬标准 NONE", (await registry.RunInChineseAsync([.. hours, "--standard", "NONE"])).Error, StringComparison.Ordinal);
        var line = (await registry.DoneAsync([.. hours, "--standard", "GUEST", "--json"])).Json.GetProperty("lines")[0].GetProperty("lineId").GetString()!;
        Assert.Contains("您已办理过该记录的登记", (await registry.RunInChineseAsync("hours", "confirm", line)).Error, StringComparison.Ordinal);
        Assert.StartsWith("FOUR_EYES", (await registry.RunInChineseAsync("hours", "pay", line, "--document", "1")).Error, StringComparison.Ordinal);
        Assert.Equal(2, (await registry.RunAsync([.. hours[..^1], "36.555", "--standard", "GUEST"])).ExitCode);
        await registry.DoneAsync("hours", "return", line, "--explanation", "多报");
        Assert.Contains("已退回", (await registry.RunInChineseAsync("hours", "list", "--state", "已退回")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Budgets_and_standards_are_set_and_shown()
    {
        await using var registry = await StartAsync();
        await registry.DoneAsync("budgets", "rules", "--school", "GP", "--year", "2025", "--control", "soft", "--cap", "25", "--base", "full-time-heads");
        var shown = await registry.RunInChineseAsync("budgets", "get", "GP", "2025");
        Assert.Contains("弹性，上限为专任教师数的 25.00%，每人每月最多 200.00 课时", shown.Output, StringComparison.Ordinal);
        Assert.Contains("自 2025-01-01：3000.00 元，高财教〔2025〕1号", shown.Output, StringComparison.Ordinal);
        Assert.Matches("GP +2025 +3000.00 +0.00 +0.00 +3000.00", (await registry.RunInChineseAsync("budgets", "list")).Output);
        Assert.Contains("80.00 自 2024-01-01（高教〔2024〕1号）", (await registry.RunInChineseAsync("standards", "list", "--organisation", "GP")).Output, StringComparison.Ordinal);
        Assert.Contains("标准 GUEST 按课时计酬，不能改为月", (await registry.RunInChineseAsync("standards", "set", "GUEST", "--organisation", "140581", "--title", "外聘", "--unit", "月", "--rate", "1", "--document", "1", "--start", "2026-01-01")).Error, StringComparison.Ordinal);
        var rate = (await registry.DoneAsync("standards", "set", "GUEST", "--organisation", "140581", "--title", "外聘", "--unit", "hour", "--rate", "90", "--document", "高教〔2025〕9号", "--start", "2025-11-01", "--json")).Json.GetProperty("standard").GetProperty("rates")[1].GetProperty("rateId").GetString()!;
        await registry.DoneAsync("standards", "withdraw", "GUEST", "--organisation", "140581", "--rate-id", rate);
    }

    private static async Task<Ran> ClerkAsync(Registry registry, params string[] args) => Done(await registry.RunAsAsync("clerk", args));

    private static async Task<Ran> DepartmentAsync(Registry registry, params string[] args) => Done(await registry.RunAsAsync("department", args));

    private static Ran Done(Ran ran)
    {
        Assert.True(ran.ExitCode == 0, $"{ran.Error}\n{ran.Output}");
        return ran;
    }

    private static async Task<Registry> StartAsync()
    {
        var registry = await Registry.StartAsync();
        await registry.DoneAsync("import", WorkedCase.Write(registry.InHome("roster")));
        await registry.EnrolAsync("clerk", "a long sentence of words", "HR_CLERK", "GP");
        await registry.EnrolAsync("department", "another sentence of words", "HR_CLERK", "GP");
        await registry.DoneAsync("standards", "set", "GUEST", "--organisation", "140581", "--title", "外聘", "--unit", "hour", "--rate", "80.00", "--document", "高教〔2024〕1号", "--start", "2024-01-01");
        await registry.DoneAsync("budgets", "set", "--school", "GP", "--year", "2025", "--amount", "3000.00", "--document", "高财教〔2025〕1号", "--date", "2025-01-01");
        return registry;
    }
}
