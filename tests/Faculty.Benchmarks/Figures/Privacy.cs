using System.Diagnostics;
using Faculty.Benchmarks.Servers;
using Faculty.Server.Privacy;
using Faculty.Server.Teachers;
using Faculty.V1;
using Google.Type;

namespace Faculty.Benchmarks.Figures;

/// <summary>What sealing personal data costs one core: parts sealed and opened, numbers made findable, keys made durable.</summary>
internal static class Privacy
{
    private const int Persons = 2000;

    public static async Task RunAsync(BenchmarkOptions options, Workspace workspace, Report report)
    {
        using var scratch = workspace.Scratch(original: null);
        using var personal = PersonalData.Open(new() { DataDirectory = Path.Combine(scratch.Path, "data"), KeysDirectory = Path.Combine(scratch.Path, Programs.KeysFolder) }, TimeProvider.System);
        var ids = Enumerable.Range(0, Persons).Select(_ => Guid.NewGuid().ToString("N")).ToArray();
        var watch = Stopwatch.StartNew();
        var slots = await personal.Keys.AddAsync(Array.ConvertAll(ids, IdentitySeal.PersonOf));
        report.Note("keys of new persons, durable", Persons / watch.Elapsed.TotalSeconds, "/s", $"{Persons:N0} in one write and one sync");

        var bodies = Array.ConvertAll(ids, Body);
        var stored = new byte[Persons][];
        var sealing = Cpu(i => stored[i] = personal.Seal.Seal(bodies[i], slots[i]));
        var finding = Cpu(i => personal.Blind.Value(Server.Documents.IdNumberIndex, ids[i]));
        report.AtLeast("fields sealed and made findable, one core", 2 / (sealing + finding), "/s", 10_000,
            $"two parts {sealing * 1e6:0.0} µs CPU, key unwrapped each time; keyed hash {finding * 1e6:0.0} µs");

        var opening = Cpu(i =>
        {
            personal.Opened.Clear();
            personal.Seal.Open(stored[i]);
        });
        var again = Cpu(i => personal.Seal.Open(stored[0]));
        report.Note("identity opened", opening * 1e6, "µs CPU", $"{again * 1e6:0.00} µs when it was opened lately");
        report.AtMost("keys on disk a person", (double)new FileInfo(Path.Combine(personal.Ring.Directory.Path, PersonKeys.FileName)).Length / Persons, "B", 200, $"{Persons:N0} persons");
    }

    /// <summary>Processor seconds a person, the quickest of a few runs.</summary>
    private static double Cpu(Action<int> work)
    {
        var best = double.MaxValue;
        for (var round = 0; round < 6; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            for (var turn = 0; turn < 10; turn++)
            {
                for (var i = 0; i < Persons; i++)
                {
                    work(i);
                }
            }
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalSeconds / (10 * Persons));
        }
        return best;
    }

    private static byte[] Body(string id) => TeacherBytes.Body(new Teacher
    {
        TeacherId = id,
        Identity = new()
        {
            DisplayName = "王明",
            Sex = Sex.Male,
            BirthDate = new Date { Year = 1980, Month = 5, Day = 1 },
            IdType = IdType.Other,
            IdNumber = id[..18],
            Mobile = "13900000000",
        },
    });
}
