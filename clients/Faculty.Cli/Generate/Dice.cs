namespace Faculty.Cli.Generate;

/// <summary>
/// Reproducible choices (SplitMix64): whole numbers only, so that the same seed gives the same roster on every machine.
/// A stream is named by seed, purpose and index, so that no teacher's luck depends on another's.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state;

    /// <summary>Starts the stream of one thing.</summary>
    public Dice For(Purpose purpose, int index)
    {
        _state = Mix(Mix(seed + (ulong)purpose) + (ulong)index);
        return this;
    }

    /// <summary>A number from lowest to highest, both included.</summary>
    public int Between(int lowest, int highest) => lowest + (int)Math.BigMul(Next(), (ulong)(highest - lowest + 1), out _);

    /// <summary>True in so many of a thousand cases.</summary>
    public bool Chance(int perMille) => Between(0, 999) < perMille;

    public T Pick<T>(IReadOnlyList<T> items) => items[Between(0, items.Count - 1)];

    /// <summary>The index of one of the weights.</summary>
    public int Weighted(params ReadOnlySpan<int> weights)
    {
        var sum = 0;
        foreach (var weight in weights)
            sum += weight;
        var left = Between(0, sum - 1);
        var index = 0;
        while (left >= weights[index])
            left -= weights[index++];
        return index;
    }

    /// <summary>A day from first to last, both included.</summary>
    public DateOnly Day(DateOnly first, DateOnly last) => first.AddDays(Between(0, last.DayNumber - first.DayNumber));

    private ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

/// <summary>What a stream of choices is for.</summary>
internal enum Purpose
{
    County = 1,
    School = 2,
    Teacher = 3,
    Fault = 4,
}
