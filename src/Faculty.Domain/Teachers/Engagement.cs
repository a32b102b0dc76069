using Faculty.Domain.Time;

namespace Faculty.Domain.Teachers;

/// <summary>Engagement of a person by a school (聘用).</summary>
public sealed record Engagement
{
    public string EngagementId { get; init; } = "";

    public required string SchoolCode { get; init; }

    public required EngagementKind Kind { get; init; }

    public HiringRoute HiringRoute { get; init; }

    /// <summary>Unique in the school, never reused; may be empty.</summary>
    public string StaffNumber { get; init; } = "";

    public required DateOnly StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    public string EndReason { get; init; } = "";

    public Period Period => new(StartDate, LastDate);
}

/// <summary>Kinds of engagement (聘用类型).</summary>
public enum EngagementKind
{
    Unspecified = 0,
    Established = 1,
    Controlled = 2,
    Contract = 3,
    Dispatch = 4,
    ExternalEnterprise = 5,
    ExternalSchool = 6,
    RehiredRetiree = 7,
    InternalAdmin = 8,
}

/// <summary>What a kind of engagement counts as in the ratios; the order is who wins when a person is tied to a scope twice.</summary>
public enum EngagementClass
{
    /// <summary>Neither (劳务派遣).</summary>
    Neither = 0,
    InternalAdmin = 1,
    External = 2,
    /// <summary>Full-time (专任): at most one per person and day in the whole registry.</summary>
    FullTime = 3,
}

/// <summary>Which class each kind of engagement belongs to.</summary>
public static class EngagementKinds
{
    public static EngagementClass Class(this EngagementKind kind) => kind switch
    {
        EngagementKind.Established or EngagementKind.Controlled or EngagementKind.Contract => EngagementClass.FullTime,
        EngagementKind.ExternalEnterprise or EngagementKind.ExternalSchool or EngagementKind.RehiredRetiree => EngagementClass.External,
        EngagementKind.InternalAdmin => EngagementClass.InternalAdmin,
        _ => EngagementClass.Neither,
    };

    public static bool IsFullTime(this EngagementKind kind) => kind.Class() == EngagementClass.FullTime;
}

/// <summary>Routes of hiring (招聘途径).</summary>
public enum HiringRoute
{
    Unspecified = 0,
    Open = 1,
    SelfRecruited = 2,
    Transfer = 3,
    Other = 4,
}
