using Faculty.Domain.Teachers;

namespace Faculty.Domain.Certification.Rules;

/// <summary>
/// A condition of recognition (认定条件): exactly one of the kinds is set. Its code is what a lower layer overrides and what an exception
/// waives.
/// </summary>
public sealed record Requirement
{
    /// <summary>Unique in its level, alternatives included.</summary>
    public required string Code { get; init; }

    public required string Title { get; init; }

    /// <summary>How a person decides it, and what of it is unverified; may be empty.</summary>
    public string Note { get; init; } = "";

    public CredentialRule? Credential { get; init; }

    public PracticeRule? Practice { get; init; }

    public PostRule? Post { get; init; }

    public TitleRule? ProfessionalTitle { get; init; }

    public EducationRule? Education { get; init; }

    public RecognitionRule? Recognition { get; init; }

    public HonourRule? Honour { get; init; }

    public ChoiceRule? Choice { get; init; }

    public ManualRule? Manual { get; init; }

    public ExternalRule? External { get; init; }

    public IEnumerable<RequirementRule> Rules =>
        new RequirementRule?[] { Credential, Practice, Post, ProfessionalTitle, Education, Recognition, Honour, Choice, Manual, External }.OfType<RequirementRule>();

    private RequirementRule Rule =>
        (RequirementRule?)Credential ?? Practice ?? (RequirementRule?)Post ?? ProfessionalTitle ?? (RequirementRule?)Education ?? Recognition
        ?? (RequirementRule?)Honour ?? Choice ?? (RequirementRule?)Manual ?? External ?? throw new InvalidOperationException($"Requirement {Code} has no kind.");

    /// <summary>What the teacher's facts say to it on a day. Pure: the same facts and day give the same answer, whenever asked.</summary>
    public RequirementOutcome Check(Teacher teacher, DateOnly day) => Rule.Check(teacher, day);

    /// <summary>
    /// Null when whoever meets this meets the upper layer's too, as far as rules can know; else what is weaker. It may call a stricter rule
    /// weaker, never a weaker one strict.
    /// </summary>
    public Weakness? WeakerThan(Requirement upper) => Choice is null && upper.Choice is null
        ? OneWeakerThan(upper)
        : ChoiceRule.WeakerThan(Choice ?? ChoiceRule.Of(this), upper.Choice ?? ChoiceRule.Of(upper), IsImplied);

    private static bool IsImplied(Requirement own, Requirement upper) => own.OneWeakerThan(upper) is null;

    private Weakness? OneWeakerThan(Requirement upper) =>
        Rule.GetType() != upper.Rule.GetType() ? new("kind", Rule.Name, upper.Rule.Name)
        // What a person or another source decides is the same question only under the same code.
        : Rule is ManualRule or ExternalRule && !string.Equals(Code, upper.Code, StringComparison.Ordinal) ? new("code", Code, upper.Code)
        : Rule.WeakerThan(upper.Rule);
}

/// <summary>A value of a lower layer that is weaker than the upper layer's.</summary>
/// <param name="Value">Which value, such as "least_days".</param>
/// <param name="Own">What the lower layer says.</param>
/// <param name="Upper">What the upper layer says.</param>
public sealed record Weakness(string Value, string Own, string Upper);
