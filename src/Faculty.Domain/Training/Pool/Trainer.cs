using Faculty.Domain.Time;

namespace Faculty.Domain.Training.Pool;

/// <summary>
/// A trainer of a pool (培训师): a person of the registry in the pool of a school or county. What the trainer is on a day follows from dated
/// events, what counts of the skills from the person's record. Immutable; verbs return the next record.
/// </summary>
public sealed partial record Trainer
{
    public string TrainerId { get; init; } = "";

    /// <summary>The record it was written with; after a merge another one stands for it.</summary>
    public required string TeacherId { get; init; }

    /// <summary>Code of the school or county whose pool it is.</summary>
    public required string OrganisationCode { get; init; }

    public IReadOnlyList<TrainerSkill> Skills { get; init; } = [];

    public IReadOnlyList<TeachingKind> Kinds { get; init; } = [];

    /// <summary>Lessons the person gives every week: not free then.</summary>
    public IReadOnlyList<WeeklyBlock> Timetable { get; init; } = [];

    public IReadOnlyList<TrainerLeave> Leaves { get; init; } = [];

    /// <summary>None = no limit.</summary>
    public HourCaps? Caps { get; init; }

    /// <summary>Fen per hour.</summary>
    public long FeeFen { get; init; }

    /// <summary>None = anywhere.</summary>
    public TrainerTravel? Travel { get; init; }

    /// <summary>BCP 47 tags.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Enterprises that the person does not teach at.</summary>
    public IReadOnlyList<string> BlockedEnterpriseCodes { get; init; } = [];

    /// <summary>By day; those of one day in the order in which they followed each other.</summary>
    public IReadOnlyList<TrainerEvent> Events { get; init; } = [];

    /// <summary>What the public profile is asked for by; says nothing about the person.</summary>
    public string ProfileCode { get; init; } = "";
}

/// <summary>An occupation with the person's own level, and the credential that proves it (技能).</summary>
public sealed record TrainerSkill
{
    public required string OccupationCode { get; init; }

    public required SkillLevel Level { get; init; }

    public required string CredentialId { get; init; }
}

/// <summary>Kinds of teaching (授课类型).</summary>
public enum TeachingKind
{
    Unspecified = 0,
    Theory = 1,
    Practice = 2,
    Assessment = 3,
}

/// <summary>Days off (请假). Why is not kept.</summary>
public sealed record TrainerLeave
{
    public required DateOnly StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    public Period Period => new(StartDate, LastDate);
}

/// <summary>The most hours a trainer gives for the pool (课时上限); 0 = no limit.</summary>
public sealed record HourCaps
{
    /// <summary>Monday to Sunday.</summary>
    public int WeekHours { get; init; }

    public int MonthHours { get; init; }

    public int QuarterHours { get; init; }
}

/// <summary>Where from and how far a trainer travels (出行).</summary>
public sealed record TrainerTravel
{
    public required string PlaceCode { get; init; }

    /// <summary>One way.</summary>
    public int MostMinutes { get; init; }
}
