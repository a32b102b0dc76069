using System.Text.RegularExpressions;
using Faculty.Cli.Tests.Running;
using Faculty.Server.Tests.Accounts;

namespace Faculty.Cli.Tests.Commands;

public sealed partial class SignInTests
{
    private const string Password = "a whole sentence is easy";

    [Fact]
    public async Task Who_is_not_signed_in_is_told_which_command_to_type()
    {
        await using var registry = await Registry.StartAsync();
        var ran = await registry.RunAsAsync("nobody", "organisations", "list");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("NOT_SIGNED_IN: You are not signed in.", ran.Error, StringComparison.Ordinal);
        Assert.Contains("faculty login NAME", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_is_made_enrolled_used_and_signed_out()
    {
        await using var registry = await Registry.StartAsync();
        var made = await registry.DoneAsync("users", "create", "clerk", "--role", "AUDITOR");
        var code = made.Lines.Single(l => l.StartsWith("Sign-in code", StringComparison.Ordinal)).Split(' ')[^1];

        var enrolled = await registry.RunAsAsync("clerk", ["enrol", "clerk", "--code", code, "--password-stdin"], Password);
        Assert.Equal((0, "Signed in as clerk: auditor."), (enrolled.ExitCode, Assert.Single(enrolled.Lines)));
        Assert.Equal("clerk: auditor", (await registry.RunAsAsync("clerk", "whoami")).Lines[0]);
        Assert.Equal(0, (await registry.RunAsAsync("clerk", "changes")).ExitCode);
        Assert.Contains("PERMISSION_DENIED", (await registry.RunAsAsync("clerk", "users", "list")).Error, StringComparison.Ordinal);

        Assert.Equal("Signed out.", Assert.Single((await registry.RunAsAsync("clerk", "logout")).Lines));
        Assert.Contains("NOT_SIGNED_IN", (await registry.RunAsAsync("clerk", "whoami")).Error, StringComparison.Ordinal);

        var wrong = await registry.RunAsAsync("clerk", ["login", "clerk", "--password-stdin"], "not the password");
        Assert.Contains("SIGN_IN_FAILED", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await registry.RunAsAsync("clerk", ["login", "clerk", "--password-stdin"], Password)).ExitCode);
        Assert.Equal(0, (await registry.RunAsAsync("clerk", "changes")).ExitCode);
    }

    [Fact]
    public async Task The_feed_tells_a_refused_call_from_one_that_was_carried_out()
    {
        await using var registry = await Registry.StartAsync(sample: true);
        await registry.RunAsAsync("clerk", ["login", "clerk", "--password-stdin"], registry.SamplePassword);
        Assert.Contains("PERMISSION_DENIED", (await registry.RunAsAsync("clerk", "backup", registry.InHome("no"))).Error, StringComparison.Ordinal);
        await registry.DoneAsync("backup", registry.InHome("yes"));
        await registry.RestartAsync();

        var told = (await registry.DoneAsync("changes")).Lines.Where(l => l.Contains("BackUp", StringComparison.Ordinal)).ToList();
        Assert.Single(told, l => l.Contains("clerk", StringComparison.Ordinal) && l.Contains("BackUp (refused)", StringComparison.Ordinal));
        Assert.Single(told, l => l.Contains("tests", StringComparison.Ordinal) && !l.Contains("refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commands_go_on_after_a_restart_of_the_server_also_many_at_once()
    {
        await using var registry = await Registry.StartAsync();
        await registry.EnrolAsync("clerk", Password);
        await registry.RestartAsync();

        var ran = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => i % 2 == 0 ? registry.RunAsAsync("clerk", "changes") : registry.RunAsAsync("clerk", "whoami")));

        Assert.All(ran, r => Assert.Equal((0, ""), (r.ExitCode, r.Error)));
    }

    [Fact]
    public async Task A_sign_in_is_kept_where_nobody_else_can_read_it()
    {
        await using var registry = await Registry.StartAsync();
        await registry.EnrolAsync("clerk", Password);

        var folder = registry.InHome("clerk");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.NotEmpty(Directory.GetFiles(folder));
        Assert.All(Directory.GetFiles(folder), f =>
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f));
            Assert.DoesNotContain(Password, File.ReadAllText(f), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_script_uses_a_key()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("users", "create", "sync", "--kind", "SERVICE", "--role", "auditor");
        var key = Assert.Single((await registry.DoneAsync("users", "create-key", "sync", "--days", "30", "--purpose", "nightly")).Lines);

        Assert.Equal(0, (await registry.RunAsAsync("nobody", "changes", "--token", key)).ExitCode);
        Assert.Contains("nightly", (await registry.DoneAsync("users", "list-keys", "--account", "sync")).Output, StringComparison.Ordinal);
        await registry.DoneAsync("users", "revoke-key", key.Split('_')[1]);
        Assert.Contains("TOKEN_INVALID", (await registry.RunAsAsync("nobody", "changes", "--token", key)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_administrator_sees_and_changes_roles()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("import", WorkedCase.Write(registry.InHome("roster")));
        await registry.DoneAsync("users", "create", "clerk");
        var granted = await registry.DoneAsync("users", "grant", "clerk", "--role", "人事干事", "--place", "GP");
        Assert.Contains("hr clerk 高平中专 GP", granted.Output, StringComparison.Ordinal);
        Assert.Contains("clerk", (await registry.DoneAsync("users", "list", "--role", "HR_CLERK")).Output, StringComparison.Ordinal);
        Assert.Contains("suspended", (await registry.DoneAsync("users", "suspend", "clerk")).Output, StringComparison.Ordinal);
        Assert.Contains("active", (await registry.DoneAsync("users", "resume", "clerk")).Output, StringComparison.Ordinal);
        await registry.DoneAsync("users", "revoke", "clerk", "--role", "HR_CLERK", "--place", "GP");
        Assert.DoesNotContain("hr clerk", (await registry.DoneAsync("users", "show", "clerk")).Output, StringComparison.Ordinal);
        Assert.Contains("Sign-in code", (await registry.DoneAsync("users", "reset-password", "clerk")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_time_codes_are_set_up_with_the_first_code_of_the_key_that_was_just_made()
    {
        await using var registry = await Registry.StartAsync();
        await registry.EnrolAsync("chief", Password, "ADMINISTRATOR");
        // No code is right before the key is there.
        Assert.Equal(2, (await registry.RunAsAsync("chief", ["totp", "--totp", "000000", "--password-stdin"], Password)).ExitCode);
        Assert.Contains("TOTP_NOT_SET_UP", (await registry.RunAsAsync("chief", "users", "list")).Error, StringComparison.Ordinal);

        using var output = new StringWriter();
        using var error = new StringWriter();
        using var typing = new Typing(Password, () => Authenticator.Shows(Secret().Match($"{output}").Groups[1].Value, registry.Now));
        string[] args = ["totp", "--password-stdin", "--server", registry.Address, "--config", registry.InHome("chief"), "--language", "en"];
        Assert.True(await FacultyCommand.RunAsync(args, output, error, CancellationToken.None, typing) == 0, $"{error}");

        Assert.Equal(0, (await registry.RunAsAsync("chief", "users", "list")).ExitCode);
    }

    [Fact]
    public async Task Who_has_a_permission_for_some_organisations_is_told_when_it_is_needed_for_all()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("import", WorkedCase.Write(registry.InHome("roster")));
        await registry.EnrolAsync("inspector", Password, "AUDITOR", "GP");

        foreach (var (language, needed) in (IEnumerable<(string, string)>)[("zh", "本操作须有全部机构的权限"), ("en", "needs it on the whole registry")])
        {
            var refused = await RefusedAsync("audit", "list");
            Assert.Contains(needed, refused.Error, StringComparison.Ordinal);
            // The control: what is for nobody in that role.
            Assert.DoesNotContain(needed, (await RefusedAsync("users", "list")).Error, StringComparison.Ordinal);

            Task<Ran> RefusedAsync(params string[] args) =>
                Ran.OfAsync([.. args, "--server", registry.Address, "--config", registry.InHome("inspector"), "--language", language]);
        }
    }

    [Fact]
    public async Task Chinese_lists_have_no_empty_words_and_no_english_ones_where_there_is_a_term()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("users", "create", "sync", "--kind", "SERVICE", "--role", "auditor");
        await registry.DoneAsync("users", "create-key", "sync", "--days", "30", "--purpose", "nightly");

        Assert.Contains("同账户", (await registry.RunInChineseAsync("users", "list-keys", "--account", "sync")).Output, StringComparison.Ordinal);
        Assert.Contains("sync 在全部机构没有角色 财政", (await registry.RunInChineseAsync("users", "revoke", "sync", "--role", "财政")).Error, StringComparison.Ordinal);
        await registry.RestartAsync();
        var audit = (await registry.RunInChineseAsync("audit", "list")).Output;
        Assert.Matches("账户变更 .*账户 [0-9a-f]{32} \\+1", audit);
        Assert.DoesNotContain("account", audit, StringComparison.Ordinal);
    }

    [GeneratedRegex("secret=([A-Z2-7]+)")]
    private static partial Regex Secret();

    /// <summary>Two lines of standard input, the second found out only when it is asked for.</summary>
    private sealed class Typing(string first, Func<string> second) : TextReader
    {
        private bool begun;

        public override ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) => new(begun ? second() : Begin());

        private string Begin()
        {
            begun = true;
            return first;
        }
    }

    [Theory]
    [InlineData("login", "clerk", "--server", "http://example.org", "--password-stdin")]
    [InlineData("login", "clerk", "--password", "secret")]
    [InlineData("login", "clerk")]
    [InlineData("login")]
    public async Task A_password_neither_stands_on_the_command_line_nor_travels_in_the_open(params string[] args)
    {
        var ran = await Ran.OfAsync(args);
        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.NotEqual("", ran.Error);
    }
}
