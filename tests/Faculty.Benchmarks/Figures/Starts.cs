using System.Diagnostics;
using Faculty.Benchmarks.Load;
using Faculty.Benchmarks.Servers;
using Faculty.V1;

namespace Faculty.Benchmarks.Figures;

/// <summary>From the start of the process to its first ratio: empty, with snapshots, without them, and with the journal alone.</summary>
internal static class Starts
{
    private const int MostRounds = 3;

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        await MeasureAsync("first answer, empty registry", 0.5, original: null, _ => false, options, workspace, report);
        var store = await workspace.StoreAsync(options.Teachers);
        var figure = $"first answer, {options.Teachers:N0} teachers";
        await MeasureAsync($"{figure} from snapshots", 5, store, _ => false, options, workspace, report);
        await MeasureAsync($"{figure} rebuilt from LiteDB", 60, store, IsSnapshot, options, workspace, report);
        await MeasureAsync($"{figure} rebuilt from the journal", null, store, file => !IsJournal(file) && !IsKey(file), options, workspace, report);
    }

    private static async Task MeasureAsync(
        string figure, double? goal, string? original, Func<string, bool> lost, BenchmarkOptions options, Workspace workspace, Report report)
    {
        var seconds = new List<double>();
        for (var round = 0; round < Math.Min(options.Rounds.Rounds, MostRounds); round++)
        {
            using var data = workspace.Scratch(original);
            await Signing.KeyAsync(data.Path);
            foreach (var file in Directory.GetFiles(data.Path, "*", SearchOption.AllDirectories).Where(lost))
            {
                File.Delete(file);
            }
            var watch = Stopwatch.StartNew();
            await using var server = await Programs.OursAsync(data.Path);
            await FirstRatioAsync(server);
            seconds.Add(watch.Elapsed.TotalSeconds);
        }
        var median = Rounds.Median(seconds, s => s);
        var detail = $"median of {seconds.Count}, longest {seconds.Max():0.00} s";
        if (goal is { } most)
        {
            report.AtMost(figure, median, "s", most, detail);
        }
        else
        {
            report.Note(figure, median, "s", detail);
        }
    }

    // An empty registry has no scope to ask about: there the refusal is the answer.
    private static async Task FirstRatioAsync(ServerProcess server)
    {
        try
        {
            await new MetricService.MetricServiceClient(server.Channel()).GetRatioAsync(new GetRatioRequest { ScopeCode = "CN" });
        }
        catch (Grpc.Core.RpcException refusal) when (refusal.StatusCode is Grpc.Core.StatusCode.NotFound or Grpc.Core.StatusCode.FailedPrecondition)
        {
        }
    }

    private static bool IsJournal(string file) => Path.GetFileName(file).StartsWith("journal", StringComparison.Ordinal);

    private static bool IsKey(string file) =>
        Path.GetFileName(Path.GetDirectoryName(file)) == Programs.KeysFolder || file.EndsWith(".key", StringComparison.Ordinal);

    private static bool IsSnapshot(string file) => file.EndsWith(".snapshot", StringComparison.Ordinal);
}
