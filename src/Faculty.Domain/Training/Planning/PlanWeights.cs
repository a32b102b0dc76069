namespace Faculty.Domain.Training.Planning;

/// <summary>What a plan is worth and what it costs (权重), as data: a school may weigh otherwise.</summary>
public sealed record PlanWeights
{
    /// <summary>Gained for each filled session, times its priority.</summary>
    public int PerPriority { get; init; } = 400;

    /// <summary>For each trainer who comes to an item: fewer faces are better.</summary>
    public int Continuity { get; init; } = 60;

    /// <summary>For each hour of a trainer above the target.</summary>
    public int FairPerHour { get; init; } = 4;

    public int FairTargetHours { get; init; } = 26;

    /// <summary>Two places farther apart than this cannot be served in neighbouring slots.</summary>
    public int TravelBufferMinutes { get; init; } = 60;

    /// <summary>For each trainer and session on the sixth or seventh day of a week.</summary>
    public int Weekend { get; init; } = 15;

    /// <summary>For each trainer and session in the evening.</summary>
    public int Evening { get; init; } = 10;

    /// <summary>Fee times hours is divided by this.</summary>
    public int FeeDivisor { get; init; } = 20;

    /// <summary>Minutes of travel are divided by this.</summary>
    public int TravelDivisor { get; init; } = 3;

    /// <summary>For each trainer of a former plan who is no longer at that session at that time.</summary>
    public int Stability { get; init; } = 40;
}
