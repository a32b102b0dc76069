using System.Runtime.InteropServices;

namespace Faculty.Domain.Metrics;

/// <summary>How steps come and go: a few at their places, many by a merge of the whole.</summary>
public sealed partial class ScopeCells
{
    private const int FilledSize = 768;

    public ScopeCells Copy()
    {
        var copy = new ScopeCells();
        copy.blocks.AddRange(blocks.Select(b => b.Copy()));
        return copy;
    }

    /// <summary>Takes steps in (+1) or out (-1) at once; for a copy that stands for another moment.</summary>
    public void Change(IEnumerable<ScopeStep> steps, int heads)
    {
        foreach (var step in steps)
        {
            Collect(step.Key, heads);
        }
        Settle();
    }

    /// <summary>Takes a step in (+1) or out (-1); visible after <see cref="Settle"/>. True for the first that waits for it.</summary>
    internal bool Collect(ulong key, int heads)
    {
        var first = pending is null;
        if (first)
        {
            (pending, enough) = ([], Math.Max(4096, Count / 2));
        }
        pending!.Add(StepEntry.Pack(key, heads));
        // A long load stays as small as its result.
        if (pending.Count == enough)
        {
            Settle();
        }
        return first;
    }

    internal void Settle()
    {
        if (pending is null)
        {
            return;
        }
        var batch = Sorted(pending);
        pending = null;
        if (batch.Count > 64 && batch.Count > Count / 16)
        {
            Fill(Merged(batch));
            return;
        }
        foreach (var entry in batch)
        {
            Add(StepEntry.KeyOf(entry), StepEntry.Heads(entry));
        }
    }

    /// <summary>Replaces the content by entries sorted by key.</summary>
    internal void Fill(List<ulong> entries)
    {
        blocks.Clear();
        blocks.Capacity = entries.Count / FilledSize + 1;
        Span<int> heads = stackalloc int[Standing.Count];
        heads.Clear();
        for (var at = 0; at < entries.Count; at += FilledSize)
        {
            var block = new StepBlock(CollectionsMarshal.AsSpan(entries).Slice(at, Math.Min(FilledSize, entries.Count - at)), heads);
            blocks.Add(block);
            block.Walk(heads);
        }
    }

    private static List<ulong> Sorted(List<ulong> pending)
    {
        pending.Sort();
        var result = new List<ulong>(Math.Min(pending.Count, 1024));
        foreach (var entry in pending)
        {
            Append(result, StepEntry.KeyOf(entry), StepEntry.Heads(entry));
        }
        return result;
    }

    private List<ulong> Merged(List<ulong> batch)
    {
        var result = new List<ulong>(Count + batch.Count);
        var at = 0;
        foreach (var entry in blocks.SelectMany(b => MemoryMarshal.ToEnumerable(b.Entries)))
        {
            while (at < batch.Count && StepEntry.KeyOf(batch[at]) <= StepEntry.KeyOf(entry))
            {
                Append(result, StepEntry.KeyOf(batch[at]), StepEntry.Heads(batch[at++]));
            }
            Append(result, StepEntry.KeyOf(entry), StepEntry.Heads(entry));
        }
        for (; at < batch.Count; at++)
        {
            Append(result, StepEntry.KeyOf(batch[at]), StepEntry.Heads(batch[at]));
        }
        return result;
    }

    // Equal steps become one entry; more heads than an entry can hold become two.
    private static void Append(List<ulong> entries, ulong key, int heads)
    {
        if (entries.Count > 0 && StepEntry.KeyOf(entries[^1]) == key && Math.Abs(StepEntry.Heads(entries[^1]) + heads) <= StepEntry.MaxHeads)
        {
            heads += StepEntry.Heads(entries[^1]);
            entries.RemoveAt(entries.Count - 1);
        }
        if (heads != 0)
        {
            entries.Add(StepEntry.Pack(key, heads));
        }
    }

    private void Add(ulong key, int heads)
    {
        var index = Math.Max(0, BlockOf(key));
        if (blocks.Count == 0)
        {
            blocks.Add(new([], []));
        }
        var block = blocks[index];
        block.Add(key, heads);
        for (var later = index + 1; later < blocks.Count; later++)
        {
            blocks[later].Shift(key, heads);
        }
        if (block.Count == 0)
        {
            blocks.RemoveAt(index);
        }
        else if (block.Count == StepBlock.Size)
        {
            blocks.Insert(index + 1, block.SplitOff());
        }
    }
}
