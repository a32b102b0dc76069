namespace Faculty.Domain.Groups.Composition;

/// <summary>All rules of composition.</summary>
public sealed class CompositionBook
{
    private readonly IReadOnlyList<CompositionRules> rules;

    private CompositionBook(IReadOnlyList<CompositionRules> rules) => this.rules = rules;

    public static CompositionBook Empty { get; } = new([]);

    /// <summary>By code.</summary>
    public IReadOnlyList<CompositionRules> All => rules;

    /// <exception cref="FormatException">A code stands twice, two rules hold for one kind and level on a day, or a rule asks for nothing or for what cannot be.</exception>
    public static CompositionBook Of(IEnumerable<CompositionRules> rules)
    {
        CompositionRules[] all = [.. rules.OrderBy(r => r.Code, StringComparer.Ordinal)];
        foreach (var one in all)
        {
            Require(one.Code.Length > 0 && all.Count(r => r.Code == one.Code) == 1, one, "the code must be given, and stand once");
            Require(one.Kind != GroupKind.Unspecified, one, "the kind must be given");
            Require(!all.Any(r => r != one && r.Kind == one.Kind && r.Level == one.Level && r.Period.Overlaps(one.Period)), one, "other rules hold for the same kind and level on a day");
            Require(one.Rules.Count > 0 && one.Rules.DistinctBy(r => r.Code).Count() == one.Rules.Count, one, "there must be rules, each code once");
            foreach (var rule in one.Rules)
            {
                Require(rule.Code.Length > 0 && IsSound(rule), one, $"rule '{rule.Code}' asks for nothing, for several things, or for what cannot be");
            }
        }
        return new(all);
    }

    /// <summary>The rules for a kind and level on a day: of the level itself, else of every level; null when there are none.</summary>
    public CompositionRules? For(GroupKind kind, GroupLevel level, DateOnly day)
    {
        CompositionRules? general = null;
        foreach (var one in rules)
        {
            if (one.Kind == kind && one.Period.Covers(day))
            {
                if (one.Level == level)
                {
                    return one;
                }
                general = one.Level == GroupLevel.Unspecified ? one : general;
            }
        }
        return general;
    }

    private static bool IsSound(CompositionRule rule)
    {
        object?[] kinds = [rule.Size, rule.Recognised, rule.Enterprise, rule.Leader, rule.Groups, rule.Term, rule.Enterprises, rule.ByPeople];
        return kinds.Count(k => k is not null) == 1
            && rule.Size is null or { LeastCount: >= 0, MostCount: >= 0 } && !(rule.Size is { MostCount: > 0 } size && size.MostCount < size.LeastCount)
            && IsSound(rule.Recognised) && IsSound(rule.Enterprise)
            && rule.Leader is null or { LeastTitleRank: >= 0 and <= 5, LeastMonths: >= 0 }
            && rule.Groups is null or { MostCount: >= 1 }
            && rule.Term is null or { MostMonths: >= 1 and <= 1_200 }
            && rule.Enterprises is null or { LeastCount: >= 1 };
    }

    private static bool IsSound(ShareRule? share) => share is null
        || (share.LeastCount >= 0 && (share.LeastCount > 0 || share.Comparison != ShareComparison.Unspecified)
            && (share.Comparison == ShareComparison.Unspecified || share is { Numerator: >= 0, Denominator: >= 1 }));

    private static void Require(bool holds, CompositionRules rules, string problem)
    {
        if (!holds)
        {
            throw new FormatException($"rules of composition '{rules.Code}': {problem}");
        }
    }
}
