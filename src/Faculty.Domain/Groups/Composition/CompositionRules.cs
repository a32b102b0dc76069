using Faculty.Domain.Certification;
using Faculty.Domain.Time;

namespace Faculty.Domain.Groups.Composition;

/// <summary>What a group of a kind and level must be made of (组成规则): data, not code.</summary>
public sealed record CompositionRules
{
    /// <summary>Such as CN-TEAM-NATIONAL; unique.</summary>
    public required string Code { get; init; }

    public string Title { get; init; } = "";

    public required GroupKind Kind { get; init; }

    /// <summary>Unspecified = every level that has no rules of its own.</summary>
    public GroupLevel Level { get; init; }

    /// <summary>First day on which they hold; none = always.</summary>
    public DateOnly? StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    /// <summary>Document they come from; empty for an example.</summary>
    public string Source { get; init; } = "";

    /// <summary>They were compared with the document.</summary>
    public bool Verified { get; init; }

    public IReadOnlyList<CompositionRule> Rules { get; init; } = [];

    public Period Period => new(StartDate ?? DateOnly.MinValue, LastDate);
}

/// <summary>One rule of composition: exactly one of the kinds is set.</summary>
public sealed record CompositionRule
{
    /// <summary>Unique among the rules.</summary>
    public required string Code { get; init; }

    public string Title { get; init; } = "";

    /// <summary>规模.</summary>
    public SizeRule? Size { get; init; }

    /// <summary>Recognised members.</summary>
    public ShareRule? Recognised { get; init; }

    /// <summary>Members from enterprises.</summary>
    public ShareRule? Enterprise { get; init; }

    public LeaderRule? Leader { get; init; }

    public GroupsRule? Groups { get; init; }

    public TermRule? Term { get; init; }

    public EnterprisesRule? Enterprises { get; init; }

    public ByPeopleRule? ByPeople { get; init; }
}

/// <summary>Number of members (规模).</summary>
public sealed record SizeRule
{
    public required int LeastCount { get; init; }

    /// <summary>0 = any number.</summary>
    public int MostCount { get; init; }

    /// <summary>Roles that are not counted.</summary>
    public IReadOnlyList<MemberRole> WithoutRoles { get; init; } = [];
}

/// <summary>A number or share of members; the exact fraction decides.</summary>
public sealed record ShareRule
{
    /// <summary>0 = not asked.</summary>
    public int LeastCount { get; init; }

    /// <summary>Unspecified = no share is asked for.</summary>
    public ShareComparison Comparison { get; init; }

    public int Numerator { get; init; }

    public int Denominator { get; init; }

    /// <summary>Roles that are counted on neither side.</summary>
    public IReadOnlyList<MemberRole> WithoutRoles { get; init; } = [];

    /// <summary>Recognised at this level or a higher one; unspecified = at any.</summary>
    public RecognitionLevel LeastLevel { get; init; }

    /// <summary>So many of so many are enough.</summary>
    public bool Holds(int counted, int among) => counted >= LeastCount && Comparison switch
    {
        ShareComparison.AtLeast => (long)counted * Denominator >= (long)Numerator * among,
        ShareComparison.MoreThan => (long)counted * Denominator > (long)Numerator * among,
        _ => true,
    };
}

/// <summary>How a share is compared: exactly the share is enough (不低于), or is not (超过).</summary>
public enum ShareComparison
{
    Unspecified = 0,
    AtLeast = 1,
    MoreThan = 2,
}

/// <summary>Conditions of the leader (负责人条件); 0 and unspecified are not asked for.</summary>
public sealed record LeaderRule
{
    /// <summary>员级 1, 助理 2, 中级 3, 副高 4, 正高 5.</summary>
    public int LeastTitleRank { get; init; }

    public RecognitionLevel LeastLevel { get; init; }

    /// <summary>Months of full-time engagement by schools so far.</summary>
    public int LeastMonths { get; init; }

    public bool FullTimeAtHost { get; init; }
}

/// <summary>How many groups a person may be in on a day, this one among them.</summary>
public sealed record GroupsRule
{
    public required int MostCount { get; init; }
}

/// <summary>How long one membership as leader may last.</summary>
public sealed record TermRule
{
    public required int MostMonths { get; init; }

    /// <summary>The last day of a term; one that begins on 29 February ends with the month.</summary>
    public DateOnly LastOf(DateOnly first) => first.AddMonths(MostMonths) is var after && after.Day < first.Day ? after : after.AddDays(-1);
}

/// <summary>Cooperating enterprises on the day.</summary>
public sealed record EnterprisesRule
{
    public required int LeastCount { get; init; }
}

/// <summary>What no record tells.</summary>
public sealed record ByPeopleRule
{
    public string Question { get; init; } = "";
}
