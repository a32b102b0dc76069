using Faculty.Benchmarks.Load;
using Faculty.Benchmarks.Servers;
using Faculty.V1;

namespace Faculty.Benchmarks.Figures;

/// <summary>Resident memory of a server that has started on a store and answered reads, with a small body cache.</summary>
internal static class Memory
{
    private const int CacheMiB = 16;

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        await using var server = await Programs.OursAsync(await workspace.StoreAsync(options.Teachers), "--body-cache-mib", $"{CacheMiB}");
        var started = server.MemoryMB;
        var sample = await StoreSample.OfAsync(server);
        var gets = sample.Teachers.Select(t => new GetTeacherRequest { TeacherId = t.TeacherId });
        Rounds.Run([Comparison.Ours(server, "/faculty.v1.TeacherService/GetTeacher", gets)], callers: 16, new RoundOptions(1, 3));
        var goal = 100 + (300 * options.Teachers / 1e6) + (CacheMiB * 1.048576);
        report.AtMost($"memory at {options.Teachers:N0} teachers", server.MemoryMB, "MB", goal,
            $"goal 100 MB + 300 MB a million + body cache of {CacheMiB} MiB; {started:N0} MB when ready, {server.PeakMB:N0} MB at most");
    }
}
