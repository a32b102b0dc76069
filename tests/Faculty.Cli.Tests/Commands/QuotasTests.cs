using Faculty.Cli.Quotas;
using Faculty.Cli.Tests.Running;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Cli.Tests.Commands;

/// <summary>编制 from the command line: what is authorised, frozen and kept, and what it makes of the balance.</summary>
public sealed class QuotasTests
{
    [Fact]
    public async Task A_hiring_line_goes_from_the_draft_to_the_first_day_of_somebody_new()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("import", WorkedCase.Write(registry.InHome("roster")));
        await registry.DoneAsync("quotas", "authorise", "GP", "--seats", "20", "--document", "高编〔2025〕1号", "--start", "2025-01-01");
        var before = (await BalanceAsync(registry)).GetProperty("occupied").GetInt32();
        string[] line = ["quotas", "lines"];
        await registry.DoneAsync([.. line, "create", "L1", "--school", "GP", "--year", "2025", "--category", "专业课", "--route", "公开招聘", "--count", "2"]);
        await registry.DoneAsync([.. line, "submit", "L1"]);
        foreach (var office in (string[])["编办", "人社局", "财政局"])
        {
            await registry.DoneAsync([.. line, "approve", "L1", "--office", office, "--count", "1", "--document", $"{office}1号"]);
        }
        await registry.DoneAsync([.. line, "announce", "L1", "--count", "1", "--document", "公告1号"]);
        await registry.DoneAsync([.. line, "select", "L1"]);
        await registry.DoneAsync([.. line, "publicise", "L1"]);
        await registry.DoneAsync([.. line, "appoint", "L1", "--number", "K001"]);
        Assert.Equal(1, (await BalanceAsync(registry)).GetProperty("reserved").GetInt32());

        var candidate = (await registry.DoneAsync([.. line, "get", "L1", "--json"])).Json.GetProperty("line").GetProperty("candidates")[0].GetProperty("candidateId").GetString()!;
        string[] onboard = [.. line, "onboard", "L1", candidate, "--name", "新人", "--sex", "男", "--birth-date", "1990-01-01", "--staff-number", "N1", "--department", "GP-ZB"];
        Assert.StartsWith("INVALID_REQUEST", (await registry.RunInChineseAsync([.. line, "onboard", "L1", candidate])).Error, StringComparison.Ordinal);
        await registry.DoneAsync([.. onboard, "--start", "2025-11-25"]);

        var after = await BalanceAsync(registry);
        Assert.Equal((before + 1, 0), (after.GetProperty("occupied").GetInt32(), after.TryGetProperty("reserved", out var kept) ? kept.GetInt32() : 0));
    }

    [Fact]
    public async Task Seats_are_authorised_frozen_kept_and_given_back_and_the_balance_follows()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("import", WorkedCase.Write(registry.InHome("roster")));

        string[] authorise = ["quotas", "authorise", "GP", "--seats", "20", "--document", "高编〔2025〕1号", "--start", "2025-01-01"];
        Assert.Contains("nothing was written", (await registry.DoneAsync([.. authorise, "--check"])).Error, StringComparison.Ordinal);
        await registry.DoneAsync(authorise);
        await registry.DoneAsync("quotas", "authorise", "GP", "--seats", "1", "--category", "管理", "--document", "高编〔2025〕2号", "--start", "2025-01-01");
        var balance = await BalanceAsync(registry);
        Assert.Equal(21, balance.GetProperty("authorised").GetInt32());

        var kept = (await registry.DoneAsync("quotas", "reserve", "GP", "--category", "ADMIN", "--document", "调1号", "--json")).Json.GetProperty("reservationId").GetString()!;
        Assert.Equal(1, (await BalanceAsync(registry)).GetProperty("reserved").GetInt32());
        var refused = await registry.RunInChineseAsync("quotas", "reserve", "GP", "--category", "管理", "--document", "调2号");
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("SEATS_EXHAUSTED", refused.Error, StringComparison.Ordinal);
        await registry.DoneAsync("quotas", "release", "GP", kept, "--note", "不再调入");
        Assert.Equal(0, (await BalanceAsync(registry)).GetProperty("reserved").GetInt32());

        await registry.DoneAsync("quotas", "freeze", "GP", "--document", "冻1号", "--start", "2025-11-01");
        Assert.Equal(1, (await registry.RunAsync("quotas", "reserve", "GP", "--category", "ADMIN", "--document", "调2号")).ExitCode);
        var shown = (await registry.DoneAsync("quotas", "establishment", "GP", "--json")).Json.GetProperty("establishment");
        await registry.DoneAsync("quotas", "thaw", "GP", shown.GetProperty("freezes")[0].GetProperty("freezeId").GetString()!);
        Assert.Contains("弹性", (await registry.RunInChineseAsync("quotas", "control", "GP", "弹性")).Output, StringComparison.Ordinal);

        var page = await registry.RunInChineseAsync("quotas", "establishment", "GP");
        Assert.Contains("高编〔2025〕1号", page.Output, StringComparison.Ordinal);
        Assert.Contains("已释放", page.Output, StringComparison.Ordinal);
        await registry.DoneAsync("quotas", "withdraw", "GP", shown.GetProperty("authorisations")[0].GetProperty("authorisationId").GetString()!);
        Assert.Contains((await BalanceAsync(registry)).GetProperty("authorised").GetInt32(), (int[])[1, 20]);
    }

    [Fact]
    public async Task Year_on_year_the_rows_sum_to_the_whole_on_both_days_also_when_a_category_left_the_pool_between_them()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("import", WorkedCase.Write(registry.InHome("roster")));
        await registry.DoneAsync("quotas", "authorise", "GP", "--seats", "20", "--document", "高编〔2025〕1号", "--start", "2025-01-01");
        await registry.DoneAsync("quotas", "authorise", "GP", "--seats", "8", "--category", "专业课", "--document", "高编〔2025〕2号", "--start", "2025-10-01");

        async Task<SeatFigure> FigureAsync(string day, string by) => JsonParser.Default.Parse<SeatFigure>(
            (await registry.DoneAsync("quotas", "seats", "--scope", "GP", "--on", day, "--by", by, "--json")).Json.GetProperty("figure").GetRawText());
        var (november, august) = (await FigureAsync("2025-11-01", "category"), await FigureAsync("2025-08-31", "category"));
        Assert.Equal(["Specialty 7 8", "pool 2 2", "pool Common 1 1", "pool Practice 1 1"], Rows(november, august));
        Assert.Equal(["pool 10 9", "pool Common 1 1", "pool Specialty 8 7", "pool Practice 1 1"], Rows(august, november));

        var (now, then) = (await FigureAsync("2025-11-01", "department"), await FigureAsync("1995-01-01", "department"));
        foreach (var (one, other) in ((SeatFigure, SeatFigure)[])[(now, then), (then, now)])
        {
            var parts = SeatComparison.Parts(one, other).ToList();
            Assert.Equal((one.Occupied, other.Occupied), (parts.Sum(p => p.Now.Occupied), parts.Sum(p => p.Then.Occupied)));
        }
        var shown = await registry.RunInChineseAsync("quotas", "seats", "--scope", "GP", "--on", "2025-11-01", "--compare", "2025-08-31", "--by", "category");
        Assert.Contains("依据文号：高编〔2025〕1号\n", shown.Output[shown.Output.IndexOf("比较日 2025-08-31", StringComparison.Ordinal)..], StringComparison.Ordinal);

        static IEnumerable<string> Rows(SeatFigure now, SeatFigure then, string above = "") => SeatComparison.Parts(now, then).SelectMany(p =>
            (string[])[$"{above}{(p.Now.Pool ? "pool" : $"{p.Now.Category}")} {p.Now.Occupied} {p.Then.Occupied}", .. Rows(p.Now, p.Then, p.Now.Pool ? "pool " : above)]);
    }

    [Fact]
    public async Task An_empty_list_says_of_which_days_and_revision_it_is()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("import", WorkedCase.Write(registry.InHome("roster")));
        Assert.StartsWith("2025-11-25 至 2026-11-2", (await registry.RunInChineseAsync("quotas", "leavers", "--scope", "GP")).Output, StringComparison.Ordinal);
        Assert.StartsWith("2025-11-01 至 2025-11-25，所知版本", (await registry.RunInChineseAsync("quotas", "changes", "--scope", "GP", "--since", "2025-11")).Output, StringComparison.Ordinal);
        Assert.StartsWith("所知版本", (await registry.RunInChineseAsync("quotas", "lines", "list", "--scope", "GP")).Output, StringComparison.Ordinal);
        Assert.StartsWith("所知版本", (await registry.RunInChineseAsync("quotas", "holders", "--scope", "GP", "--on", "1980-01-01")).Output, StringComparison.Ordinal);
    }

    private static async Task<System.Text.Json.JsonElement> BalanceAsync(Registry registry) =>
        (await registry.DoneAsync("quotas", "seats", "--scope", "GP", "--json")).Json.GetProperty("figure");
}
