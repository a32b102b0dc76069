namespace Faculty.Domain.Training.Pool;

/// <summary>What happened to a trainer, by day (变动).</summary>
public sealed record TrainerEvent
{
    public string EventId { get; init; } = "";

    public required TrainerEventType Type { get; init; }

    /// <summary>The first day on which it holds.</summary>
    public required DateOnly EffectiveDate { get; init; }

    public string DocumentNumber { get; init; } = "";

    public string Remark { get; init; } = "";

    /// <summary>Of an admission and an extension the last day of the term, of a publicity its own.</summary>
    public DateOnly? LastDate { get; init; }

    /// <summary>The consent covers the name.</summary>
    public bool NameShown { get; init; }
}

/// <summary>Events of a trainer (变动).</summary>
public enum TrainerEventType
{
    Unspecified = 0,
    Propose = 1,
    Publicity = 2,
    Admit = 3,
    Suspend = 4,
    Reinstate = 5,
    Extend = 6,
    Remove = 7,
    Consent = 8,
    WithdrawConsent = 9,
}

/// <summary>States of a trainer (状态); unspecified before the person is proposed.</summary>
public enum TrainerState
{
    Unspecified = 0,
    Candidate = 1,
    Publicity = 2,
    InPool = 3,
    Suspended = 4,
    Removed = 5,
}

/// <summary>Which event may come in which state, and what it makes. Who is out of the pool may be proposed again.</summary>
public static class TrainerStages
{
    private static readonly Dictionary<TrainerState, TrainerEventType[]> In = new()
    {
        [TrainerState.Unspecified] = [TrainerEventType.Propose],
        [TrainerState.Candidate] = [TrainerEventType.Publicity, TrainerEventType.Remove],
        [TrainerState.Publicity] = [TrainerEventType.Admit, TrainerEventType.Remove],
        [TrainerState.InPool] = [TrainerEventType.Suspend, TrainerEventType.Extend, TrainerEventType.Remove],
        [TrainerState.Suspended] = [TrainerEventType.Reinstate, TrainerEventType.Extend, TrainerEventType.Remove],
        [TrainerState.Removed] = [TrainerEventType.Propose],
    };

    public static IReadOnlyList<TrainerEventType> Next(TrainerState state) => In[state];

    /// <summary>It is about being shown, and may come in any state once there is a trainer.</summary>
    public static bool IsOfConsent(this TrainerEventType type) => type is TrainerEventType.Consent or TrainerEventType.WithdrawConsent;

    public static bool NeedsDocument(this TrainerEventType type) =>
        type is not (TrainerEventType.Propose or TrainerEventType.Publicity or TrainerEventType.WithdrawConsent);

    /// <summary>It says the last day of the term.</summary>
    public static bool HasTerm(this TrainerEventType type) => type is TrainerEventType.Admit or TrainerEventType.Extend;
}
