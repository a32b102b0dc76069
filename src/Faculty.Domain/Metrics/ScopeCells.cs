using Faculty.Domain.Certification;

namespace Faculty.Domain.Metrics;

/// <summary>
/// The steps of one scope, sorted by day, in blocks that know who was there before them: heads on any day are one block's start and a
/// walk over at most <see cref="StepBlock.Size"/> steps, however many teachers there are. One writer or many readers at a time.
/// </summary>
public sealed partial class ScopeCells
{
    private readonly List<StepBlock> blocks = [];
    private List<ulong>? pending;
    private int enough;

    /// <summary>Number of distinct steps kept.</summary>
    public int Count => blocks.Sum(b => b.Count);

    internal long Bytes => blocks.Sum(b => b.Bytes);

    /// <summary>Adds the heads per standing at the end of a day to <paramref name="heads"/>, indexed by packed standing; slot 0 is meaningless.</summary>
    public void HeadsOn(DateOnly day, Span<int> heads)
    {
        var end = StepEntry.FirstKey(day.DayNumber + 1);
        var index = BlockOf(end - 1);
        if (index < 0)
        {
            return;
        }
        var block = blocks[index];
        block.AddStart(heads);
        StepBlock.Walk(block.Before(end), heads);
    }

    /// <summary>The two counts of a definition on a day.</summary>
    public Fraction On(DateOnly day, MetricDefinition definition)
    {
        Span<int> heads = stackalloc int[Standing.Count];
        heads.Clear();
        HeadsOn(day, heads);
        return new(Sum(heads, definition.Numerator), Sum(heads, definition.Denominator));
    }

    /// <summary>The numerator by level of recognition, each against the whole denominator; level 0 only where such heads count.</summary>
    public IReadOnlyList<(RecognitionLevel Level, Fraction Figure)> ByLevel(DateOnly day, MetricDefinition definition)
    {
        var heads = new int[Standing.Count];
        HeadsOn(day, heads);
        var byLevel = new long[4];
        var counting = false;
        for (var i = 0; i < heads.Length; i++)
        {
            var standing = new Standing((ushort)i);
            if (definition.Numerator.Counts(standing))
            {
                byLevel[(int)standing.Level] += heads[i];
                counting |= standing.Level == 0;
            }
        }
        var denominator = Sum(heads, definition.Denominator);
        return [.. byLevel.Select((n, level) => ((RecognitionLevel)level, new Fraction(n, denominator))).Skip(counting ? 0 : 1)];
    }

    /// <summary>
    /// What moved a definition's counts after <paramref name="earlier"/> up to <paramref name="later"/>; the parts sum exactly to the
    /// difference.
    /// </summary>
    public IReadOnlyList<Effect> Explain(DateOnly earlier, DateOnly later, MetricDefinition definition)
    {
        Span<long> above = stackalloc long[64];
        Span<long> below = stackalloc long[64];
        above.Clear();
        below.Clear();
        var numerator = definition.Numerator.Table;
        var denominator = definition.Denominator.Table;
        var (first, end) = (StepEntry.FirstKey(earlier.DayNumber + 1), StepEntry.FirstKey(later.DayNumber + 1));
        for (var index = Math.Max(0, BlockOf(first)); index < blocks.Count && blocks[index].FirstKey < end; index++)
        {
            foreach (var entry in blocks[index].Between(first, end))
            {
                var (from, to, cause, heads) = (StepEntry.From(entry), StepEntry.To(entry), StepEntry.Cause(entry), StepEntry.Heads(entry));
                above[cause] += heads * (numerator[to] - numerator[from]);
                below[cause] += heads * (denominator[to] - denominator[from]);
            }
        }
        var effects = new List<Effect>();
        for (var cause = 0; cause < above.Length; cause++)
        {
            if (above[cause] != 0 || below[cause] != 0)
            {
                effects.Add(new((ChangeCause)cause, above[cause], below[cause]));
            }
        }
        return effects;
    }

    private static long Sum(ReadOnlySpan<int> heads, StandingFilter filter)
    {
        var table = filter.Table;
        long sum = 0;
        for (var i = 0; i < heads.Length; i++)
        {
            sum += heads[i] * table[i];
        }
        return sum;
    }

    internal IEnumerable<ReadOnlyMemory<ulong>> Entries => blocks.Select(b => b.Entries);

    /// <summary>The last block that begins at or before a key, or -1.</summary>
    private int BlockOf(ulong key)
    {
        var (low, high) = (0, blocks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (blocks[middle].FirstKey <= key)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low - 1;
    }
}
