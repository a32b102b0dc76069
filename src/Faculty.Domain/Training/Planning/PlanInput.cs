namespace Faculty.Domain.Training.Planning;

/// <summary>A trainer as the planner sees one (培训师): where, what, when and how much.</summary>
public sealed record PlanTrainer
{
    public required string Id { get; init; }

    /// <summary>Place on a plane whose unit is a minute of travel.</summary>
    public double X { get; init; }

    public double Y { get; init; }

    public IReadOnlyList<PlanSkill> Skills { get; init; } = [];

    /// <summary>Teaching of every week: bit weekday × 3 + slot.</summary>
    public uint Teaching { get; init; }

    public IReadOnlyList<int> LeaveDays { get; init; } = [];

    public int WeekCap { get; init; }

    public int QuarterCap { get; init; }

    /// <summary>Yuan an hour.</summary>
    public int Fee { get; init; }

    public int MaxTravel { get; init; }

    /// <summary>A bit a language.</summary>
    public long Languages { get; init; }
}

/// <summary>A skill with its level, higher is better, and the days on which its certificate is valid, both included.</summary>
public readonly record struct PlanSkill(int Skill, int Level, int FirstDay, int LastDay);

/// <summary>What an enterprise asked for (培训项目): sessions of one skill at one place, each with the same number of trainers.</summary>
public sealed record PlanItem
{
    public required string Id { get; init; }

    public int Skill { get; init; }

    public int MinLevel { get; init; }

    /// <summary>Trainers at once.</summary>
    public int Need { get; init; } = 1;

    public int Priority { get; init; } = 1;

    public double X { get; init; }

    public double Y { get; init; }

    /// <summary>All of these bits are needed.</summary>
    public long Languages { get; init; }

    /// <summary>Trainers who shall not come, by position.</summary>
    public IReadOnlyList<int> Blocked { get; init; } = [];

    public IReadOnlyList<PlanSession> Sessions { get; init; } = [];
}

/// <summary>A session (场次) and the times from which one is chosen.</summary>
public sealed record PlanSession
{
    public required string Id { get; init; }

    public int Hours { get; init; }

    public IReadOnlyList<PlanOption> Options { get; init; } = [];
}

/// <summary>A day, 0 is a Monday, and a slot of it: 0 morning, 1 afternoon, 2 evening.</summary>
public readonly record struct PlanOption(int Day, int Slot)
{
    public const int SlotsADay = 3, DaysAWeek = 7;

    public int Week => Day / DaysAWeek;

    /// <summary>Its bit in a week.</summary>
    public int Bit => (Day % DaysAWeek * SlotsADay) + Slot;

    public bool Weekend => Day % DaysAWeek >= 5;

    public bool Evening => Slot == 2;

    /// <summary>The bits of the slots before and after it on the same day.</summary>
    public uint Neighbours => (Slot > 0 ? 1u << (Bit - 1) : 0) | (Slot < SlotsADay - 1 ? 1u << (Bit + 1) : 0);
}

/// <summary>A line of a plan (排课): a session by position, the chosen time by position, the trainers by position in ascending order.</summary>
public sealed record Booking(int Session, int Option, IReadOnlyList<int> Trainers);
