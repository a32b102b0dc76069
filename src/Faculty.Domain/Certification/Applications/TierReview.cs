using Faculty.Domain.Certification.Rules;

namespace Faculty.Domain.Certification.Applications;

/// <summary>What a tier did with a submission (评审).</summary>
public sealed record TierReview
{
    public required ReviewTier Tier { get; init; }

    /// <summary>Which submission it is about.</summary>
    public required int Submission { get; init; }

    /// <summary>Accounts that step aside (回避), with why.</summary>
    public IReadOnlyList<Recusal> Recusals { get; init; } = [];

    /// <summary>Score sheets in all their revisions, oldest first; one that stands here is locked.</summary>
    public IReadOnlyList<ScoreSheet> Sheets { get; init; } = [];

    public IReadOnlyList<Vote> Votes { get; init; } = [];

    /// <summary>How the tier ended; unspecified while it goes on.</summary>
    public ReviewVerdict Verdict { get; init; }

    /// <summary>The committee's minute (会议纪要); an exception needs one.</summary>
    public string Minute { get; init; } = "";

    public string Opinion { get; init; } = "";

    public string ActorId { get; init; } = "";

    public DateTimeOffset? Time { get; init; }

    /// <summary>An account has voted or given scores, whether they count or not.</summary>
    public bool Heard(string accountId) => Votes.Any(v => v.AccountId == accountId) || Sheets.Any(s => s.AccountId == accountId);

    /// <summary>The sheet of a member that counts: the newest, when it was not reopened.</summary>
    public ScoreSheet? SheetOf(string accountId) => Sheets.LastOrDefault(s => s.AccountId == accountId) is { Reopened: "" } sheet ? sheet : null;
}

/// <summary>How a tier ended.</summary>
public enum ReviewVerdict
{
    Unspecified = 0,
    /// <summary>On to the next tier, or to publicity (通过).</summary>
    Pass = 1,
    /// <summary>Not recognised; final (不通过).</summary>
    Reject = 2,
}

/// <summary>A member steps aside (回避).</summary>
public sealed record Recusal
{
    public required string AccountId { get; init; }

    public required string Ground { get; init; }

    public required DateTimeOffset Time { get; init; }
}

/// <summary>A member's scores (评分表); locked when given.</summary>
public sealed record ScoreSheet
{
    public required string AccountId { get; init; }

    /// <summary>1, 2 … of this member.</summary>
    public required int Revision { get; init; }

    public IReadOnlyList<Score> Scores { get; init; } = [];

    public required DateTimeOffset Time { get; init; }

    /// <summary>Why it was reopened; it counts no more then. Empty while it counts.</summary>
    public string Reopened { get; init; } = "";
}

/// <summary>Points for a criterion.</summary>
public sealed record Score
{
    public required string CriterionCode { get; init; }

    public required int Points { get; init; }
}

/// <summary>A member's vote (投票).</summary>
public sealed record Vote
{
    public required string AccountId { get; init; }

    public required VoteChoice Choice { get; init; }

    public required DateTimeOffset Time { get; init; }
}

/// <summary>What was voted.</summary>
public enum VoteChoice
{
    Unspecified = 0,
    For = 1,
    Against = 2,
    Abstain = 3,
}

/// <summary>An objection (异议) to what is public.</summary>
public sealed record Objection
{
    public string ObjectionId { get; init; } = "";

    public required DateOnly FiledDate { get; init; }

    /// <summary>What is objected; no personal data.</summary>
    public required string Ground { get; init; }

    /// <summary>Who filed it, or recorded what came on paper.</summary>
    public string ActorId { get; init; } = "";

    public bool OnPaper { get; init; }

    public ObjectionState State { get; init; } = ObjectionState.Open;

    /// <summary>What was found, with its document.</summary>
    public string Finding { get; init; } = "";

    public string DocumentNumber { get; init; } = "";

    public DateTimeOffset? ResolvedTime { get; init; }

    /// <summary>Who resolved it; empty while open.</summary>
    public string ResolverId { get; init; } = "";
}

/// <summary>States of an objection.</summary>
public enum ObjectionState
{
    Unspecified = 0,
    Open = 1,
    /// <summary>It is right (成立): not recognised.</summary>
    Upheld = 2,
    /// <summary>It is not (不成立): back to publicity.</summary>
    Rejected = 3,
}
