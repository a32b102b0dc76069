using Faculty.Domain.Certification.Rules;

namespace Faculty.Domain.Certification.Applications;

/// <summary>
/// An application (认定申请) of one teacher in one batch, with its evidence and everything that was said and decided about it. Immutable; verbs
/// return the next record.
/// </summary>
public sealed partial record Application
{
    public string ApplicationId { get; init; } = "";

    public required string BatchId { get; init; }

    public required string TeacherId { get; init; }

    /// <summary>The school that files it.</summary>
    public required string SchoolCode { get; init; }

    public required RecognitionLevel Level { get; init; }

    /// <summary>Professional field (专业领域).</summary>
    public required string Field { get; init; }

    /// <summary>Code of the exception route (破格) that it takes; empty = none.</summary>
    public string ExceptionCode { get; init; } = "";

    /// <summary>The accounts that made, changed or submitted it; none of them reviews it.</summary>
    public IReadOnlyList<string> AuthorIds { get; init; } = [];

    public ApplicationState State { get; init; } = ApplicationState.Draft;

    /// <summary>What was picked to be shown; empty = everything of the record that the rules use, each time it is submitted.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>Files that are attached now; the next submission freezes them.</summary>
    public IReadOnlyList<EvidenceFile> Files { get; init; } = [];

    /// <summary>What was submitted last; absent before.</summary>
    public Submission? Submission { get; init; }

    /// <summary>What was submitted before, oldest first.</summary>
    public IReadOnlyList<Submission> FormerSubmissions { get; init; } = [];

    /// <summary>Times it was returned, oldest first.</summary>
    public IReadOnlyList<Return> Returns { get; init; } = [];

    /// <summary>Reviews, by tier; those of a former submission stay, with its number.</summary>
    public IReadOnlyList<TierReview> Reviews { get; init; } = [];

    public IReadOnlyList<Objection> Objections { get; init; } = [];

    /// <summary>Why it ended without a recognition; absent otherwise.</summary>
    public Ending? Ending { get; init; }

    /// <summary>Number of the certificate it led to; empty otherwise.</summary>
    public string CertificateNumber { get; init; } = "";

    private static IEnumerable<ApplicationState> Open => Enum.GetValues<ApplicationState>().Where(s => s is > ApplicationState.Unspecified and < ApplicationState.Recognised);

    /// <summary>Nothing more can happen to it.</summary>
    public bool IsOver => State is ApplicationState.Recognised or ApplicationState.NotRecognised or ApplicationState.Withdrawn or ApplicationState.Ineligible;
}

/// <summary>States of an application.</summary>
public enum ApplicationState
{
    Unspecified = 0,
    Draft = 1,
    Submitted = 2,
    Returned = 3,
    SchoolReviewed = 4,
    CityReviewed = 5,
    ProvinceReviewed = 6,
    Publicity = 7,
    Objection = 8,
    Recognised = 9,
    NotRecognised = 10,
    Withdrawn = 11,
    Ineligible = 12,
}

/// <summary>A fact of the teacher's record shown as evidence (佐证), with files.</summary>
public sealed record Evidence
{
    public required FactUsed Fact { get; init; }

    /// <summary>SHA-256 of the fact as it was when submitted, 64 hexadecimal digits; empty before.</summary>
    public string Digest { get; init; } = "";

    public IReadOnlyList<EvidenceFile> Files { get; init; } = [];
}

/// <summary>What was submitted: frozen (冻结).</summary>
public sealed record Submission
{
    /// <summary>1, 2, 3 … each time it was submitted.</summary>
    public required int Number { get; init; }

    public required string RuleVersion { get; init; }

    /// <summary>The tier that decides, and how long publicity, recognition and recheck are: as the rules had it.</summary>
    public required ReviewTier DecidingTier { get; init; }

    public required int PublicityWorkingDays { get; init; }

    public required int ValidityMonths { get; init; }

    public required int RecheckMonths { get; init; }

    /// <summary>The exception route it takes asks for a committee's minute.</summary>
    public bool NeedsMinute { get; init; }

    /// <summary>What the rules said then.</summary>
    public IReadOnlyList<Judgement> Judgements { get; init; } = [];

    /// <summary>What was shown, each fact with its digest and files.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>Files that show the application as a whole.</summary>
    public IReadOnlyList<EvidenceFile> Files { get; init; } = [];

    /// <summary>What was applied for, also when that was revised since.</summary>
    public RecognitionLevel Level { get; init; }

    public string Field { get; init; } = "";

    public string ExceptionCode { get; init; } = "";

    /// <summary>The account that filed it.</summary>
    public required string ActorId { get; init; }

    public required DateTimeOffset Time { get; init; }
}

/// <summary>What a requirement came to when it was submitted.</summary>
public sealed record Judgement
{
    public required string Code { get; init; }

    public required string Title { get; init; }

    public required RequirementResult Result { get; init; }

    /// <summary>The exception route does without it.</summary>
    public bool Waived { get; init; }

    public IReadOnlyList<FactUsed> Facts { get; init; } = [];
}

/// <summary>Why it was returned (退回).</summary>
public sealed record Return
{
    public required int Submission { get; init; }

    public required string ActorId { get; init; }

    public required DateTimeOffset Time { get; init; }

    public IReadOnlyList<ReturnItem> Items { get; init; } = [];
}

/// <summary>What is to be mended.</summary>
public sealed record ReturnItem
{
    /// <summary>The requirement or fact it is about; empty = the whole.</summary>
    public string Subject { get; init; } = "";

    public required string Problem { get; init; }
}

/// <summary>Why an application ended without a recognition.</summary>
public sealed record Ending
{
    public required EndingCause Cause { get; init; }

    public required string Explanation { get; init; }

    public string DocumentNumber { get; init; } = "";

    public required string ActorId { get; init; }

    public required DateTimeOffset Time { get; init; }
}

/// <summary>Causes of ending without a recognition.</summary>
public enum EndingCause
{
    Unspecified = 0,
    /// <summary>The applicant or the school took it back (撤回).</summary>
    Withdrawn = 1,
    /// <summary>Does not fulfil what is asked (不符合条件).</summary>
    Requirements = 2,
    /// <summary>Evidence is false (材料不实).</summary>
    FalseEvidence = 3,
    /// <summary>Ethics veto (师德一票否决): a human decision with a document.</summary>
    EthicsVeto = 4,
    /// <summary>The review was against it (评审未通过).</summary>
    Review = 5,
    /// <summary>An objection was upheld (异议成立).</summary>
    Objection = 6,
    /// <summary>The applicant's identity was erased (身份信息已抹除).</summary>
    Erased = 7,
    /// <summary>A draft when its batch was closed, which ended its drafts (逾期未提交).</summary>
    NotSubmitted = 8,
    /// <summary>Its batch was cancelled (批次取消).</summary>
    BatchCancelled = 9,
}
