using System.Diagnostics;
using Faculty.Benchmarks.Load;
using Faculty.Benchmarks.Servers;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Benchmarks.Figures;

/// <summary>
/// What 10,000 streams that wait for a change take of the server's memory. As many programs hold them as the usual limit of streams asks for:
/// each the auditor of a school with an account, a key and one connection of its own, so 50 connections and no more open files than that.
/// </summary>
internal static class IdleStreams
{
    private const int Programs = 50;
    private const int StreamsEach = 200;
    private const double MostMB = 150;

    private static readonly TimeSpan Opening = TimeSpan.FromMinutes(3);

    // Two keep-alives and more: what a stream holds after those it holds for good.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(50);

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        using var copy = workspace.Scratch(await workspace.StoreAsync(options.Small));
        await MeasureAsync("WatchChanges", "/faculty.v1.ChangeService/WatchChanges", _ => new WatchChangesRequest());
        await MeasureAsync("WatchTrend", "/faculty.v1.MetricService/WatchTrend", school => new WatchTrendRequest { ScopeCode = school });

        async Task MeasureAsync(string name, string path, Func<string, IMessage> request)
        {
            await using var ours = await Servers.Programs.OursAsync(copy.Path);
            var callers = await CallersAsync(ours);
            List<(string Key, byte[] Body)> watchers = [.. callers.Select(c => (c.Key, Body.Of(request(c.School))))];
            // The first stream costs what all of them share.
            using (var first = new HeldStreams(ours, path, watchers[..1], streams: 1))
            {
                await first.OpenedAsync(Opening);
            }
            var before = ours.MemoryMB;
            ours.ResetPeak();
            var watch = Stopwatch.StartNew();
            using var held = new HeldStreams(ours, path, watchers, StreamsEach);
            await held.OpenedAsync(Opening);
            var opened = watch.Elapsed;
            var (cpu, messages) = (ours.Cpu, held.Messages);
            await Task.Delay(Idle);
            held.RequireWhole();
            var (spent, kept) = (ours.Cpu - cpu, held.Messages - messages);
            report.AtMost($"{Programs * StreamsEach:N0} idle streams of {name}, memory above idle", ours.MemoryMB - before, "MB", MostMB,
                $"idle {before:0} MB, most {ours.PeakMB:0} MB, {Programs} callers, opened in {opened.TotalSeconds:0.0} s, "
                + $"then {Idle.TotalSeconds:0} s with {kept:N0} keep-alives, {spent.TotalMicroseconds / kept:0} µs CPU each");
        }
    }

    private static async Task<IReadOnlyList<(string Key, string School)>> CallersAsync(ServerProcess server)
    {
        var schools = (await StoreSample.OfAsync(server)).Schools;
        var accounts = new AccountService.AccountServiceClient(server.Channel());
        var callers = new List<(string, string)>();
        for (var i = 0; i < Programs; i++)
        {
            var school = schools[i % schools.Count];
            var name = $"watcher-{Guid.NewGuid():n}"[..32];
            var account = new Account { AccountName = name, Kind = AccountKind.Service, Grants = { new Grant { Role = Role.Auditor, OrganisationCode = school } } };
            await accounts.CreateAccountAsync(new() { Account = account, RequestId = $"{Guid.NewGuid()}" });
            callers.Add(((await accounts.CreateKeyAsync(new() { AccountName = name, RequestId = $"{Guid.NewGuid()}" })).Secret, school));
        }
        return callers;
    }
}
