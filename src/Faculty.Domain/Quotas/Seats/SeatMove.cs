namespace Faculty.Domain.Quotas.Seats;

/// <summary>The seats of one ledger that a change of records takes and gives back; what is the same before and after is in neither.</summary>
public sealed record SeatMove(IReadOnlyList<SeatSpan> Taken, IReadOnlyList<SeatSpan> Given)
{
    public static readonly SeatMove None = new([], []);

    /// <summary>Some seat is taken on a day on which none of its category was held before.</summary>
    public bool TakesMore => Taken.Any(t => !Given.Any(g => g.Category == t.Category && g.Period.Covers(t.Period)));

    /// <summary>The first day on which it makes a difference; the last of the calendar when it makes none.</summary>
    public DateOnly FirstDay => Taken.Concat(Given).Select(s => s.Period.First).Append(DateOnly.MaxValue).Min();

    public static SeatMove Between(IReadOnlyList<SeatSpan> before, IReadOnlyList<SeatSpan> after)
    {
        var given = before.ToList();
        var taken = after.Where(s => given.FindIndex(g => g.Category == s.Category && g.Period == s.Period) is var same && (same < 0 || !Removed(given, same))).ToList();
        return new(taken, given);
    }

    private static bool Removed(List<SeatSpan> spans, int index)
    {
        spans.RemoveAt(index);
        return true;
    }
}
