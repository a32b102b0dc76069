namespace Faculty.Domain.Metrics;

/// <summary>Up to <see cref="Size"/> steps sorted by key, and the heads per standing before the first of them.</summary>
internal sealed class StepBlock
{
    public const int Size = 1024;
    private ulong[] entries;

    public StepBlock(ReadOnlySpan<ulong> sorted, int[]? start) => (entries, Count, Start) = (sorted.ToArray(), sorted.Length, start);

    public int Count { get; private set; }

    /// <summary>Heads before the first step, by packed standing; null = nobody.</summary>
    public int[]? Start { get; private set; }

    public ReadOnlyMemory<ulong> Entries => entries.AsMemory(0, Count);

    public ulong FirstKey => StepEntry.KeyOf(entries[0]);

    public long Bytes => 8L * entries.Length + (Start is null ? 0 : 4L * Standing.Count) + 96;

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

    public int[] HeadsAfter()
    {
        var heads = Start?.ToArray() ?? new int[Standing.Count];
        Walk(Entries.Span, heads);
        return heads;
    }

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
        Start ??= new int[Standing.Count];
        Walk([StepEntry.Pack(key, heads)], Start);
    }

    /// <summary>Halves a full block; returns the later half.</summary>
    public StepBlock SplitOff()
    {
        var later = entries.AsSpan(Size / 2, Count - Size / 2).ToArray();
        entries = entries.AsSpan(0, Size / 2).ToArray();
        Count = Size / 2;
        return new(later, HeadsAfter());
    }

    public StepBlock Copy() => new(Entries.Span, Start?.ToArray());

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
