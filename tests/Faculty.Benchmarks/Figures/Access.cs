using System.Security.Cryptography;
using Faculty.Benchmarks.Load;
using Faculty.Benchmarks.Servers;
using Faculty.Server.Accounts;
using Faculty.Server.Accounts.Outside;
using Faculty.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace Faculty.Benchmarks.Figures;

/// <summary>What it costs to know who calls: a token checked, a read with and without access, validation and metrics, idle streams of many callers.</summary>
internal static class Access
{
    private const string Get = "/faculty.v1.TeacherService/GetTeacher";
    private const int Tokens = 1000;
    private const int TokenRounds = 6;
    private const int Callers = 64;
    private const int MostGets = 5000;

    // About as long as the part of a token that is signed.
    private static readonly byte[] Text = new byte[300];

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        await CheckTokensAsync(report);
        await CompareReadsAsync(options, workspace, report);
        await IdleStreams.RunAsync(options, workspace, report);
    }

    private static async Task CheckTokensAsync(Report report)
    {
        var (cold, cached, signature) = (double.MaxValue, double.MaxValue, double.MaxValue);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signed = key.SignData(Text, HashAlgorithmName.SHA256);
        for (var round = 0; round < TokenRounds; round++)
        {
            // A new one knows no token yet.
            var tokens = new AccessTokens(TimeProvider.System);
            var authentication = new Authentication(new(TimeProvider.System, new()), tokens, new(new(), new(new(), TimeProvider.System, NullLogger<IssuerKeys>.Instance), TimeProvider.System), new(new(), TimeProvider.System));
            var shown = Enumerable.Range(0, Tokens).Select(i => $"Bearer {tokens.Issue($"account-{i}", $"session-{i}")}").ToArray();
            cold = Math.Min(cold, await CpuAsync(async i => await authentication.PrincipalOfAsync(shown[i])));
            cached = Math.Min(cached, await CpuAsync(async i => await authentication.PrincipalOfAsync(shown[i])));
            signature = Math.Min(signature, await CpuAsync(_ => Task.FromResult(key.VerifyData(Text, signed, HashAlgorithmName.SHA256))));
        }
        var told = $"best of {TokenRounds} times {Tokens:N0} tokens";
        report.AtMost("token seen for the first time, ES256 verified", cold * 1e6, "µs CPU", 50, $"{told}; an ES256 signature alone {signature * 1e6:0} µs");
        report.AtMost("token seen before, from the cache", cached * 1e6, "µs CPU", 50, told);
    }

    /// <summary>Processor seconds a token.</summary>
    private static async Task<double> CpuAsync(Func<int, Task> check)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Tokens; i++)
        {
            await check(i);
        }
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds / Tokens;
    }

    private static async Task CompareReadsAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        var store = await workspace.StoreAsync(options.Teachers);
        using var copy = workspace.Scratch(store);
        await using var ours = await Programs.OursAsync(store);
        await using var bare = await Programs.BareAsync(copy.Path);
        await using var echo = await Programs.EchoAsync();
        var client = new TeacherService.TeacherServiceClient(ours.Channel());
        var gets = (await StoreSample.OfAsync(ours)).Teachers.Take(MostGets).Select(t => new GetTeacherRequest { TeacherId = t.TeacherId }).ToList();
        var with = Comparison.Ours(ours, Get, gets);
        var without = with with { Name = "bare", Server = bare, Key = null };
        var bareClient = new TeacherService.TeacherServiceClient(bare.Channel());
        foreach (var get in gets)
        {
            // Read once from both: neither has to fetch it from the store any more.
            await bareClient.GetTeacherAsync(get);
        }
        var sides = Rounds.Run([with, without, await Comparison.EchoAsync(echo, gets, r => client.GetTeacherAsync(r))], Callers, options.Rounds);
        var (on, off, floor) = (sides[0].CpuMicros, sides[1].CpuMicros, sides[2].CpuMicros);
        report.AtMost("get by id with access, validation and metrics, server CPU beside echo", on / floor, "×", 1.3,
            string.Join("; ", sides.Zip(["with", "without", "echo"], (side, name) => Comparison.Side(name, side))));
        report.Note("get by id without them, server CPU beside echo", off / floor, "×", "the same handler in a host without guard, size check, web edge and metrics");
        report.Note("access, validation and metrics alone, server CPU beside echo", (on - off) / floor, "×", $"{on - off:0.0} µs CPU a read");
    }
}
