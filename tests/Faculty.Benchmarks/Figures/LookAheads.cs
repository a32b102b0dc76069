using System.Diagnostics;
using Faculty.Benchmarks.Servers;
using Faculty.V1;

namespace Faculty.Benchmarks.Figures;

/// <summary>The look-ahead over a county, a province and the nation, alone and with every school; and pages of the work lists.</summary>
internal static class LookAheads
{
    private const int Times = 20;
    private static readonly Google.Type.Date Day = new() { Year = 2026, Month = 9, Day = 1 };

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        var store = await workspace.RegistryAsync(options.Teachers);
        var started = Stopwatch.StartNew();
        await using var ours = await Programs.OursAsync(store);
        var ready = started.Elapsed;
        var client = new RecheckService.RecheckServiceClient(ours.Channel());
        await client.GetLookAheadAsync(new() { AsOf = Day });
        report.Note("from the start of the server to its first look-ahead", started.Elapsed.TotalSeconds, "s", $"ready after {ready.TotalSeconds:0.0} s; the records are read behind the start");

        foreach (var (name, scope) in ((string, string)[])[("a school", Registry.School), ("a county", Registry.County), ("a province", Registry.Province), ("the nation", Registry.Nation)])
        {
            foreach (var bySchool in (bool[])[false, true])
            {
                var request = new GetLookAheadRequest { ScopeCode = scope, AsOf = Day, BySchool = bySchool };
                var reply = await client.GetLookAheadAsync(request);
                var (median, worst, cpu) = await TimesAsync(ours, async () => await client.GetLookAheadAsync(request));
                report.AtMost(
                    $"look-ahead of {name}{(bySchool ? ", by school" : "")}", median, "ms", 200,
                    $"median of {Times}, worst {worst:0.0} ms, server CPU {cpu:0.0} ms; {reply.Figure.Windows[^1].RecognitionCount:N0} recognitions and {reply.Figure.Windows[^1].CredentialCount:N0} credentials end within 180 days, "
                    + $"{reply.Figure.Windows[^1].RecheckCount:N0} rechecks come due, {reply.Figure.Open.Sum(o => o.Count):N0} cases open, {reply.Schools.Count:N0} schools, {reply.CalculateSize():N0} B");
            }
        }
        await PageAsync("open cases", async token => (await client.ListRechecksAsync(new() { AsOf = Day, ScopeCode = Registry.Nation, PageToken = token })).NextPageToken);
        await PageAsync("rechecks due", async token => (await client.ListDueRechecksAsync(new() { AsOf = Day, ScopeCode = Registry.Nation, PageToken = token })).NextPageToken);
        await PageAsync("what ends", async token => (await client.ListExpiriesAsync(new() { AsOf = Day, ScopeCode = Registry.Nation, PageToken = token })).NextPageToken);

        async Task PageAsync(string name, Func<string, Task<string>> page)
        {
            var token = "";
            var (median, worst, cpu) = await TimesAsync(ours, async () => token = await page(token));
            report.Note($"page of 50 of {name} of the nation", median, "ms", $"median of {Times} one after the other, worst {worst:0.0} ms, server CPU {cpu:0.0} ms");
        }
    }

    private static async Task<(double Median, double Worst, double Cpu)> TimesAsync(ServerProcess server, Func<Task> call)
    {
        var times = new List<double>();
        var cpu = server.Cpu;
        for (var i = 0; i < Times; i++)
        {
            var watch = Stopwatch.StartNew();
            await call();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        return (times[Times / 2], times[^1], (server.Cpu - cpu).TotalMilliseconds / Times);
    }
}
