namespace Faculty.Domain.Training.Planning;

/// <summary>What is asked of the planner besides the instance (排课要求).</summary>
public sealed record PlanOrder
{
    public ulong Seed { get; init; } = 1;

    /// <summary>Steps of the search: the budget. The same instance, order and iterations give the same plan everywhere.</summary>
    public long Iterations { get; init; }

    /// <summary>Confirmed bookings: they stay as they are.</summary>
    public IReadOnlyList<Booking> Frozen { get; init; } = [];

    /// <summary>The plan before this one, which is kept where that costs little.</summary>
    public IReadOnlyList<Booking> Former { get; init; } = [];

    /// <summary>The share of the time allowed that is gone, 1 when it is over; never asked for when null. Only a cap: a plan that it cuts short is valid and cannot be made again.</summary>
    public Func<double>? TimeGone { get; init; }
}

/// <summary>How far the search is.</summary>
public readonly record struct PlanProgress(long Iterations, long Budget, int Filled, long Objective);

/// <summary>A plan of a quarter (季度排课方案) and all that is needed to make it again.</summary>
public sealed record QuarterPlan
{
    public required string InputHash { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>The budget that was set.</summary>
    public required long Budget { get; init; }

    /// <summary>The steps that were done.</summary>
    public required long Iterations { get; init; }

    public required Objective Objective { get; init; }

    public required IReadOnlyList<Booking> Bookings { get; init; }

    /// <summary>Somebody or the clock cut the search short, or hurried it: the same seed and budget need not give this plan again.</summary>
    public required bool StoppedEarly { get; init; }
}
