using Faculty.Domain.Teachers;

namespace Faculty.Domain.Metrics;

public sealed partial class ScopeCells
{
    /// <summary>Heads on authorised seats (在编) at the end of a day, by category of the primary post; index = category.</summary>
    public int[] SeatsOn(DateOnly day)
    {
        Span<int> heads = stackalloc int[Standing.Count];
        heads.Clear();
        HeadsOn(day, heads);
        var seats = new int[Enum.GetValues<PostCategory>().Length];
        for (var i = 0; i < heads.Length; i++)
        {
            // Not every number of nine bits is a standing.
            if (heads[i] != 0 && new Standing((ushort)i) is { OnSeat: true, IsAbsent: false } standing)
            {
                seats[(int)standing.Category] += heads[i];
            }
        }
        return seats;
    }

    /// <summary>The days from one on, to another at most, on which a head comes onto a seat, leaves one, or takes it to another category; in order.</summary>
    public IEnumerable<DateOnly> SeatDays(DateOnly from, DateOnly last)
    {
        var (first, end) = (StepEntry.FirstKey(from.DayNumber), StepEntry.FirstKey(last.DayNumber + 1));
        var told = -1;
        for (var index = Math.Max(0, BlockOf(first)); index < blocks.Count && blocks[index].FirstKey < end; index++)
        {
            foreach (var entry in blocks[index].Entries.ToArray())
            {
                var key = StepEntry.KeyOf(entry);
                var (before, after) = (new Standing((ushort)StepEntry.From(entry)), new Standing((ushort)StepEntry.To(entry)));
                if (key >= first && key < end && (before.OnSeat != after.OnSeat || (after.OnSeat && before.Category != after.Category)) && StepEntry.Day(entry) != told)
                {
                    yield return DateOnly.FromDayNumber(told = StepEntry.Day(entry));
                }
            }
        }
    }
}
