using Faculty.Domain.Certification.Rechecks;
using Faculty.Domain.Time;

namespace Faculty.Domain.Certification;

/// <summary>
/// A recognition as dual-qualified teacher (双师型认定). Whether it is in force on a day is derived from its period and
/// events.
/// </summary>
public sealed partial record Recognition
{
    public string RecognitionId { get; init; } = "";

    public required RecognitionLevel Level { get; init; }

    public required RecognitionTrack Track { get; init; }

    public string Field { get; init; } = "";

    /// <summary>Unique per authority.</summary>
    public required string CertificateNumber { get; init; }

    public required string Authority { get; init; }

    public string RuleVersion { get; init; } = "";

    public string DecisionDocument { get; init; } = "";

    public required DateOnly StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    public required RecognitionTrust Trust { get; init; }

    /// <summary>What happened to it; the order of arrival does not matter.</summary>
    public IReadOnlyList<RecognitionEvent> Events { get; init; } = [];

    /// <summary>The application it was decided on; empty when it was not decided here.</summary>
    public string ApplicationId { get; init; } = "";

    /// <summary>The day on which its evidence was judged; null when it was not decided here.</summary>
    public DateOnly? JudgedDate { get; init; }

    /// <summary>Months until it is rechecked, as the rules were when it was applied for; 0 = not decided here.</summary>
    public int RecheckMonths { get; init; }

    /// <summary>The facts it stands on, frozen by the decision.</summary>
    public IReadOnlyList<StoodOn> Evidence { get; init; } = [];

    /// <summary>The recheck cases of it that were closed.</summary>
    public IReadOnlyList<RecheckClosing> Rechecks { get; init; } = [];

    public Period Period => new(StartDate, LastDate);
}

/// <summary>Something that happened to a recognition (认定变动), effective on a day: a revocation effective on D makes D invalid.</summary>
public sealed record RecognitionEvent
{
    public string EventId { get; init; } = "";

    public required RecognitionEventType Type { get; init; }

    public required DateOnly EffectiveDate { get; init; }

    public string DocumentNumber { get; init; } = "";

    public string EventReason { get; init; } = "";
}

/// <summary>Events of a certificate whose recognition is not recorded yet; facts may arrive in any order.</summary>
public sealed record PendingRecognitionEvents
{
    public required string Authority { get; init; }

    public required string CertificateNumber { get; init; }

    public IReadOnlyList<RecognitionEvent> Events { get; init; } = [];
}

/// <summary>Levels (级别); the highest in force is the level shown.</summary>
public enum RecognitionLevel
{
    Unspecified = 0,
    Junior = 1,
    Middle = 2,
    Senior = 3,
}

/// <summary>The kind of school a recognition is for (类型).</summary>
public enum RecognitionTrack
{
    Unspecified = 0,
    Secondary = 1,
    Higher = 2,
}

/// <summary>Where a recognition comes from (来源); Unverified never counts.</summary>
public enum RecognitionTrust
{
    Unspecified = 0,
    Decided = 1,
    OfficialImport = 2,
    Document = 3,
    Unverified = 4,
}

/// <summary>What may happen to a recognition. A correction is for the record only and changes no day.</summary>
public enum RecognitionEventType
{
    Unspecified = 0,
    Revoke = 1,
    Suspend = 2,
    Reinstate = 3,
    Supersede = 4,
    Correct = 5,
}
