using Faculty.Domain.Certification.Rules;

namespace Faculty.Domain.Certification.Rechecks;

/// <summary>How a recheck case was closed (复核结论): a written fact, with its document.</summary>
public sealed record RecheckClosing
{
    public required string CaseId { get; init; }

    public required RecheckCause Cause { get; init; }

    /// <summary>Kind of the fact it was about; unspecified when periodic.</summary>
    public FactKind FactKind { get; init; }

    /// <summary>The fact it was about; empty when periodic.</summary>
    public string FactId { get; init; } = "";

    /// <summary>First day on which it was open.</summary>
    public required DateOnly SinceDate { get; init; }

    /// <summary>Confirmed or Ended.</summary>
    public required RecheckState State { get; init; }

    /// <summary>The day of the finding; the case is open up to the day before.</summary>
    public required DateOnly FoundDate { get; init; }

    /// <summary>Document or minute (文号).</summary>
    public required string DocumentNumber { get; init; }

    public required string Finding { get; init; }

    /// <summary>The event that it led to; empty when confirmed.</summary>
    public string EventId { get; init; } = "";

    /// <summary>The account that closed it.</summary>
    public required string ActorId { get; init; }

    public required DateTimeOffset Time { get; init; }
}

/// <summary>What opens a recheck case (复核原因).</summary>
public enum RecheckCause
{
    Unspecified = 0,
    /// <summary>A credential, an honour or a lower recognition shown as evidence is revoked.</summary>
    CredentialRevoked = 1,
    /// <summary>A credential shown as evidence is over, and no renewal of it is in force.</summary>
    CredentialLapsed = 2,
    /// <summary>A fact shown as evidence says something else now, or was taken out of the record.</summary>
    EvidenceCorrected = 3,
    /// <summary>The months until recheck are over.</summary>
    PeriodicDue = 4,
}

/// <summary>States of a recheck case.</summary>
public enum RecheckState
{
    Unspecified = 0,
    Open = 1,
    /// <summary>The recognition stays in force (维持).</summary>
    Confirmed = 2,
    /// <summary>It led to a revocation or suspension (终止).</summary>
    Ended = 3,
}
