namespace Faculty.Domain.Metrics;

/// <summary>Up to <see cref="Size"/> steps sorted by key, and the heads per standing before the first of them.</summary>
internal sealed class StepBlock
{
    public const int Size = 1024;
    private ulong[] entries;
    // Heads before the first step of every standing that occurs: of 512 some forty do.
    private (ushort Standing, int Heads)[] start;

    public StepBlock(ReadOnlySpan<ulong> sorted, ReadOnlySpan<int> before) : this(sorted.ToArray(), Occurring(before))
    {
    }

    private StepBlock(ulong[] entries, (ushort Standing, int Heads)[] start) => (this.entries, Count, this.start) = (entries, entries.Length, start);

    public int Count { get; private set; }

    public ReadOnlyMemory<ulong> Entries => entries.AsMemory(0, Count);

    public ulong FirstKey => StepEntry.KeyOf(entries[0]);

    public long Bytes => 8L * (entries.Length + start.Length) + 120;

    public ReadOnlySpan<ulong> Before(ulong key) => entries.AsSpan(0, FirstAtOrAfter(key));

    public ReadOnlySpan<ulong> Between(ulong first, ulong end)
    {
        var from = FirstAtOrAfter(first);
        return entries.AsSpan(from, FirstAtOrAfter(end) - from);
    }

    /// <summary>Carries heads over from standing to standing.</summary>
    public static void Walk(ReadOnlySpan<ulong> steps, Span<int> heads)
    {
        foreach (var step in steps)
        {
            var count = StepEntry.Heads(step);
            heads[StepEntry.From(step)] -= count;
            heads[StepEntry.To(step)] += count;
        }
    }

    /// <summary>Adds the heads before the first step, by packed standing.</summary>
    public void AddStart(Span<int> heads)
    {
        foreach (var (standing, count) in start)
        {
            heads[standing] += count;
        }
    }

    /// <summary>Carries heads from before the first step over the whole block.</summary>
    public void Walk(Span<int> heads) => Walk(Entries.Span, heads);

    /// <summary>Adds heads to a step, which may appear or vanish by it.</summary>
    public void Add(ulong key, int heads)
    {
        var at = FirstAtOrAfter(key);
        for (; at < Count && StepEntry.KeyOf(entries[at]) == key; at++)
        {
            var sum = StepEntry.Heads(entries[at]) + heads;
            if (sum == 0)
            {
                entries.AsSpan(at + 1, --Count - at).CopyTo(entries.AsSpan(at));
                return;
            }
            if (Math.Abs(sum) <= StepEntry.MaxHeads)
            {
                entries[at] = StepEntry.Pack(key, sum);
                return;
            }
        }
        if (Count == entries.Length)
        {
            Array.Resize(ref entries, Math.Min(Size, Count + Math.Max(4, Count / 4)));
        }
        entries.AsSpan(at, Count++ - at).CopyTo(entries.AsSpan(at + 1));
        entries[at] = StepEntry.Pack(key, heads);
    }

    /// <summary>An earlier block gained heads of a step.</summary>
    public void Shift(ulong key, int heads)
    {
        var step = StepEntry.Pack(key, heads);
        Gain(StepEntry.From(step), -heads);
        Gain(StepEntry.To(step), heads);
    }

    /// <summary>Halves a full block; returns the later half.</summary>
    public StepBlock SplitOff()
    {
        var later = entries.AsSpan(Size / 2, Count - Size / 2).ToArray();
        entries = entries.AsSpan(0, Size / 2).ToArray();
        Count = Size / 2;
        Span<int> heads = stackalloc int[Standing.Count];
        heads.Clear();
        AddStart(heads);
        Walk(heads);
        return new(later, Occurring(heads));
    }

    public StepBlock Copy() => new(Entries.ToArray(), [.. start]);

    private void Gain(int standing, int heads)
    {
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i].Standing == standing)
            {
                start[i].Heads += heads;
                return;
            }
        }
        start = [.. start, ((ushort)standing, heads)];
    }

    private static (ushort Standing, int Heads)[] Occurring(ReadOnlySpan<int> heads)
    {
        var found = new List<(ushort, int)>();
        for (var i = 0; i < heads.Length; i++)
        {
            if (heads[i] != 0)
            {
                found.Add(((ushort)i, heads[i]));
            }
        }
        return [.. found];
    }

    private int FirstAtOrAfter(ulong key)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (StepEntry.KeyOf(entries[middle]) < key)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }
}
