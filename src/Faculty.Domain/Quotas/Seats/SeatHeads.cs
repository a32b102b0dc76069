using Faculty.Domain.Metrics;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Quotas.Seats;

/// <summary>Heads on the seats of a school by category, from a day on: what the ratio cube counts, and what is added to it. Not for several threads.</summary>
public sealed class SeatHeads
{
    private readonly SortedList<DateOnly, int[]> heads = [];

    /// <param name="from">First day asked for.</param>
    /// <param name="onFirst">Heads on that day; index = category.</param>
    public SeatHeads(DateOnly from, int[] onFirst) => heads.Add(from, onFirst);

    /// <summary>Days on which a head comes, goes or changes its category; the first asked for among them.</summary>
    public IEnumerable<DateOnly> Days => heads.Keys;

    /// <summary>The heads of a scope.</summary>
    public static SeatHeads Of(ScopeCells cells, DateOnly from)
    {
        var counted = new SeatHeads(from, cells.SeatsOn(from));
        foreach (var day in cells.SeatDays(from, DateOnly.MaxValue))
        {
            counted.heads[day] = cells.SeatsOn(day);
        }
        return counted;
    }

    /// <summary>Heads by category on a day; on one before the first as on the first.</summary>
    public IReadOnlyList<int> On(DateOnly day) => heads.Values[IndexOn(day)];

    /// <summary>The same heads as seats of a school: as few as there can be, each over as many days on end as it is held.</summary>
    public IReadOnlyList<SeatSpan> Spans(string schoolCode)
    {
        var spans = new List<SeatSpan>();
        foreach (var category in Enum.GetValues<PostCategory>().Where(c => heads.Values.Any(h => h[(int)c] > 0)))
        {
            for (var seat = 0; seat < heads.Values.Max(h => h[(int)category]); seat++)
            {
                DateOnly? first = null;
                foreach (var (day, counted) in heads)
                {
                    if (counted[(int)category] > seat)
                    {
                        first ??= day;
                    }
                    else if (first is { } begun)
                    {
                        spans.Add(new(schoolCode, "", category, new(begun, day.AddDays(-1)), ""));
                        first = null;
                    }
                }
                if (first is { } open)
                {
                    spans.Add(new(schoolCode, "", category, new(open, null), ""));
                }
            }
        }
        return spans;
    }

    /// <summary>Counts what a change takes and gives.</summary>
    public void Add(SeatMove move)
    {
        foreach (var span in move.Taken)
        {
            Add(span, +1);
        }
        foreach (var span in move.Given)
        {
            Add(span, -1);
        }
    }

    private void Add(SeatSpan span, int count)
    {
        var first = Split(span.Period.First);
        var end = span.Period.End < DateOnly.MaxValue ? Split(span.Period.End.AddDays(1)) : heads.Count;
        for (var i = first; i < end; i++)
        {
            heads.Values[i][(int)span.Category] += count;
        }
    }

    private int Split(DateOnly day)
    {
        var index = IndexOn(day);
        if (heads.Keys[index] < day)
        {
            heads.Add(day, [.. heads.Values[index]]);
            return index + 1;
        }
        return index;
    }

    private int IndexOn(DateOnly day)
    {
        var (low, high) = (0, heads.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = heads.Keys[middle] <= day ? (middle, high) : (low, middle - 1);
        }
        return low;
    }
}
