using Faculty.Domain.Training.Pool;

namespace Faculty.Domain.Training.Orders;

/// <summary>One stretch of teaching of a line (一次授课) on a day, with who teaches it.</summary>
public sealed record TeachingSession
{
    public string SessionId { get; init; } = "";

    public required int LineNumber { get; init; }

    public required DateOnly Day { get; init; }

    public required TimeOnly FromTime { get; init; }

    /// <summary>When it is over; not part of it.</summary>
    public required TimeOnly ToTime { get; init; }

    public required TeachingKind Kind { get; init; }

    /// <summary>Trainers of the pool, each once.</summary>
    public IReadOnlyList<string> TrainerIds { get; init; } = [];

    /// <summary>How many came; null until it was held.</summary>
    public int? Attended { get; init; }

    public TeachingTime Time => new(Day, FromTime, ToTime);

    public bool Held => Attended is not null;
}
