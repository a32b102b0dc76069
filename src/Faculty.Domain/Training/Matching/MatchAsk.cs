using Faculty.Domain.Training.Orders;

namespace Faculty.Domain.Training.Matching;

/// <summary>What trainers are looked for (师资需求): every session with what it asks for, and how many teach at once. A trainer fits who may be booked for all of them.</summary>
public sealed record MatchAsk
{
    /// <summary>One at least, by time; they do not overlap.</summary>
    public required IReadOnlyList<BookingAsk> Sessions { get; init; }

    public int TrainersNeeded { get; init; } = 1;

    /// <summary>The same so many days later, or earlier.</summary>
    public MatchAsk Moved(int days) => this with { Sessions = [.. Sessions.Select(s => s with { Time = s.Time with { Day = s.Time.Day.AddDays(days) } })] };
}
