using Faculty.Domain.Time;

namespace Faculty.Domain.Certification.Rules;

/// <summary>
/// One version of a rule pack (认定规则): what a document asks for recognition, in a layer below another pack. Once ACTIVE its rules never
/// change; a pack of other rules is another version.
/// </summary>
public sealed record RulePack
{
    public string PackId { get; init; } = "";

    /// <summary>Such as CN, CN-14.</summary>
    public required string Code { get; init; }

    /// <summary>1, 2, 3 … per code, given by the server.</summary>
    public int Version { get; init; }

    public required RuleLayer Layer { get; init; }

    /// <summary>Organisation whose subtree it is for; empty for the nation.</summary>
    public string OrganisationCode { get; init; } = "";

    /// <summary>Code of the pack of the layer above; empty at the top.</summary>
    public string ParentCode { get; init; } = "";

    /// <summary>Version of that pack it stands on, fixed at activation.</summary>
    public int ParentVersion { get; init; }

    public required string Title { get; init; }

    /// <summary>Number of the document (文号).</summary>
    public required string DocumentNumber { get; init; }

    public DateOnly? IssuedOn { get; init; }

    public required DateOnly StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    public IReadOnlyList<LevelRules> Levels { get; init; } = [];

    /// <summary>What of it is unverified, and other remarks.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public RulePackState State { get; init; }

    /// <summary>First day on which it no longer holds; the days before stay as they were.</summary>
    public DateOnly? WithdrawnFrom { get; init; }

    /// <summary>Document of the withdrawal.</summary>
    public string WithdrawalDocument { get; init; } = "";

    /// <summary>Names it in recognitions and applications: CODE/VERSION.</summary>
    public string RuleVersion => $"{Code}/{Version}";

    /// <summary>Names the version it stands on; empty at the top.</summary>
    public string ParentRuleVersion => ParentCode.Length == 0 ? "" : $"{ParentCode}/{ParentVersion}";

    /// <summary>The days it is meant for.</summary>
    public Period Window => new(StartDate, LastDate);

    /// <summary>Whether it holds on a day: made active, and neither over nor withdrawn.</summary>
    public bool HoldsOn(DateOnly day) => HeldDays is { } held && held.Covers(day);

    /// <summary>The days on which it holds or held; null while a draft, and when withdrawn before it began.</summary>
    public Period? HeldDays =>
        State is not (RulePackState.Active or RulePackState.Withdrawn) || WithdrawnFrom <= StartDate ? null
        : WithdrawnFrom is { } from ? Window.Intersect(new(StartDate, from.AddDays(-1)))
        : Window;

    public LevelRules? Find(RecognitionTrack track, RecognitionLevel level) => Levels.FirstOrDefault(l => l.Track == track && l.Level == level);

    /// <summary>Makes it binding.</summary>
    public RulePack Activate(int parentVersion) => State == RulePackState.Draft
        ? this with { State = RulePackState.Active, ParentVersion = parentVersion }
        : throw Fixed("Only a draft is made active.");

    /// <summary>Ends it from a day on; what was decided under it stays.</summary>
    public RulePack Withdraw(DateOnly from, string document) =>
        State != RulePackState.Active ? throw Fixed("Only an active pack is withdrawn.")
        : !Window.Covers(from) ? throw new RuleBroken(Reason.PeriodReversed, "The day is none of the pack's.", ("start_date", $"{StartDate:O}"), ("last_date", $"{LastDate:O}"))
        : this with { State = RulePackState.Withdrawn, WithdrawnFrom = from, WithdrawalDocument = document };

    private RuleBroken Fixed(string message) => new(Reason.RulePackFixed, message, ("rule_version", RuleVersion), ("state", $"{State}"));
}

/// <summary>Layers of rules, each below the one before.</summary>
public enum RuleLayer
{
    Unspecified = 0,
    Nation = 1,
    Province = 2,
    School = 3,
    Batch = 4,
}

/// <summary>States of a version of a rule pack.</summary>
public enum RulePackState
{
    Unspecified = 0,
    Draft = 1,
    Active = 2,
    Withdrawn = 3,
}
