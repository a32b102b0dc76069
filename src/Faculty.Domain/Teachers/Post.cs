using Faculty.Domain.Time;

namespace Faculty.Domain.Teachers;

/// <summary>Post held in an engagement (任职). Exactly one primary post per engagement and day.</summary>
public sealed record Post
{
    public string PostId { get; init; } = "";

    public required string SchoolCode { get; init; }

    public required string DepartmentCode { get; init; }

    public required PostCategory Category { get; init; }

    /// <summary>Six digits of the catalogue of majors, or empty.</summary>
    public string MajorCode { get; init; } = "";

    public required bool Primary { get; init; }

    public required DateOnly StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    public required string EngagementId { get; init; }

    public Period Period => new(StartDate, LastDate);
}

/// <summary>Categories of post (岗位类别).</summary>
public enum PostCategory
{
    Unspecified = 0,
    Common = 1,
    Specialty = 2,
    Practice = 3,
    Admin = 4,
    Auxiliary = 5,
    Worker = 6,
}
