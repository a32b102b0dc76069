using Faculty.Domain.Teachers;

namespace Faculty.Domain.Quotas.Hiring;

/// <summary>
/// A hiring line (招聘计划): so many of a category that a school wants to hire in a year, what each office approved of it, and who was appointed. What
/// happened is kept as dated steps; state and counts of any day are derived from them. Immutable; verbs return the next record.
/// </summary>
public sealed partial record HiringLine
{
    public string LineId { get; init; } = "";

    /// <summary>What people call it by, such as GP-2026-03; unique.</summary>
    public required string Code { get; init; }

    public required string SchoolCode { get; init; }

    /// <summary>The department that wants them; may be empty.</summary>
    public string DepartmentCode { get; init; } = "";

    public required int Year { get; init; }

    public required PostCategory Category { get; init; }

    /// <summary>Six digits of the catalogue of majors, or empty.</summary>
    public string MajorCode { get; init; } = "";

    /// <summary>OPEN (公开招聘) or SELF_RECRUITED (自主招聘技能人才).</summary>
    public required HiringRoute Route { get; init; }

    /// <summary>Only ESTABLISHED takes seats.</summary>
    public EngagementKind EngagementKind { get; init; } = EngagementKind.Established;

    /// <summary>Whoever comes by it takes a seat of the establishment.</summary>
    public bool TakesSeats => EngagementKind == EngagementKind.Established;

    public required int RequestedCount { get; init; }

    /// <summary>Last day on which somebody may be onboarded by it; what is open after it expires.</summary>
    public required DateOnly Deadline { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<HiringStep> Steps { get; init; } = [];

    /// <summary>In the order of their appointment.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];
}

/// <summary>States of a hiring line.</summary>
public enum HiringState
{
    Unspecified = 0,
    Draft = 1,
    Submitted = 2,
    /// <summary>To be mended (已退回).</summary>
    Returned = 3,
    Approved = 4,
    Announced = 5,
    Selecting = 6,
    Publicity = 7,
    Appointed = 8,
    /// <summary>Every seat of it is filled (已入职).</summary>
    Onboarded = 9,
    Cancelled = 10,
    /// <summary>Its deadline passed with seats open (已过期).</summary>
    Expired = 11,
}

/// <summary>What happens to a hiring line.</summary>
public enum HiringStepType
{
    Unspecified = 0,
    Submit = 1,
    Return = 2,
    /// <summary>An office approves a number; the line is approved when every office has.</summary>
    Approve = 3,
    Announce = 4,
    Select = 5,
    Publicise = 6,
    /// <summary>Fewer than approved (核减).</summary>
    Reduce = 7,
    Cancel = 8,
    /// <summary>A later deadline (延期).</summary>
    Extend = 9,
}

/// <summary>Offices that approve (审批部门).</summary>
public enum Office
{
    Unspecified = 0,
    /// <summary>编办.</summary>
    Establishment = 1,
    /// <summary>人社局.</summary>
    HumanResources = 2,
    /// <summary>财政局.</summary>
    Finance = 3,
}

/// <summary>A step of a line, with its document.</summary>
public sealed record HiringStep
{
    public required HiringStepType Type { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>Document (文号); may be empty where none is asked for.</summary>
    public string DocumentNumber { get; init; } = "";

    /// <summary>Of an approval.</summary>
    public Office Office { get; init; }

    /// <summary>Approved, announced, or how many fewer; 0 else.</summary>
    public int Count { get; init; }

    /// <summary>Of an extension.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>No personal data.</summary>
    public string Note { get; init; } = "";
}

/// <summary>Somebody appointed (拟聘人员).</summary>
public sealed record Candidate
{
    public string CandidateId { get; init; } = "";

    /// <summary>What the selection calls the person by (准考证号); no ID number.</summary>
    public required string CandidateNumber { get; init; }

    public CandidateState State { get; init; } = CandidateState.Appointed;

    public required DateOnly AppointDate { get; init; }

    /// <summary>The seat kept for the person; empty when the line takes none.</summary>
    public string ReservationId { get; init; } = "";

    /// <summary>The candidate who declined and whose place this one takes (递补); empty else.</summary>
    public string SubstituteFor { get; init; } = "";

    /// <summary>First day of the engagement, or the day of declining.</summary>
    public DateOnly? CloseDate { get; init; }

    public string TeacherId { get; init; } = "";

    public string EngagementId { get; init; } = "";

    /// <summary>Why it was declined; no personal data.</summary>
    public string Note { get; init; } = "";
}

/// <summary>What became of a candidate.</summary>
public enum CandidateState
{
    Unspecified = 0,
    Appointed = 1,
    Onboarded = 2,
    Declined = 3,
}
