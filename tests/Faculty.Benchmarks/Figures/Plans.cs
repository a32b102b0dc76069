using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Faculty.Benchmarks.Servers;

namespace Faculty.Benchmarks.Figures;

/// <summary>Plans of quarters by the built `faculty plan`, held against the linear bound and judged by a script that shares no code with it. Needs no server.</summary>
internal static class Plans
{
    private static readonly (string Name, int Trainers, int Sessions, int Skills, int Plane, int Seed, double Goal)[] Sizes =
    [
        ("300 trainers, 1,840 sessions", 300, 1_840, 24, 100, 1, 99.4),
        ("300 trainers of rarer skills", 300, 1_840, 40, 120, 11, 99.4),
        ("100 trainers, 1,913 sessions, more asked for than there is", 100, 1_913, 16, 70, 2, 98.6),
        ("5,000 trainers, 9,600 sessions", 5_000, 9_600, 60, 240, 3, 99.0),
    ];

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        var small = await PlanAsync(Programs.InTests("Faculty.Cli.Tests/Planning/small-1.json"), options.Work);
        report.AtLeast("plan of the small instance, its proved optimum", small.Objective, "", 47_889, small.Told);
        report.AtMost("plan of the small instance, processor time", small.Cpu, "s", 5, "with the start of the program");
        foreach (var size in Sizes)
        {
            var folder = await workspace.QuarterAsync(size.Trainers, size.Sessions, size.Skills, size.Plane, size.Seed);
            var bound = double.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "bound")), CultureInfo.InvariantCulture);
            var plan = await PlanAsync(Path.Combine(folder, "instance.json"), options.Work);
            report.AtLeast($"plan of {size.Name}, of the linear bound", 100 * plan.Objective / bound, "%", size.Goal, $"{plan.Objective:N0} of {bound:N0}, {plan.Told}");
            report.AtMost($"plan of {size.Name}, processor time", plan.Cpu, "s", 10, "with the start of the program");
            if (size.Trainers >= 5_000)
            {
                report.AtMost($"plan of {size.Name}, memory", plan.PeakMB, "MB", 300, "most resident");
            }
        }
    }

    private static async Task<(double Objective, double Cpu, double PeakMB, string Told)> PlanAsync(string instance, string work)
    {
        Directory.CreateDirectory(work);
        var path = Path.Combine(work, "plan.json");
        var begun = Stopwatch.GetTimestamp();
        var (cpu, peak, said) = await Programs.PlanAsync(instance, path);
        var taken = Stopwatch.GetElapsedTime(begun);
        var plan = JsonDocument.Parse(said).RootElement;
        var judged = JsonDocument.Parse(await Programs.JudgeAsync(instance, path)).RootElement;
        if (judged.GetProperty("violations").GetInt32() != 0 || judged.GetProperty("objective").GetInt64() != plan.GetProperty("objective").GetInt64())
        {
            throw new InvalidOperationException($"The plan of {instance} is not what it says: {judged}");
        }
        return (plan.GetProperty("objective").GetInt64(), cpu.TotalSeconds, peak / 1e6,
            $"{plan.GetProperty("filled")} of {plan.GetProperty("sessions")} filled, {plan.GetProperty("iterations").GetInt64():N0} steps, {taken.TotalSeconds:0.0} s by the clock, no rule broken");
    }
}
