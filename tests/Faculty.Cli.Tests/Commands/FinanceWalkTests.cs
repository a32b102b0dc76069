using System.Text.RegularExpressions;
using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

/// <summary>docs/finance.md walked on the sample: what stands there is what the command line answers.</summary>
public sealed partial class FinanceWalkTests
{
    [Fact]
    public async Task The_questions_of_finance_are_answered_as_the_page_says()
    {
        var page = await File.ReadAllLinesAsync(Path.Combine(Root(), "docs", "finance.md"));
        await using var registry = await Registry.StartAsync(sample: true);
        var asked = 0;
        foreach (var (kind, lines) in Blocks(page))
        {
            if (kind == "csv")
            {
                await File.WriteAllLinesAsync(registry.InHome("payroll.csv"), lines);
            }
            else if (kind == "console")
            {
                foreach (var (command, answer) in Commands(lines))
                {
                    asked++;
                    var ran = await registry.RunInChineseAsync([.. command.Split(' ').Skip(1).Select(a => a == "payroll.csv" ? registry.InHome(a) : a)]);
                    Assert.True(ran.ExitCode == 0, $"{command}\n{ran.Error}");
                    Assert.Equal($"{command}\n{Plain(answer)}", $"{command}\n{Plain(ran.Output)}");
                }
            }
        }
        Assert.InRange(asked, 10, 100);
    }

    [Fact]
    public async Task The_workbook_is_written_once_and_not_over_what_is_there()
    {
        await using var registry = await Registry.StartAsync(sample: true);
        string[] command = ["quotas", "workbook", "--scope", "140581", "--on", "2026-09-01", "--out", registry.InHome("seats.xlsx")];
        Assert.Contains("known at revision", (await registry.DoneAsync(command)).Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(registry.InHome("seats.xlsx")).Length > 5_000);
        Assert.Equal(2, (await registry.RunAsync(command)).ExitCode);
        Assert.Equal(0, (await registry.RunAsync([.. command, "--overwrite"])).ExitCode);
        Assert.Equal(1, (await registry.RunAsync("quotas", "workbook", "--scope", "140581-GP01-ZB", "--out", registry.InHome("none.xlsx"))).ExitCode);
        Assert.False(File.Exists(registry.InHome("none.xlsx")));
    }

    [Fact]
    public async Task What_cannot_be_asked_is_said_before_the_server_is()
    {
        await using var registry = await Registry.StartAsync();
        Assert.Equal(2, (await registry.RunAsync("quotas", "changes", "--scope", "GP", "--since", "September")).ExitCode);
        Assert.Equal(2, (await registry.RunAsync("quotas", "seats")).ExitCode);
        Assert.Equal(2, (await registry.RunAsync("quotas", "reconcile", registry.InHome("none.xlsx"), "--scope", "GP", "--month", "2026-09")).ExitCode);
        Assert.Equal(2, (await registry.RunAsync("quotas", "reconcile", "x.csv", "--scope", "GP", "--month", "2026-09-01")).ExitCode);
        Assert.Equal(1, (await registry.RunAsync("quotas", "seats", "--scope", "GP")).ExitCode);
    }

    private static IEnumerable<(string Kind, List<string> Lines)> Blocks(IEnumerable<string> page)
    {
        (string Kind, List<string> Lines)? open = null;
        foreach (var line in page)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                if (open is { } whole)
                {
                    yield return whole;
                }
                open = open is null ? (line[3..], []) : null;
            }
            else
            {
                open?.Lines.Add(line);
            }
        }
    }

    private static IEnumerable<(string Command, string Answer)> Commands(List<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            Assert.StartsWith("$ faculty ", lines[i], StringComparison.Ordinal);
            var answer = lines.Skip(i + 1).TakeWhile(l => !l.StartsWith("$ ", StringComparison.Ordinal)).ToList();
            yield return (lines[i][2..], string.Join('\n', answer));
            i += answer.Count;
        }
    }

    private static string Plain(string text) =>
        Blanks().Replace(Ids().Replace(Revisions().Replace(text.TrimEnd('\n'), "版本 …"), "…"), " ");

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Faculty.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }
        return folder;
    }

    [GeneratedRegex("版本 [0-9]+")]
    private static partial Regex Revisions();

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Ids();

    // Rules between rows are as wide as the widest cell.
    [GeneratedRegex("[ ─]+")]
    private static partial Regex Blanks();
}
