using Faculty.Domain.Time;

namespace Faculty.Domain.Groups;

/// <summary>A person's membership in a group (成员).</summary>
public sealed record Membership
{
    public string MembershipId { get; init; } = "";

    public required string TeacherId { get; init; }

    public required MemberRole Role { get; init; }

    public required DateOnly StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    public string EndReason { get; init; } = "";

    public Period Period => new(StartDate, LastDate);
}

/// <summary>Roles in a group (角色), the first of them first where a person has two.</summary>
public enum MemberRole
{
    Unspecified = 0,
    /// <summary>负责人: one on any day.</summary>
    Leader = 1,
    Backbone = 2,
    Member = 3,
    EnterpriseMember = 4,
    Secretary = 5,
}
