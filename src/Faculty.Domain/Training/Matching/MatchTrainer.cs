using Faculty.Domain.Training.Orders;

namespace Faculty.Domain.Training.Matching;

/// <summary>Somebody who is judged: what may be booked, and what came of courses so far.</summary>
public sealed record MatchTrainer(Bookable Who, TrainerHistory History);

/// <summary>What a trainer taught so far, from orders (授课经历).</summary>
public sealed record TrainerHistory
{
    public static readonly TrainerHistory None = new();

    /// <summary>Orders delivered.</summary>
    public int Deliveries { get; init; }

    /// <summary>Enterprises that rated them; the average is over these.</summary>
    public int Ratings { get; init; }

    /// <summary>Of all ratings, 1 to 5 each.</summary>
    public int Stars { get; init; }

    /// <summary>Enterprises that were taught at.</summary>
    public IReadOnlySet<string> EnterpriseCodes { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
