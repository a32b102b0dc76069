using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

/// <summary>What a rule of composition asks for, and what was found, in words.</summary>
internal static class CompositionText
{
    public static string Of(CompositionRule rule, Words words) => rule.RuleCase switch
    {
        CompositionRule.RuleOneofCase.Size => rule.Size.MostCount == 0
            ? words[$"at least {rule.Size.LeastCount} members", $"不少于 {rule.Size.LeastCount} 人"] + Without(rule.Size.WithoutRoles, words)
            : words[$"{rule.Size.LeastCount} to {rule.Size.MostCount} members", $"{rule.Size.LeastCount} 至 {rule.Size.MostCount} 人"] + Without(rule.Size.WithoutRoles, words),
        CompositionRule.RuleOneofCase.Recognised => words["dual-qualified", "双师型"] + Share(rule.Recognised, words),
        CompositionRule.RuleOneofCase.Enterprise => words["from enterprises", "企业成员"] + Share(rule.Enterprise, words),
        CompositionRule.RuleOneofCase.Leader => Leader(rule.Leader, words),
        CompositionRule.RuleOneofCase.Groups => words[$"at most {rule.Groups.MostCount} groups a person", $"每人不超过 {rule.Groups.MostCount} 个团队"],
        CompositionRule.RuleOneofCase.Term => words[$"leads at most {rule.Term.MostMonths} months", $"负责人任期不超过 {rule.Term.MostMonths} 个月"],
        CompositionRule.RuleOneofCase.Enterprises => words[$"at least {rule.Enterprises.LeastCount} cooperating enterprises", $"合作企业不少于 {rule.Enterprises.LeastCount} 家"],
        CompositionRule.RuleOneofCase.ByPeople => rule.ByPeople.Question,
        _ => rule.Title,
    };

    public static string Found(CompositionFinding finding, Words words) => finding.Rule.RuleCase switch
    {
        CompositionRule.RuleOneofCase.ByPeople => "",
        CompositionRule.RuleOneofCase.Leader => finding.Members.Count == 0 ? words["no leader", "无负责人"] : words.Of(finding.Members[0].Cause),
        _ => finding.Among > 0 ? $"{finding.Counted}/{finding.Among}" : $"{finding.Counted}",
    };

    private static string Share(ShareRule share, Words words)
    {
        var least = share.LeastCount > 0 ? words[$" at least {share.LeastCount}", $"不少于 {share.LeastCount} 人"] : "";
        var level = share.LeastLevel == RecognitionLevel.Unspecified ? "" : words[$" ({words.Of(share.LeastLevel)} or higher)", $"（{words.Of(share.LeastLevel)}及以上）"];
        var part = share.Comparison switch
        {
            ShareComparison.AtLeast => $" ≥ {share.Numerator}/{share.Denominator}",
            ShareComparison.MoreThan => $" > {share.Numerator}/{share.Denominator}",
            _ => "",
        };
        return $"{level}{least}{part}{Without(share.WithoutRoles, words)}";
    }

    private static string Leader(LeaderRule leader, Words words) => string.Join(words["; ", "，"], ((string[])[
        leader.LeastTitleRank > 0 ? words[$"title of rank {leader.LeastTitleRank} of 5", $"职级 {leader.LeastTitleRank} 及以上（共 5 级）"] : "",
        leader.LeastLevel != RecognitionLevel.Unspecified ? words[$"recognised {words.Of(leader.LeastLevel)} or higher", $"双师型{words.Of(leader.LeastLevel)}及以上"] : "",
        leader.LeastMonths > 0 ? words[$"{leader.LeastMonths} months full-time", $"专任满 {leader.LeastMonths} 个月"] : "",
        leader.FullTimeAtHost ? words["full-time at the host", "依托学校专任"] : ""]).Where(p => p.Length > 0));

    private static string Without(IEnumerable<MemberRole> roles, Words words)
    {
        string[] named = [.. roles.Select(r => words.Of(r))];
        return named.Length == 0 ? "" : words[$", without {string.Join(", ", named)}", $"，不计{string.Join("、", named)}"];
    }
}
