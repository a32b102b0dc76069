using System.Diagnostics;
using Faculty.Benchmarks.Load;
using Faculty.Benchmarks.Servers;
using Faculty.V1;
using Grpc.Core;
using SampleRules = Faculty.Server.Certification.Rules.SampleRules;

namespace Faculty.Benchmarks.Figures;

/// <summary>Precheck of a teacher, beside echo, and of whole schools, by the national pack that comes with the server.</summary>
internal static class Prechecks
{
    private const string Path = "/faculty.v1.PrecheckService/Precheck";
    private const int Callers = 16;
    private const int Questions = 2000;
    private const int Schools = 30;
    private const int SchoolSize = 100;
    private static readonly Google.Type.Date Day = new() { Year = 2026, Month = 9, Day = 1 };

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        using var scratch = workspace.Scratch(await workspace.StoreAsync(options.Teachers));
        await using var ours = await Programs.OursAsync(scratch.Path);
        await using var echo = await Programs.EchoAsync();
        await ActivateAsync(ours);
        var sample = await StoreSample.OfAsync(ours);
        var client = new PrecheckService.PrecheckServiceClient(ours.Channel());
        var questions = sample.Teachers.Take(Questions)
            .Select((t, i) => new PrecheckRequest { TeacherId = t.TeacherId, Track = RecognitionTrack.Secondary, Level = (RecognitionLevel)(1 + i % 3), AsOf = Day }).ToList();

        var sides = Rounds.Run([Comparison.Ours(ours, Path, questions), await Comparison.EchoAsync(echo, questions, r => client.PrecheckAsync(r))], Callers, options.Rounds);
        report.AtMost("precheck of a teacher, server CPU", sides[0].CpuMicros / 1000, "ms", 1, $"{Comparison.Side("ours", sides[0])}; {Comparison.Side("echo", sides[1])}");

        // The first pass warms up: it opens the identities, too.
        await OfSchoolsAsync(client, sample.Schools, ours);
        var (millis, cpu, teachers, schools) = await OfSchoolsAsync(client, sample.Schools, ours);
        report.AtMost($"precheck of a school, for {SchoolSize} teachers", millis, "ms", 50, $"{schools} schools of {teachers:0} teachers in the mean, one after the other, over their number; server CPU {cpu:0.0} ms");
    }

    // Milliseconds and server CPU for a hundred teachers, out of whole schools.
    private static async Task<(double Millis, double Cpu, double Teachers, int Schools)> OfSchoolsAsync(PrecheckService.PrecheckServiceClient client, IReadOnlyList<string> schools, ServerProcess server)
    {
        var (watch, cpu, teachers) = (Stopwatch.StartNew(), server.Cpu, 0);
        var some = schools.Take(Schools).ToList();
        foreach (var school in some)
        {
            using var call = client.PrecheckSchool(new() { SchoolCode = school, Track = RecognitionTrack.Secondary, Level = RecognitionLevel.Middle, AsOf = Day });
            await foreach (var message in call.ResponseStream.ReadAllAsync())
            {
                teachers += message.Teachers?.Teachers.Count ?? 0;
            }
        }
        var hundreds = (double)teachers / SchoolSize;
        return (watch.Elapsed.TotalMilliseconds / hundreds, (server.Cpu - cpu).TotalMilliseconds / hundreds, (double)teachers / some.Count, some.Count);
    }

    private static async Task ActivateAsync(ServerProcess server)
    {
        var client = new RulePackService.RulePackServiceClient(server.Channel());
        var draft = (await client.ImportRulePackAsync(new() { RulePack = SampleRules.Read("CN.json") })).RulePack;
        await client.ActivateRulePackAsync(new() { Code = draft.Code, Version = draft.Version });
    }
}
