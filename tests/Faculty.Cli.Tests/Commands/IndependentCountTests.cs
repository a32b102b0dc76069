using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

/// <summary>The whole road, from a generated folder through import and server, against a script that shares no code with it.</summary>
public sealed class IndependentCountTests
{
    // Before most were hired, around school years, within one, and to come: what lapses then is known now.
    private static readonly string[] Days = ["2012-09-01", "2021-09-01", "2023-08-31", "2023-09-01", "2025-03-17", "2025-09-01", "2027-09-01"];

    [Fact]
    public async Task Ratios_of_a_generated_folder_are_what_a_script_outside_the_product_counts()
    {
        await using var registry = await Registry.StartAsync();
        var folder = registry.InHome("roster");
        await registry.DoneAsync("generate", folder, "--teachers", "3000", "--seed", "11", "--today", "2025-11-25");
        await registry.DoneAsync("import", folder, "--blocks");

        var counted = await CountAsync(folder);
        Assert.Equal(counted, await AnsweredAsync(registry));

        // Control: without the revocations the script counts others, so forgetting them would be seen.
        var events = Path.Combine(folder, "recognition_events.csv");
        await File.WriteAllLinesAsync(events, File.ReadLines(events).Take(1).ToList());
        Assert.NotEqual(counted, await CountAsync(folder));
    }

    private static async Task<IReadOnlyList<string>> AnsweredAsync(Registry registry)
    {
        var lines = new List<string>();
        foreach (var day in Days)
        {
            var figure = (await registry.DoneAsync("ratio", "--scope", "CN", "--on", day, "--by", "department", "--json")).Json;
            var parts = figure.GetProperty("parts").EnumerateArray().Where(p => !p.GetProperty("notApplicable").GetBoolean());
            lines.AddRange(parts.Select(p => Line(day, p.GetProperty("scopeCode").GetString()!, p)));
            lines.Add(Line(day, "*", figure));
        }
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static string Line(string day, string scope, JsonElement figure) =>
        $"{day},{scope},{figure.GetProperty("numerator").GetString()},{figure.GetProperty("denominator").GetString()}";

    private static async Task<IReadOnlyList<string>> CountAsync(string folder)
    {
        var start = new ProcessStartInfo("python3", [Script(), folder, .. Days]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var script = Process.Start(start)!;
        var complaints = script.StandardError.ReadToEndAsync();
        var lines = (await script.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await script.WaitForExitAsync();
        Assert.True(script.ExitCode == 0, await complaints);
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static string Script([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "independent", "count_ratio.py"));
}
