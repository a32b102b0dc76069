using System.Diagnostics;
using Faculty.Benchmarks.Load;
using Faculty.Benchmarks.Servers;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Benchmarks.Figures;

/// <summary>The whole registry as CSV files: rows per second, and the memory it takes.</summary>
internal static class Exports
{
    private const int MostRounds = 3;

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        await using var server = await Programs.OursAsync(await workspace.StoreAsync(options.Teachers), "--body-cache-mib", "16");
        var client = new ExportService.ExportServiceClient(server.Channel());
        var idle = server.MemoryMB;
        server.ResetPeak();
        var cpu = server.Cpu;
        var runs = new List<(double RowsPerSecond, long Rows, long Bytes)>();
        for (var round = 0; round < Math.Min(options.Rounds.Rounds, MostRounds); round++)
        {
            var watch = Stopwatch.StartNew();
            long rows = 0, bytes = 0;
            using var export = client.ExportRoster(new ExportRosterRequest { Format = RosterFormat.Csv });
            await foreach (var message in export.ResponseStream.ReadAllAsync())
            {
                bytes += message.Content.Length;
                rows = Math.Max(rows, message.RowsDone);
            }
            runs.Add((rows / watch.Elapsed.TotalSeconds, rows, bytes));
        }
        report.AtLeast($"export of {runs[0].Rows:N0} rows", Rounds.Median(runs, r => r.RowsPerSecond), "rows/s", 100_000,
            $"{runs[0].Bytes / 1e6:N0} MB, server CPU {(server.Cpu - cpu).TotalMicroseconds / runs.Sum(r => r.Rows):0.0} µs a row, "
            + $"median of {runs.Count}");
        report.AtMost("export, memory above idle", server.PeakMB - idle, "MB", 300,
            $"idle {idle:N0} MB, most {server.PeakMB:N0} MB, body cache 16 MiB");
    }
}
