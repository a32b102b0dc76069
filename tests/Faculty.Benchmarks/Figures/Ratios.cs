using Faculty.Benchmarks.Load;
using Faculty.Benchmarks.Servers;
using Faculty.V1;

namespace Faculty.Benchmarks.Figures;

/// <summary>The ratio of any scope, on any day, by any definition; beside the peer's grouped count, which must agree.</summary>
internal static class Ratios
{
    private const string Path = "/faculty.v1.MetricService/GetRatio";
    private const int Callers = 16;
    private const int Questions = 2000;
    private const int CheckedQuestions = 100;
    private static readonly string[] Metrics = ["M1", "M1b", "M1c", "M2", "M3", "M3b", "M4", "M5"];
    private static readonly string[] OnlyM1 = ["M1"];

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        var (store, smallStore) = (await workspace.StoreAsync(options.Teachers), await workspace.StoreAsync(options.Small));
        var database = options.WithPeer ? Workspace.Database(await workspace.PeerAsync(options.Teachers)) : null;
        await using var ours = await Programs.OursAsync(store);
        await using var small = await Programs.OursAsync(smallStore);
        await using var echo = await Programs.EchoAsync();
        await using var peer = database is null ? null : await Programs.PeerAsync(database);
        var sample = await StoreSample.OfAsync(ours);
        var client = new MetricService.MetricServiceClient(ours.Channel());
        var any = Any([.. sample.Organisations.Select(o => o.Code)], Metrics);

        var sides = Rounds.Run(
            [Comparison.Ours(ours, Path, any), await Comparison.EchoAsync(echo, any, r => client.GetRatioAsync(r))], Callers, options.Rounds);
        report.AtMost("ratio of any scope, day and definition, server CPU", sides[0].CpuMicros / 1000, "ms", 1,
            $"{Comparison.Side("ours", sides[0])}; {Comparison.Side("echo", sides[1])}");

        var roots = Any([sample.Root], Metrics);
        var smallRoots = Any([(await StoreSample.OfAsync(small)).Root], Metrics);
        var scale = Rounds.Run([Comparison.Ours(ours, Path, roots), Comparison.Ours(small, Path, smallRoots)], Callers, options.Rounds);
        report.AtMost($"ratio of the nation, {options.Teachers:N0} beside {options.Small:N0} teachers, server CPU",
            scale[0].CpuMicros / scale[1].CpuMicros, "×", 1.2, $"{Comparison.Side("large", scale[0])}; {Comparison.Side("small", scale[1])}");

        if (peer is not null)
        {
            var schools = Any([.. sample.Schools], OnlyM1);
            var nation = Any([sample.Root], OnlyM1);
            var theirs = new MetricService.MetricServiceClient(peer.Channel());
            await AgreeAsync(client, theirs, [.. schools.Take(CheckedQuestions), .. nation.Take(CheckedQuestions / 20)], report);
            BesidePeer("a school", schools, Callers);
            BesidePeer("the nation", nation, callers: 2);
        }

        void BesidePeer(string scope, List<GetRatioRequest> questions, int callers)
        {
            var both = Rounds.Run([Comparison.Ours(ours, Path, questions), Comparison.Peer(peer, Path, questions)], callers, options.Rounds);
            report.Note($"ratio M1 of {scope}, server CPU of peer beside ours", both[1].CpuMicros / both[0].CpuMicros, "×",
                $"{Comparison.Side("ours", both[0])}; {Comparison.Side("peer", both[1])}");
        }
    }

    private static async Task AgreeAsync(
        MetricService.MetricServiceClient ours, MetricService.MetricServiceClient peer, IReadOnlyList<GetRatioRequest> questions, Report report)
    {
        var differing = 0;
        foreach (var question in questions)
        {
            var (mine, theirs) = ((await ours.GetRatioAsync(question)).Figure, (await peer.GetRatioAsync(question)).Figure);
            differing += (mine.Numerator, mine.Denominator) == (theirs.Numerator, theirs.Denominator) ? 0 : 1;
        }
        report.AtMost("ratios on which ours and peer disagree", differing, "", 0, $"{questions.Count} questions to both");
    }

    private static List<GetRatioRequest> Any(IReadOnlyList<string> scopes, string[] metrics)
    {
        var random = new Random(StoreSample.Seed);
        return [.. Enumerable.Range(0, Questions).Select(_ => new GetRatioRequest
        {
            ScopeCode = scopes[random.Next(scopes.Count)],
            MetricId = metrics[random.Next(metrics.Length)],
            AsOf = new() { Year = random.Next(2016, 2029), Month = random.Next(1, 13), Day = random.Next(1, 29) },
        })];
    }
}
