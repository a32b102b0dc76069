using Faculty.Domain.Certification.Rules;

namespace Faculty.Domain.Certification.Batches;

/// <summary>
/// A batch (认定批次): the applications of an organisation's teachers that are reviewed, made public and decided together, under the version of
/// the rules that it froze when it was opened. Immutable; verbs return the next record.
/// </summary>
public sealed partial record Batch
{
    public string BatchId { get; init; } = "";

    /// <summary>What people call it by, such as GP-2026-1; unique.</summary>
    public required string Code { get; init; }

    public required string Title { get; init; }

    /// <summary>Whose teachers may apply: those at this organisation or below.</summary>
    public required string OrganisationCode { get; init; }

    public required RecognitionTrack Track { get; init; }

    /// <summary>The day on which the facts are judged.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Who recognises (认定机构); stands on the certificates.</summary>
    public required string Authority { get; init; }

    /// <summary>Certificate numbers are this and a serial of four digits or more.</summary>
    public required string CertificatePrefix { get; init; }

    public BatchState State { get; init; } = BatchState.Draft;

    /// <summary>Version of the rules, frozen when it was opened; empty before.</summary>
    public string RuleVersion { get; init; } = "";

    /// <summary>Code of a rule pack of the layer of batches that it is under; empty = the rules that hold at its organisation.</summary>
    public string RulePackCode { get; init; } = "";

    /// <summary>Below its organisation, where stricter rules held when it was opened: those judge the applications from there.</summary>
    public IReadOnlyList<PlaceRules> PlaceRules { get; init; } = [];

    /// <summary>Who reviews and votes (评审组), at most one panel a tier.</summary>
    public IReadOnlyList<Panel> Panels { get; init; } = [];

    /// <summary>What is scored (评分项).</summary>
    public IReadOnlyList<Criterion> Criteria { get; init; } = [];

    /// <summary>First day of publicity (公示); absent before.</summary>
    public DateOnly? PublicityStart { get; init; }

    /// <summary>Last day of publicity, counted in working days.</summary>
    public DateOnly? PublicityLast { get; init; }

    /// <summary>Number of the document of the decision (文号); empty before.</summary>
    public string DecisionDocument { get; init; } = "";

    /// <summary>First day of the recognitions decided; absent before.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>Why it was cancelled; empty otherwise.</summary>
    public string Cancellation { get; init; } = "";
}

/// <summary>States of a batch, one after the other; a cancelled one stays so.</summary>
public enum BatchState
{
    Unspecified = 0,
    Draft = 1,
    Open = 2,
    Closed = 3,
    Reviewing = 4,
    Publicity = 5,
    Published = 6,
    Cancelled = 7,
}

/// <summary>The version of the rules that judges the applications of an organisation and of those below it.</summary>
public sealed record PlaceRules
{
    public required string OrganisationCode { get; init; }

    public required string RuleVersion { get; init; }
}

/// <summary>A panel (评审组) of one tier: the accounts that score and vote.</summary>
public sealed record Panel
{
    public required ReviewTier Tier { get; init; }

    public IReadOnlyList<PanelMember> Members { get; init; } = [];
}

/// <summary>A member of a panel (评委).</summary>
public sealed record PanelMember
{
    /// <summary>The account that the member signs in with.</summary>
    public required string AccountId { get; init; }

    /// <summary>The member's own record when the member is a teacher; may be empty. A member never reviews that one.</summary>
    public string TeacherId { get; init; } = "";
}

/// <summary>Something that is scored (评分项).</summary>
public sealed record Criterion
{
    public required string Code { get; init; }

    public required string Title { get; init; }

    /// <summary>Most points; 1 to 1,000.</summary>
    public required int MostPoints { get; init; }
}
