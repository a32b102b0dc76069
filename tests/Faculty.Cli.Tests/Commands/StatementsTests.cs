using System.Text.Json;
using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

/// <summary>`faculty statements finance` on the sample: what was printed once is printed alike again, whatever is corrected.</summary>
public sealed class StatementsTests
{
    [Fact]
    public async Task A_statement_printed_again_for_what_was_known_has_the_same_bytes_and_one_of_today_another_digest()
    {
        await using var registry = await Registry.StartAsync(sample: true);
        var first = await PrintAsync(registry, "first");
        // A budget is cut from a day that the statement was about.
        await registry.DoneAsync("budgets", "set", "--school", "140581-GP01", "--year", "2026", "--amount", "100000", "--document", "高财教〔2026〕9号", "--date", "2026-02-01");
        var again = await PrintAsync(registry, "again", "--known-at", $"{first.Revision}");
        Assert.Equal((first.Number, first.Sha256), (again.Number, again.Sha256));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.Paper, again.Paper);
        var now = await PrintAsync(registry, "now");
        Assert.NotEqual(first.Number, now.Number);
        Assert.NotEqual(first.Sha256, now.Sha256);
        Assert.NotEqual(first.Paper, now.Paper);
    }

    [Fact]
    public async Task Without_a_file_it_is_shown_in_both_languages_and_as_JSON()
    {
        await using var registry = await Registry.StartAsync(sample: true);
        string[] command = ["statements", "finance", "--scope", "140581-GP01", "--on", "2026-09-01"];
        var shown = (await registry.RunInChineseAsync(command)).Output;
        Assert.Matches("高平中专 140581-GP01 +112 +99 +1 +12 +5 +8 +1", shown);
        Assert.Matches("GP01-2026-01 +140581-GP01 +专业课 +5 +0 +5 +2026-12-31 +高编〔2026〕3号、高人社〔2026〕15号、高财〔2026〕21号", shown);
        Assert.Matches("authorised +occupied", (await registry.DoneAsync(command)).Output);
        Assert.Equal(112, (await registry.DoneAsync([.. command, "--json"])).Json.GetProperty("statement").GetProperty("seats").GetProperty("authorised").GetInt32());
    }

    private static async Task<(string Number, string Sha256, long Revision, string Text, string Paper)> PrintAsync(Registry registry, string name, params string[] more)
    {
        string[] command = ["statements", "finance", "--scope", "140581", "--on", "2026-09-30", .. more];
        var (text, paper) = (registry.InHome($"{name}.json"), registry.InHome($"{name}.pdf"));
        var told = (await registry.DoneAsync([.. command, "--out", text, "--json"])).Json;
        Assert.Equal(told.GetProperty("sha256").GetString(), (await registry.DoneAsync([.. command, "--out", paper, "--json"])).Json.GetProperty("sha256").GetString());
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(text));
        Assert.Equal(told.GetProperty("sha256").GetString(), json.RootElement.GetProperty("sha256").GetString());
        return (told.GetProperty("statementNumber").GetString()!, told.GetProperty("sha256").GetString()!, json.RootElement.GetProperty("statement").GetProperty("revision").GetInt64(), await File.ReadAllTextAsync(text), Convert.ToBase64String(await File.ReadAllBytesAsync(paper)));
    }
}
