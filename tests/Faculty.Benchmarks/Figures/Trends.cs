using System.Diagnostics;
using Faculty.Benchmarks.Load;
using Faculty.Benchmarks.Servers;
using Faculty.V1;

namespace Faculty.Benchmarks.Figures;

/// <summary>Ten years of a ratio with explanations: the first message of a watch, and the whole in one reply.</summary>
internal static class Trends
{
    private const int Times = 30;
    private const int Years = 10;

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        await using var ours = await Programs.OursAsync(await workspace.StoreAsync(options.Teachers));
        await using var echo = await Programs.EchoAsync();
        var sample = await StoreSample.OfAsync(ours);
        var client = new MetricService.MetricServiceClient(ours.Channel());
        var floor = new Floor.EchoService.EchoServiceClient(echo.Channel());
        string[] scopes = [sample.Root, .. sample.Schools.Take(3)];
        List<double> first = [], whole = [], echoFirst = [], echoWhole = [];
        for (var i = -scopes.Length; i < Times; i++)
        {
            var scope = scopes[(i + scopes.Length) % scopes.Length];
            var size = 0;
            var trend = await MillisAsync(async () =>
            {
                var reply = await client.GetTrendAsync(new GetTrendRequest { ScopeCode = scope });
                size = reply.Trend.Points.Count == Years ? reply.CalculateSize() : throw new InvalidOperationException("not ten years");
            });
            var watch = await MillisAsync(async () =>
            {
                using var call = client.WatchTrend(new WatchTrendRequest { ScopeCode = scope });
                await call.ResponseStream.MoveNext(CancellationToken.None);
            });
            var echoTrend = await MillisAsync(async () => await floor.EchoAsync(new Floor.EchoRequest { ReplyBytes = size }));
            var echoWatch = await MillisAsync(async () =>
            {
                using var call = floor.Watch(new Floor.WatchRequest { ReplyBytes = size });
                await call.ResponseStream.MoveNext(CancellationToken.None);
            });
            // The first question about each scope warms up.
            if (i >= 0)
            {
                whole.Add(trend);
                first.Add(watch);
                echoWhole.Add(echoTrend);
                echoFirst.Add(echoWatch);
            }
        }
        report.AtMost("ten-year trend, first message of a watch", Median(first), "ms", 20,
            $"median of {Times}, echo {Median(echoFirst):0.00} ms, longest {first.Max():0.0} ms");
        report.AtMost("ten-year trend, whole with explanations", Median(whole), "ms", 100,
            $"median of {Times}, echo {Median(echoWhole):0.00} ms, longest {whole.Max():0.0} ms");
    }

    private static double Median(List<double> millis) => Rounds.Median(millis, m => m);

    private static async Task<double> MillisAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }
}
