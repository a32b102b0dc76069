using System.Text.Json;
using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

/// <summary>企业点单 from the command line: an enterprise and a school of the sample, each signed in as themselves.</summary>
public sealed class OrdersTests
{
    private const string Password = "a sentence is easy to remember", Item = "WALK-01";

    [Fact]
    public async Task An_enterprise_and_a_school_walk_an_order_from_its_first_words_to_its_settlement()
    {
        await using var registry = await Registry.StartAsync(sample: true);
        await registry.EnrolAsync("factory", Password, "ENTERPRISE", "140581-QY01");
        await registry.EnrolAsync("office", Password, "TRAINER_COORDINATOR", "140581-GP01");
        await registry.OfferAsync("140581-GP01", Item);
        var trainer = await WelderAsync(registry);

        var made = await DoneAsync(registry, "factory", "orders", "create", "--enterprise", "140581-QY01", "--credit-code", "91140581MA0000QY09", "--school", "140581-GP01", "--place", "140581-QY01",
            "--line", $"{Item}:12:2025-12-01..2025-12-31");
        Assert.Contains("This is a draft", made.Output, StringComparison.Ordinal);
        var number = made.Lines[0].Split(' ')[0];
        await DoneAsync(registry, "factory", "orders", "revise", number, "--line", $"{Item}:20:2025-12-01..2025-12-31");
        Assert.Contains("names trainers, days and a price", (await DoneAsync(registry, "factory", "orders", "submit", number)).Output, StringComparison.Ordinal);
        Assert.Contains(number, (await DoneAsync(registry, "office", "orders", "waiting")).Output, StringComparison.Ordinal);

        // Times touch and do not overlap.
        string[] quote = ["orders", "quote", number, "--session", $"1 2025-12-16 08:00-12:00 practice {trainer}", "--session", $"1 2025-12-16 12:00-13:00 实操 {trainer}"];
        var quoted = await DoneAsync(registry, "office", quote);
        Assert.Contains("20000.00 yuan, paid", quoted.Output, StringComparison.Ordinal);
        var seen = await DoneAsync(registry, "factory", "orders", "show", number);
        Assert.Contains("held until 2025-11-26 12:00:00", seen.Output, StringComparison.Ordinal);
        Assert.Contains("T1", seen.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(trainer, seen.Output, StringComparison.Ordinal);
        Assert.Contains(trainer, quoted.Output, StringComparison.Ordinal);

        // A day later it is back with the school by itself; quoted again, it is taken.
        await LaterAsync(registry, TimeSpan.FromHours(24));
        Assert.StartsWith("HOLD_EXPIRED", (await registry.RunAsAsync("factory", "orders", "confirm", number)).Error, StringComparison.Ordinal);
        Assert.Contains("keeps its place in the queue", (await DoneAsync(registry, "factory", "orders", "show", number)).Output, StringComparison.Ordinal);
        var sessions = (await DoneAsync(registry, "office", "orders", "quote", number, "--json")).Json.GetProperty("view").GetProperty("order").GetProperty("sessions");
        var ids = sessions.EnumerateArray().Select(s => s.GetProperty("sessionId").GetString()!).ToList();
        Assert.Contains("It is agreed", (await DoneAsync(registry, "factory", "orders", "confirm", number)).Output, StringComparison.Ordinal);
        await DoneAsync(registry, "office", "orders", "reschedule", number, ids[1], "--day", "2025-12-16", "--time", "13:00-14:00", "--note", "设备检修");

        await LaterAsync(registry, TimeSpan.FromDays(21));
        await DoneAsync(registry, "office", "orders", "attend", number, "--session", $"{ids[0]}=20", "--session", $"{ids[1]}=19");
        await DoneAsync(registry, "office", "orders", "deliver", number, "--result", "1=19/17");
        await DoneAsync(registry, "factory", "orders", "rate", number, "--stars", "5", "--note", "讲得清楚");
        var settled = await DoneAsync(registry, "office", "orders", "settle", number, "--document", "结〔2025〕7号");
        Assert.Contains("17000.00 yuan due, 3000.00 yuan waived", settled.Output, StringComparison.Ordinal);
        Assert.Contains("已结算，无后续事项", (await registry.RunInChineseAsync("orders", "show", number)).Output, StringComparison.Ordinal);
        Assert.Contains(number, (await DoneAsync(registry, "factory", "orders", "list", "--state", "SETTLED")).Output, StringComparison.Ordinal);
        Assert.Contains("17000.00", (await registry.DoneAsync("orders", "sums", "--scope", "140581-GP01", "--from", "2025-12-01")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_mistyped_is_told_with_what_was_meant()
    {
        await using var registry = await Registry.StartAsync();
        foreach (var (args, told) in ((string[], string)[])
        [
            (["orders", "create", "--line", "HG"], "ITEM:HEADS"),
            (["orders", "create", "--line", "HG:20:2026-13-01..2026-12-31"], "ITEM:HEADS"),
            (["orders", "quote", "20261127-7K3MQ", "--session", "1 2026-12-07 08:00 practice x"], "FROM-TO"),
            (["orders", "quote", "20261127-7K3MQ", "--price", "1000"], "number of the line"),
            (["orders", "reschedule", "20261127-7K3MQ", "x", "--day", "2026-12-07", "--time", "8"], "from and to"),
            (["orders", "attend", "20261127-7K3MQ", "--session", "x"], "SESSION=HEADS"),
            (["orders", "deliver", "20261127-7K3MQ", "--result", "1=20"], "COMPLETED/PASSED"),
        ])
        {
            var ran = await registry.RunAsync(args);
            Assert.Equal(2, ran.ExitCode);
            Assert.Contains(told, ran.Error, StringComparison.Ordinal);
        }
        var refused = await registry.RunInChineseAsync("orders", "create", "--enterprise", "QY", "--school", "GP", "--credit-code", "91140581MA0000QY00", "--line", "HG-01:20");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("校验码不符", refused.Error, StringComparison.Ordinal);
    }

    /// <summary>Somebody of the sample's pool who welds, and works with the enterprise.</summary>
    private static async Task<string> WelderAsync(Registry registry) => (await registry.DoneAsync("trainers", "list", "--occupation", "6-18-02-04", "--state", "IN_POOL", "--as-of", "2025-12-16", "--json")).Lines
        .Select(l => JsonDocument.Parse(l).RootElement).First(t => t.GetProperty("blockedEnterpriseCodes").GetArrayLength() == 0 && t.GetProperty("consented").GetBoolean()).GetProperty("trainerId").GetString()!;

    /// <summary>Sign-ins have ended by then.</summary>
    private static async Task LaterAsync(Registry registry, TimeSpan by)
    {
        registry.Later(by);
        foreach (var user in (string[])["factory", "office"])
        {
            var ran = await registry.RunAsAsync(user, ["login", user, "--password-stdin"], Password);
            Assert.True(ran.ExitCode == 0, ran.Error);
        }
    }

    private static async Task<Ran> DoneAsync(Registry registry, string user, params string[] args)
    {
        var ran = await registry.RunAsAsync(user, args);
        Assert.True(ran.ExitCode == 0, $"faculty {string.Join(' ', args)} ended with {ran.ExitCode}:\n{ran.Error}\n{ran.Output}");
        return ran;
    }
}
