using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

/// <summary>A clerk, a finance officer and an enterprise of the sample, each at a terminal of their own: each sees what it may, and nothing else exists for it.</summary>
public sealed class ThreeTerminalsTests
{
    private const string Own = "140581-GP01";
    private const string Foreign = "140581-JC01";
    private const string Nobody = "0190a5c27d2e7b0a9c3e1f2a3b4c5d01";

    [Fact]
    public async Task A_clerk_a_finance_officer_and_an_enterprise_each_see_what_they_may()
    {
        await using var registry = await Registry.StartAsync(sample: true);
        var own = await FirstOfAsync(registry, Own);
        await registry.DoneAsync("organisations", "create", "--code", Foreign, "--kind", "SCHOOL", "--name", "邻县中专", "--parent", "140581", "--school-type", "中专", "--start", "1990-01-01");
        await registry.DoneAsync("organisations", "create", "--code", $"{Foreign}-ZB", "--kind", "DEPARTMENT", "--name", "装备系", "--parent", Foreign, "--start", "1990-01-01");
        var foreign = (await registry.DoneAsync(
            "teachers", "create", "--name", "李外校", "--sex", "女", "--birth-date", "1985-05-05", "--school", Foreign, "--kind", "ESTABLISHED", "--start", "2015-09-01",
            "--department", $"{Foreign}-ZB", "--category", "SPECIALTY", "--json")).Json.GetProperty("teacher").GetProperty("teacherId").GetString()!;
        foreach (var who in (string[])["clerk", "finance", "enterprise"])
        {
            var signedIn = await registry.RunAsAsync(who, ["login", who, "--password-stdin"], registry.SamplePassword);
            Assert.True(signedIn.ExitCode == 0, signedIn.Error);
            Assert.Contains(who == "clerk" ? "hr clerk 高平中专 140581-GP01" : "140581", signedIn.Output, StringComparison.Ordinal);
        }
        Assert.Contains("hr clerk 高平中专 140581-GP01", (await registry.DoneAsync("users", "show", "clerk")).Output, StringComparison.Ordinal);
        Assert.Contains("finance 高平市 140581", (await registry.DoneAsync("users", "list", "--role", "FINANCE")).Output, StringComparison.Ordinal);

        var clerk = (await registry.RunAsAsync("clerk", "whoami")).Lines;
        Assert.Equal("clerk: hr clerk 高平中专 140581-GP01", clerk[0]);
        Assert.Contains(clerk[1].Split(' ')[^1], (await registry.DoneAsync("users", "show", "clerk")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await registry.RunAsAsync("clerk", "teachers", "get", own)).ExitCode);
        Assert.Equal(0, (await registry.RunAsAsync("clerk", "ratio", "--scope", Own)).ExitCode);
        // Another school's person is told apart from nobody by nothing but the id asked for.
        var another = await registry.RunAsAsync("clerk", "teachers", "get", foreign);
        var nobody = await registry.RunAsAsync("clerk", "teachers", "get", Nobody);
        Assert.StartsWith("NOT_FOUND", another.Error, StringComparison.Ordinal);
        Assert.Equal(nobody.Error, another.Error.Replace(foreign, Nobody, StringComparison.Ordinal));
        await RefusedAsync("clerk", "NOT_FOUND", "ratio", "--scope", Foreign);
        await RefusedAsync("clerk", "PERMISSION_DENIED", "audit", "list");

        Assert.Equal("finance: finance 高平市 140581", (await registry.RunAsAsync("finance", "whoami")).Lines[0]);
        Assert.Equal(0, (await registry.RunAsAsync("finance", "ratio", "--scope", "140581")).ExitCode);
        await RefusedAsync("finance", "NOT_FOUND", "ratio", "--scope", "140000");
        await RefusedAsync("finance", "PERMISSION_DENIED", "teachers", "get", own);
        await RefusedAsync("finance", "PERMISSION_DENIED", "teachers", "reveal", own, "--reason", "核对身份");

        Assert.Equal("enterprise: enterprise 高平市庚戌服务有限公司 140581-QY01", (await registry.RunAsAsync("enterprise", "whoami")).Lines[0]);
        Assert.Equal(0, (await registry.RunAsAsync("enterprise", "metrics")).ExitCode);
        Assert.Contains("高平中专", (await registry.RunAsAsync("enterprise", "organisations", "get", Own)).Output, StringComparison.Ordinal);
        await RefusedAsync("enterprise", "PERMISSION_DENIED", "ratio", "--scope", Own);
        await RefusedAsync("enterprise", "PERMISSION_DENIED", "teachers", "get", own);
        await RefusedAsync("enterprise", "PERMISSION_DENIED", "teachers", "get", Nobody);
        await RefusedAsync("enterprise", "PERMISSION_DENIED", "export", "roster.xlsx", "--scope", Own);

        async Task RefusedAsync(string who, string reason, params string[] args)
        {
            var ran = await registry.RunAsAsync(who, args);
            Assert.Equal(1, ran.ExitCode);
            Assert.StartsWith(reason, ran.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_caller_may_not_is_told_in_words()
    {
        await using var registry = await Registry.StartAsync(sample: true);
        await registry.RunAsAsync("enterprise", ["login", "enterprise", "--password-stdin"], registry.SamplePassword);
        string[] asked = ["ratio", "--scope", Own, "--server", registry.Address, "--config", registry.InHome("enterprise")];

        Assert.Contains("You may not do this (read figures).", (await Ran.OfAsync([.. asked, "--language", "en"])).Error, StringComparison.Ordinal);
        var chinese = (await Ran.OfAsync([.. asked, "--language", "zh"])).Error;
        Assert.Contains("您没有此项权限（查看统计数据）。", chinese, StringComparison.Ordinal);
        Assert.DoesNotContain("ReadFigures", chinese, StringComparison.Ordinal);
    }

    private static async Task<string> FirstOfAsync(Registry registry, string school) =>
        (await registry.DoneAsync("teachers", "list", "--school", school, "--limit", "1", "--json")).Json.GetProperty("teacherId").GetString()!;
}
