using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Faculty.Cli.Running;
using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Planning;

/// <summary>`faculty plan` on the instance whose optimum is proved, judged by a program that shares no code with the planner.</summary>
public sealed class PlanTests : IDisposable
{
    private static readonly string Tests = Folder();
    private static readonly string Small = Path.Combine(Tests, "Faculty.Cli.Tests/Planning/small-1.json");
    private readonly string folder = Directory.CreateTempSubdirectory("faculty-plan-").FullName;

    private string Out => Path.Combine(folder, "plan.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("1")]
    [InlineData("2026")]
    public async Task The_proved_optimum_is_found(string seed)
    {
        var ran = await PlanAsync(Small, "--seed", seed, "--json");

        Assert.Equal((ExitCode.Done, 47_889), (ran.ExitCode, ran.Json.GetProperty("objective").GetInt64()));
        Assert.Equal(47_889, ran.Json.GetProperty("terms").EnumerateObject().Sum(t => t.Value.GetInt64()));
        Assert.False(ran.Json.GetProperty("stoppedEarly").GetBoolean());
        var judged = await JudgedAsync(Small);
        Assert.Equal((47_889, 0), (judged.GetProperty("objective").GetInt32(), judged.GetProperty("violations").GetInt32()));
        Assert.Equal(ran.Json.GetProperty("filled").GetInt32(), judged.GetProperty("filled").GetInt32());
    }

    [Fact]
    public async Task The_same_seed_and_iterations_write_the_same_bytes_and_other_seeds_others()
    {
        var plans = new List<string>();
        foreach (var seed in (string[])["7", "7", "8"])
        {
            Assert.Equal(ExitCode.Done, (await PlanAsync(Small, "--seed", seed, "--iterations", "60")).ExitCode);
            plans.Add(await File.ReadAllTextAsync(Out));
        }
        Assert.Equal(plans[0], plans[1]);
        Assert.NotEqual(plans[0], plans[2]);
    }

    [Fact]
    public async Task A_plan_cut_short_by_time_breaks_no_rule_and_says_so()
    {
        var ran = await PlanAsync(Small, "--iterations", "1000000000", "--seconds", "0.3");

        Assert.Equal(ExitCode.Done, ran.ExitCode);
        Assert.Contains("Stopped after", ran.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await JudgedAsync(Small)).GetProperty("violations").GetInt32());
    }

    [Fact]
    public async Task A_plan_interrupted_is_written_as_far_as_it_is()
    {
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new StringWriter();
        stop.Cancel();

        var code = await FacultyCommand.RunAsync(["plan", Small, "-o", Out, "--language", "en"], output, error, stop.Token);

        Assert.Equal(ExitCode.Interrupted, code);
        Assert.Contains("Stopped after 0 of", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, (await JudgedAsync(Small)).GetProperty("violations").GetInt32());
    }

    [Fact]
    public async Task Every_unfilled_session_is_explained()
    {
        var ran = await PlanAsync(Small, "--explain", "--json");

        var unfilled = ran.Json.GetProperty("unfilled");
        Assert.Equal(83 - ran.Json.GetProperty("filled").GetInt32(), unfilled.GetArrayLength());
        // Of a plan that is the best there is, no swap is a gain.
        Assert.All(unfilled.EnumerateArray().Select(u => u.GetProperty("cheapestSwap")).Where(s => s.ValueKind != JsonValueKind.Null), s => Assert.InRange(s.GetProperty("change").GetInt32(), -5_000, 0));
        var told = await PlanAsync(Small, "--explain");
        Assert.Equal(9, told.Lines.Count(l => l.EndsWith("is unfilled", StringComparison.Ordinal)));

        // Before the search has gone far there are some.
        told = await PlanAsync(Small, "--explain", "--iterations", "0");
        Assert.Contains("cheapest swap, objective +", told.Output, StringComparison.Ordinal);
        told = await Ran.OfAsync("plan", Small, "-o", Out, "--explain", "--iterations", "0", "--language", "zh");
        Assert.Contains("代价最小的调换，目标值 +", told.Output, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Spoiled => new()
    {
        { "$.trainers[2].busy", "21 letters 0 or 1" },
        { "$.trainers[0].week_cap", "a whole number from 0" },
        { "$.trainers[1].skills[0]", "four numbers" },
        { "$.trainers[1].id", "is the id of another one too" },
        { "$.items[3].need", "a whole number from 1" },
        { "$.items[3].sessions", "names other sessions" },
        { "$.sessions[5].item", "is no item" },
        { "$.sessions[5].options[0]", "day 0 to 90, slot 0 to 2" },
        { "$.slots", "from 3 to 3" },
        { "$.rules.continuity", "is missing" },
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public async Task What_is_wrong_in_a_file_is_told_with_its_place_and_rule(string place, string rule)
    {
        var file = Path.Combine(folder, "spoiled.json");
        await File.WriteAllTextAsync(file, Spoil(await File.ReadAllTextAsync(Small), place));

        var ran = await PlanAsync(file);

        Assert.Equal(ExitCode.Usage, ran.ExitCode);
        Assert.StartsWith($"{file}: {place}: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains(rule, ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Out));
    }

    [Fact]
    public async Task What_is_no_instance_is_refused()
    {
        var file = Path.Combine(folder, "torn.json");
        await File.WriteAllTextAsync(file, "{\"trainers\": [");
        Assert.Equal((ExitCode.Usage, $"{file}: line 1, byte 15: this is not JSON.\n"), await RefusedAsync(file));
        await File.WriteAllTextAsync(file, "[]");
        Assert.Equal(ExitCode.Usage, (await RefusedAsync(file)).ExitCode);
        Assert.Equal((ExitCode.Usage, $"There is no file {folder}/none.json.\n"), await RefusedAsync(Path.Combine(folder, "none.json")));
        Assert.Equal(ExitCode.Usage, (await PlanAsync(Small, "--seconds", "0")).ExitCode);
        Assert.Equal(ExitCode.Usage, (await PlanAsync(Small, "--iterations", "-1")).ExitCode);

        async Task<(int ExitCode, string Error)> RefusedAsync(string path) => await PlanAsync(path) is var ran ? (ran.ExitCode, ran.Error) : default;
    }

    private static string Spoil(string text, string place)
    {
        var json = JsonNode.Parse(text)!;
        _ = place switch
        {
            "$.trainers[2].busy" => json["trainers"]![2]!["busy"] = "0101",
            "$.trainers[0].week_cap" => json["trainers"]![0]!["week_cap"] = -1,
            "$.trainers[1].skills[0]" => json["trainers"]![1]!["skills"]![0] = new JsonArray(1, 9, 0, 90),
            "$.trainers[1].id" => json["trainers"]![1]!["id"] = 0,
            "$.items[3].need" => json["items"]![3]!["need"] = 0,
            "$.items[3].sessions" => json["items"]![3]!["sessions"] = new JsonArray(6, 7),
            "$.sessions[5].item" => json["sessions"]![5]!["item"] = 999,
            "$.sessions[5].options[0]" => json["sessions"]![5]!["options"]![0] = new JsonArray(91, 0),
            "$.slots" => json["slots"] = 4,
            _ => json["rules"]!.AsObject().Remove("continuity") ? null : null,
        };
        return json.ToJsonString();
    }

    private Task<Ran> PlanAsync(string file, params string[] more) => Ran.OfAsync(["plan", file, "-o", Out, "--language", "en", .. more]);

    private async Task<JsonElement> JudgedAsync(string instance)
    {
        using var python = Process.Start(new ProcessStartInfo("python3", [Path.Combine(Tests, "independent/check_plan.py"), instance, Out]) { RedirectStandardOutput = true })!;
        var said = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        return JsonDocument.Parse(said).RootElement;
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
