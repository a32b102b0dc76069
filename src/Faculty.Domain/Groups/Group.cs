using Faculty.Domain.Time;

namespace Faculty.Domain.Groups;

/// <summary>
/// A studio or team (工作室、团队). What it is on a day follows from dated facts: stages, memberships, enterprises. Immutable; verbs return the
/// next record.
/// </summary>
public sealed partial record Group
{
    public string GroupId { get; init; } = "";

    /// <summary>What people call it by; 1 to 32 of A-Z, a-z, 0-9, hyphen, unique, never reused.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required GroupKind Kind { get; init; }

    public required GroupLevel Level { get; init; }

    /// <summary>Professional field (专业领域); may be empty.</summary>
    public string Field { get; init; } = "";

    /// <summary>Code of the host school (依托学校).</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Number of the document that approved it (批准文号); may be empty.</summary>
    public string ApprovalDocument { get; init; } = "";

    /// <summary>First day of the construction period (建设期).</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>Last day of the construction period; none = open.</summary>
    public DateOnly? LastDate { get; init; }

    public IReadOnlyList<CooperatingEnterprise> Enterprises { get; init; } = [];

    /// <summary>Stages, by day; those of one day in the order in which they followed each other.</summary>
    public IReadOnlyList<GroupEvent> Events { get; init; } = [];

    /// <summary>By first day.</summary>
    public IReadOnlyList<Membership> Memberships { get; init; } = [];

    /// <summary>By year.</summary>
    public IReadOnlyList<GroupTask> Tasks { get; init; } = [];
}

/// <summary>Kinds of group (类型).</summary>
public enum GroupKind
{
    Unspecified = 0,
    MasterStudio = 1,
    InnovationTeam = 2,
    SkillMasterStudio = 3,
}

/// <summary>Levels of group (级别): of the authority that approves it.</summary>
public enum GroupLevel
{
    Unspecified = 0,
    National = 1,
    Provincial = 2,
    City = 3,
    County = 4,
    School = 5,
}

/// <summary>An enterprise that cooperates with a group for a time (合作企业).</summary>
public sealed record CooperatingEnterprise
{
    public required string Name { get; init; }

    public required DateOnly StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    public Period Period => new(StartDate, LastDate);
}

/// <summary>A task of a year and what came of it (年度任务).</summary>
public sealed record GroupTask
{
    public string TaskId { get; init; } = "";

    public required int Year { get; init; }

    public required string Title { get; init; }

    /// <summary>What it brings forth (成果), such as 校本教材; may be empty.</summary>
    public string Output { get; init; } = "";

    public int PlannedCount { get; init; }

    public int ReachedCount { get; init; }
}
