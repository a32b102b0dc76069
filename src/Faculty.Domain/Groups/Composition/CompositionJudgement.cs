namespace Faculty.Domain.Groups.Composition;

/// <summary>The judgement of a group on a day.</summary>
public sealed record CompositionJudgement(CompositionResult Result, IReadOnlyList<Finding> Findings, CompositionRules? Rules, GroupState State, int MemberCount)
{
    /// <summary>The codes of the rules that are not met.</summary>
    public IEnumerable<string> LackingCodes => Findings.Where(f => f.Result == CompositionResult.Lacking).Select(f => f.Rule.Code);
}

/// <summary>The judgement by one rule: how many count, among how many (0 = no share is asked for), and each member's cause.</summary>
public sealed record Finding(CompositionRule Rule, CompositionResult Result, int Counted, int Among, IReadOnlyList<CountedMember> Members);

/// <summary>A member as a rule sees it.</summary>
public readonly record struct CountedMember(Membership Membership, bool Counts, MemberCause Cause);

/// <summary>Results of a rule of composition.</summary>
public enum CompositionResult
{
    Unspecified = 0,
    Met = 1,
    Lacking = 2,
    Manual = 3,
    NotApplicable = 4,
}

/// <summary>Why a member counts for a rule or does not.</summary>
public enum MemberCause
{
    Unspecified = 0,
    Member = 1,
    RoleLeftOut = 2,
    SamePerson = 3,
    Recognised = 4,
    LevelTooLow = 5,
    NotRecognised = 6,
    NotYet = 7,
    Lapsed = 8,
    Revoked = 9,
    Suspended = 10,
    Unverified = 11,
    FromEnterprise = 12,
    NotFromEnterprise = 13,
    Qualified = 14,
    TitleTooLow = 15,
    TooFewMonths = 16,
    NotAtHost = 17,
    FewGroups = 18,
    TooManyGroups = 19,
    WithinTerm = 20,
    TermOver = 21,
}
