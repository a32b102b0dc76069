namespace Faculty.Domain.Certification.Rules;

/// <summary>What a requirement comes to on a day.</summary>
public sealed record RequirementOutcome(RequirementResult Result)
{
    /// <summary>The facts it stands on, or that come nearest.</summary>
    public IReadOnlyList<FactUsed> Facts { get; init; } = [];

    /// <summary>What is missing; only when LACKING.</summary>
    public Lacking? Lacking { get; init; }

    /// <summary>Of a choice: what each alternative comes to.</summary>
    public IReadOnlyList<RequirementFinding> Alternatives { get; init; } = [];

    /// <summary>Orders results: what a stricter rule can only lower.</summary>
    public int Rank => Result switch { RequirementResult.Lacking => 0, RequirementResult.Met => 2, _ => 1 };
}

/// <summary>A requirement with what it comes to.</summary>
public sealed record RequirementFinding(Requirement Requirement, RequirementOutcome Outcome);

/// <summary>Answers of a precheck (预审).</summary>
public enum RequirementResult
{
    Unspecified = 0,
    Met = 1,
    Lacking = 2,
    /// <summary>A person decides.</summary>
    Manual = 3,
    /// <summary>The source is not connected.</summary>
    Unavailable = 4,
}

/// <summary>A fact of the teacher's record that a requirement used.</summary>
public readonly record struct FactUsed(FactKind Kind, string FactId);

/// <summary>Kinds of facts that requirements look at.</summary>
public enum FactKind
{
    Unspecified = 0,
    Credential = 1,
    Practice = 2,
    Post = 3,
    Title = 4,
    Education = 5,
    Recognition = 6,
    Honour = 7,
}

/// <summary>What is missing, in numbers: needed and held in a unit. Of inverted levels (五级 lowest) the smaller number is the higher; 0 held = none.</summary>
public readonly record struct Lacking(LackingUnit Unit, int Needed, int Held);

/// <summary>Units of what is missing.</summary>
public enum LackingUnit
{
    Unspecified = 0,
    /// <summary>Counted days of practice.</summary>
    Days = 1,
    /// <summary>Months in a post, or with a recognition.</summary>
    Months = 2,
    /// <summary>A credential of the kind.</summary>
    Credential = 3,
    /// <summary>Skill level 五级 5 … 一级 1.</summary>
    SkillLevel = 4,
    /// <summary>Rank of a title: 员级 1, 助理 2, 中级 3, 副高 4, 正高 5.</summary>
    TitleRank = 5,
    /// <summary>Rank of an education in the code table.</summary>
    EducationRank = 6,
    /// <summary>Rank of a degree in the code table.</summary>
    DegreeRank = 7,
    /// <summary>Level of a recognition.</summary>
    RecognitionLevel = 8,
    /// <summary>An honour of the kind.</summary>
    Honour = 9,
    /// <summary>A post of the kind on the day.</summary>
    Post = 10,
    /// <summary>Alternatives of a choice.</summary>
    Alternatives = 11,
}
