using Faculty.Domain.Teachers;

namespace Faculty.Domain.Certification.Rules;

/// <summary>
/// What a layer asks for one level of one track (级别标准). A number of 0 and an unspecified tier mean the upper layer's, and at the top
/// <see cref="DefaultMonths"/> and <see cref="DefaultPublicity"/>.
/// </summary>
public sealed record LevelRules
{
    /// <summary>Months of validity and of recheck unless said otherwise; rechecks are never farther apart.</summary>
    public const int DefaultMonths = 60;

    /// <summary>Working days of publicity (公示) unless said otherwise.</summary>
    public const int DefaultPublicity = 5;

    public required RecognitionTrack Track { get; init; }

    public required RecognitionLevel Level { get; init; }

    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    public int ValidityMonths { get; init; }

    /// <summary>Months from one recheck (复核) to the next.</summary>
    public int RecheckMonths { get; init; }

    public ReviewTier DecidingTier { get; init; }

    public int PublicityWorkingDays { get; init; }

    /// <summary>Exception routes (破格).</summary>
    public IReadOnlyList<ExceptionRoute> Exceptions { get; init; } = [];

    /// <summary>The rules in force under an upper layer (null at the top): its requirements, each replaced by the own one of the same code, and the own ones.</summary>
    public LevelRules Over(LevelRules? upper) => this with
    {
        Requirements = Merged(upper?.Requirements ?? [], Requirements, r => r.Code),
        Exceptions = Merged(upper?.Exceptions ?? [], Exceptions, e => e.Code),
        ValidityMonths = Own(ValidityMonths, upper?.ValidityMonths ?? DefaultMonths),
        RecheckMonths = Own(RecheckMonths, upper?.RecheckMonths ?? DefaultMonths),
        PublicityWorkingDays = Own(PublicityWorkingDays, upper?.PublicityWorkingDays ?? DefaultPublicity),
        DecidingTier = DecidingTier == ReviewTier.Unspecified ? upper?.DecidingTier ?? ReviewTier.Unspecified : DecidingTier,
    };

    /// <summary>What is weaker than in an upper layer, by the rule's code; a lower layer may only be stricter.</summary>
    public IEnumerable<(string Rule, Weakness Weakness)> WeakerThan(LevelRules upper)
    {
        foreach (var requirement in Requirements)
        {
            if (upper.Find(requirement.Code) is { } same && requirement.WeakerThan(same) is { } weakness)
            {
                yield return (requirement.Code, weakness);
            }
        }
        foreach (var (value, own, most) in new[] { ("validity_months", ValidityMonths, upper.ValidityMonths), ("recheck_months", RecheckMonths, upper.RecheckMonths) })
        {
            if (own > most)
            {
                yield return (value, new("months", $"{own}", $"{most}"));
            }
        }
        if (PublicityWorkingDays != 0 && PublicityWorkingDays < upper.PublicityWorkingDays)
        {
            yield return ("publicity_working_days", new("days", $"{PublicityWorkingDays}", $"{upper.PublicityWorkingDays}"));
        }
        if (DecidingTier != ReviewTier.Unspecified && DecidingTier < upper.DecidingTier)
        {
            yield return ("deciding_tier", new("tier", $"{DecidingTier}", $"{upper.DecidingTier}"));
        }
        foreach (var route in Exceptions)
        {
            if (route.WeakerThan(upper) is { } weakness)
            {
                yield return (route.Code, weakness);
            }
        }
    }

    public Requirement? Find(string code) => Requirements.FirstOrDefault(r => string.Equals(r.Code, code, StringComparison.Ordinal));

    /// <summary>What each requirement comes to, in their order.</summary>
    public IReadOnlyList<RequirementFinding> Check(Teacher teacher, DateOnly day) => [.. Requirements.Select(r => new RequirementFinding(r, r.Check(teacher, day)))];

    private static int Own(int value, int inherited) => value == 0 ? inherited : value;

    private static IReadOnlyList<T> Merged<T>(IReadOnlyList<T> upper, IReadOnlyList<T> own, Func<T, string> code)
    {
        var byCode = own.ToDictionary(code, StringComparer.Ordinal);
        return [.. upper.Select(u => byCode.GetValueOrDefault(code(u)) ?? u), .. own.Where(o => !upper.Any(u => string.Equals(code(u), code(o), StringComparison.Ordinal)))];
    }
}

/// <summary>Tiers of review (评审层级), each above the one before.</summary>
public enum ReviewTier
{
    Unspecified = 0,
    School = 1,
    City = 2,
    Province = 3,
}
