using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("ratio")]
    [InlineData("fetch")]
    [InlineData("teachers")]
    [InlineData("ratio", "--scope", "GP", "--on", "2025-02-29")]
    [InlineData("ratio", "--scope", "GP", "--on", "2025/2/29")]
    [InlineData("ratio", "--scope", "GP", "--on", "25/9/1")]
    [InlineData("ratio", "--scope", "GP", "--on", "2025年9月")]
    [InlineData("ratio", "--scope", "GP", "--on", "２０２５-09-01")]
    [InlineData("ratio", "--scope", "GP", "--known-at", "yesterday")]
    [InlineData("ratio", "--scope", "GP", "--known-at", "2025-10-01T08:00:00")]
    [InlineData("teachers", "create", "--kind", "FULLTIME")]
    [InlineData("teachers", "list", "--limit", "-1")]
    [InlineData("teachers", "find", "0018", "--scope", "GP")]
    [InlineData("trends", "--scope", "GP", "--from", "twenty")]
    [InlineData("trends", "--scope", "GP", "--target", "0")]
    [InlineData("trends", "--scope", "GP", "--target", "25=60")]
    [InlineData("trends", "--scope", "GP", "--target", "60,100.01")]
    [InlineData("import", "x.xlsx", "--check", "--partial")]
    [InlineData("import", "/nowhere/at/all")]
    [InlineData("metrics", "--server", "127.0.0.1:5081")]
    [InlineData("metrics", "--server", "http://example.org", "--token", "secret")]
    [InlineData("metrics", "--token-file", "/nowhere/at/all")]
    [InlineData("completion", "powershell")]
    [InlineData("certificates", "verify")]
    [InlineData("certificates", "verify", "N-1", "--qr", "x")]
    [InlineData("certificates", "verify", "N-1", "--keys", "keys.json")]
    [InlineData("certificates", "verify", "--qr", "x", "--authority", "A")]
    [InlineData("certificates", "verify", "--file", "/nowhere/at/all.pdf", "--keys", "/nowhere/at/all")]
    [InlineData("certificates", "print", "N-1")]
    [InlineData("certificates", "print", "--out", "x.pdf")]
    [InlineData("batches", "create", "GP-2026-1", "--criterion", "theory=100")]
    [InlineData("batches", "create", "GP-2026-1", "--criterion", "theory=Theory=many")]
    [InlineData("batches", "panel", "GP-2026-1", "--member", "A")]
    [InlineData("batches", "panel", "GP-2026-1", "--tier", "COUNTY")]
    [InlineData("batches", "decide", "GP-2026-1")]
    [InlineData("applications", "create", "GP-2026-1")]
    [InlineData("applications", "create", "GP-2026-1", "--teacher", "T", "--file", "x.csv")]
    [InlineData("applications", "create", "GP-2026-1", "--file", "/nowhere/at/all.csv")]
    [InlineData("applications", "submit")]
    [InlineData("applications", "submit", "A", "--batch", "GP-2026-1")]
    [InlineData("applications", "return", "A")]
    [InlineData("applications", "ineligible", "A", "--why", "x")]
    [InlineData("applications", "score", "A", "--scores", "theory")]
    [InlineData("applications", "score", "A", "--scores", "theory=８０")]
    [InlineData("applications", "vote", "A")]
    [InlineData("applications", "vote", "A", "--for", "--against")]
    [InlineData("applications", "vote", "--batch", "GP-2026-1", "--for")]
    [InlineData("applications", "review", "A", "--tier", "校级")]
    [InlineData("applications", "review", "A", "--tier", "校级", "--pass", "--reject")]
    [InlineData("applications", "review", "A", "--pass")]
    [InlineData("applications", "resolve", "A", "--objection", "O", "--outcome", "MAYBE", "--finding", "x")]
    public async Task What_cannot_be_meant_ends_with_2_and_says_why_on_the_error_stream(params string[] args)
    {
        var ran = await Ran.OfAsync(args);

        Assert.Equal(2, ran.ExitCode);
        Assert.Equal("", ran.Output);
        Assert.NotEqual("", ran.Error);
    }

    [Fact]
    public async Task A_server_that_is_not_there_ends_with_3_and_is_named()
    {
        var ran = await Ran.OfAsync("metrics", "--server", "http://127.0.0.1:1", "--language", "en");

        Assert.Equal((3, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("http://127.0.0.1:1", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fnd", true)]
    [InlineData("--limt=5", true)]
    [InlineData("HR_CLERK", true)]
    [InlineData("140581-GP01", true)]
    [InlineData("2025-09", true)]
    [InlineData("甲零一", false)]
    [InlineData("13800000000", false)]
    [InlineData("138 0000 0000", false)]
    [InlineData("--mobile=138-0000-0000", false)]
    [InlineData("14058119000101003X", false)]
    [InlineData("1405811900x", false)]
    [InlineData("1900-01-01", false)]
    public async Task A_mistyped_argument_is_repeated_unless_it_may_be_a_name_or_a_number_of_a_person(string typed, bool repeated)
    {
        foreach (var language in (string[])["en", "zh"])
        {
            var ran = await Ran.OfAsync("teachers", typed, "--language", language);
            Assert.Equal(2, ran.ExitCode);
            Assert.Equal(repeated, ran.Error.Contains(typed, StringComparison.Ordinal));
            Assert.Equal(!repeated, ran.Error.Contains('…', StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("users", "grant", "clerk", "--role", "HRX")]
    [InlineData("users", "create", "clerk", "--role", "HRX", "--server", "http://127.0.0.1:1")]
    public async Task Which_roles_there_are_is_told_in_the_words_that_may_be_typed(params string[] args)
    {
        Assert.Contains("--role 应填下列之一：人事干事、审核员、", (await Ran.OfAsync([.. args, "--language", "zh"])).Error, StringComparison.Ordinal);
        Assert.Contains("--role takes one of HR_CLERK, REVIEWER, ", (await Ran.OfAsync([.. args, "--language", "en"])).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Registry of vocational teachers", "show what may be typed", "Required command was not provided")]
    [InlineData("zh", "双师型认定登记系统", "显示用法", "未提供")]
    public async Task Help_and_complaints_speak_the_language_asked_for(string language, string help, string option, string complaint)
    {
        var page = (await Ran.OfAsync("--help", "--language", language)).Output;
        Assert.Contains(help, page, StringComparison.Ordinal);
        Assert.Contains(option, page, StringComparison.Ordinal);
        Assert.Contains(complaint, (await Ran.OfAsync("--language", language)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "There is no file")]
    [InlineData("zh", "没有文件")]
    public async Task A_file_that_is_not_there_is_named_in_the_language_asked_for(string language, string complaint)
    {
        var ran = await Ran.OfAsync("restore", "/nowhere.backup", "--data", "/nowhere.data", "--language", language);
        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains($"{complaint} /nowhere.backup", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh_CN.UTF-8", "zh")]
    [InlineData("en_US.UTF-8", "en")]
    [InlineData(null, "en")]
    public void The_language_is_the_environments_unless_it_is_asked_for(string? locale, string expected)
    {
        string? Environment(string name) => name == "LANG" ? locale : null;

        Assert.Equal(expected == "zh", Cli.Running.Words.For([], Environment).Language == Faculty.Client.Language.Chinese);
        Assert.Equal(Faculty.Client.Language.Chinese, Cli.Running.Words.For(["--language", "zh"], Environment).Language);
        Assert.Equal(Faculty.Client.Language.English, Cli.Running.Words.For(["--language=en"], Environment).Language);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task A_completion_script_asks_the_program_itself(string shell) =>
        Assert.Contains("[suggest:", (await Ran.OfAsync("completion", shell)).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("teach", "teachers")]
    [InlineData("teachers ", "end-engagement")]
    [InlineData("ratio --sc", "--scope")]
    [InlineData("teachers create --kind ", "EXTERNAL_ENTERPRISE")]
    public async Task What_may_come_next_is_suggested(string typed, string expected)
    {
        var ran = await Ran.OfAsync($"[suggest:{typed.Length}]", typed);

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains(expected, ran.Output.Split('\n', StringSplitOptions.TrimEntries));
    }
}
