using System.Diagnostics;

namespace Faculty.Benchmarks.Load;

/// <summary>Runs contestants in turn, several rounds, so that what the machine does beside hits all of them alike.</summary>
internal static class Rounds
{
    private const int Connections = 2;
    // One for the compiler's first tiers, one for what it makes of them.
    private const int WarmUps = 2;

    public static IReadOnlyList<Measured> Run(IReadOnlyList<Contestant> contestants, int callers, RoundOptions options)
    {
        var rounds = contestants.Select(_ => new List<Round>()).ToList();
        var turns = contestants.Select(_ => new Turn()).ToList();
        for (var round = -WarmUps; round < options.Rounds; round++)
        {
            for (var i = 0; i < contestants.Count; i++)
            {
                // The rounds before the first warm up and are not counted.
                var seconds = round < 0 ? Math.Max(1, options.Seconds) : options.Seconds;
                var result = One(contestants[i], turns[i], callers, TimeSpan.FromSeconds(seconds));
                if (round >= 0)
                {
                    rounds[i].Add(result);
                }
            }
        }
        return [.. rounds.Select(r => new Measured(
            Median(r, x => x.Rate), Median(r, x => x.CpuMicros), Median(r, x => x.P50), Median(r, x => x.P99), Median(r, x => x.ReplyBytes)))];
    }

    public static double Median<T>(IEnumerable<T> items, Func<T, double> value)
    {
        var sorted = items.Select(value).Order().ToList();
        return sorted.Count == 0 ? double.NaN : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static Round One(Contestant contestant, Turn turn, int callers, TimeSpan duration)
    {
        var connections = Math.Min(Connections, callers);
        var samples = new Sample[connections];
        var cpu = contestant.Server.Cpu;
        var watch = Stopwatch.StartNew();
        var threads = Enumerable.Range(0, connections).Select(i => new Thread(() =>
        {
            using var connection = new Connection(contestant.Server.Address, contestant.Path, contestant.Key);
            samples[i] = connection.Run(() => turn.Next(contestant.Bodies), callers / connections, duration);
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        var elapsed = watch.Elapsed;
        cpu = contestant.Server.Cpu - cpu;
        if (samples.Any(s => s is null))
        {
            throw new InvalidOperationException($"{contestant.Name}: a connection broke.");
        }
        var latencies = samples.SelectMany(s => s.Latencies).Order().ToList();
        var failures = samples.Sum(s => s.Failures);
        if (failures > 0)
        {
            throw new InvalidOperationException($"{contestant.Name}: {failures} of {latencies.Count} calls of {contestant.Path} were refused.");
        }
        return new Round(
            latencies.Count / elapsed.TotalSeconds,
            cpu.TotalMicroseconds / latencies.Count,
            latencies[latencies.Count / 2],
            latencies[(int)(latencies.Count * 0.99)],
            (double)samples.Sum(s => s.ReplyBytes) / latencies.Count);
    }

    private sealed record Round(double Rate, double CpuMicros, double P50, double P99, double ReplyBytes);

    // Goes on where the round before stopped, so that a write is never sent twice in a row.
    private sealed class Turn
    {
        private long count = -1;

        public byte[] Next(IReadOnlyList<byte[]> bodies) => bodies[(int)(Interlocked.Increment(ref count) % bodies.Count)];
    }
}

/// <summary>How long a comparison takes.</summary>
internal sealed record RoundOptions(int Rounds, double Seconds);
