using Faculty.Benchmarks.Servers;
using Faculty.V1;

namespace Faculty.Benchmarks.Figures;

/// <summary>Rosters into an empty registry: a workbook, and a folder of CSV files with the memory it takes.</summary>
internal static class Imports
{
    private const int WorkbookTeachers = 10_000;
    private const int FolderTeachers = 100_000;
    private const int MostRounds = 3;

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        var workbookSize = Math.Min(WorkbookTeachers, options.Teachers);
        var workbook = await workspace.WorkbookAsync(workbookSize);
        await MeasureAsync($"import of {workbookSize:N0} teachers from a workbook", [workbook], 3, MostRounds, options, workspace, report);
        var folderSize = Math.Min(FolderTeachers, options.Teachers);
        var csv = Directory.GetFiles(await workspace.RosterAsync(folderSize), "*.csv");
        await MeasureAsync($"import of {folderSize:N0} teachers from CSV files", csv, 15, MostRounds, options, workspace, report);
        if (options.Teachers > FolderTeachers)
        {
            // Memory must not grow with the file: one round of the whole size, for which no time is promised.
            var whole = Directory.GetFiles(await workspace.RosterAsync(options.Teachers), "*.csv");
            await MeasureAsync($"import of {options.Teachers:N0} teachers from CSV files", whole, goal: null, rounds: 1, options, workspace, report);
        }
    }

    private static async Task MeasureAsync(
        string figure, IReadOnlyList<string> files, double? goal, int rounds, BenchmarkOptions options, Workspace workspace, Report report)
    {
        var runs = new List<(Imported Imported, TimeSpan Cpu, double Idle, double Peak, double Resident)>();
        for (var round = 0; round < Math.Min(options.Rounds.Rounds, rounds); round++)
        {
            using var data = workspace.Scratch(original: null);
            (Imported, TimeSpan, double, double) run;
            await using (var server = await OursAsync(data.Path))
            {
                var idle = server.MemoryMB;
                server.ResetPeak();
                var cpu = server.Cpu;
                var imported = await Import.RunAsync(server.Channel(), files, ImportMode.Blocks);
                run = (imported, server.Cpu - cpu, idle, server.PeakMB);
            }
            // What the imported teachers themselves take: a server that has just started on them.
            await using var again = await OursAsync(data.Path);
            runs.Add((run.Item1, run.Item2, run.Item3, run.Item4, again.MemoryMB));
        }
        var median = runs.OrderBy(r => r.Imported.Elapsed).ElementAt(runs.Count / 2);
        var seconds = median.Imported.Elapsed.TotalSeconds;
        var from = $"{median.Imported.Rows:N0} rows, {median.Imported.Rows / seconds:N0} rows/s, of it upload "
            + $"{median.Imported.Upload.TotalSeconds:0.0} s, server CPU {median.Cpu.TotalSeconds:0.0} s, median of {runs.Count}";
        if (goal is { } atMost)
        {
            report.AtMost(figure, seconds, "s", atMost, from);
        }
        else
        {
            report.Note(figure, seconds, "s", from);
        }
        report.AtMost($"{figure}, memory above idle", runs.Max(r => r.Peak - r.Idle), "MB", 300,
            $"idle {median.Idle:N0} MB, most {runs.Max(r => r.Peak):N0} MB, body cache 16 MiB");
        report.AtMost($"{figure}, memory above idle with its teachers", runs.Max(r => r.Peak - r.Resident), "MB", 300,
            $"idle afterwards {median.Resident:N0} MB, the registry's indexes and cube included");
    }

    private static Task<ServerProcess> OursAsync(string data) => Programs.OursAsync(data, "--body-cache-mib", "16");
}
