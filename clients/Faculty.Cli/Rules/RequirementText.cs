using Faculty.Cli.Running;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Cli.Rules;

/// <summary>What a requirement asks for, in words.</summary>
internal static class RequirementText
{
    public static string Of(Requirement requirement, Words words) => requirement.Choice is { } choice
        ? words[$"{choice.LeastCount} of the following", $"满足下列 {choice.LeastCount} 项"]
        : Of(requirement.RuleCase == Requirement.RuleOneofCase.None ? null : Rule(requirement), words);

    public static string Of(Alternative alternative, Words words) => Of(Rule(alternative), words);

    private static IMessage? Rule(IMessage requirement) => requirement.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(requirement)?.Accessor.GetValue(requirement) as IMessage;

    private static string Of(IMessage? rule, Words words) => rule switch
    {
        CredentialRule r => Joined(words, [
            string.Join(words[", ", "、"], r.Categories.Select(c => words.Of(c))),
            r.LeastLevel > 0 ? words[$"level {r.LeastLevel} or higher", $"{r.LeastLevel} 级及以上"] : "",
            r.OccupationPrefix.Length > 0 ? words[$"occupation {r.OccupationPrefix}…", $"职业编码 {r.OccupationPrefix} 开头"] : "",
            r.QualificationTypes.Count > 0 ? words[$"type {string.Join(", ", r.QualificationTypes)}", $"资格种类 {string.Join("、", r.QualificationTypes)}"] : "",
            r.Verified ? words["verified", "已核验"] : ""]),
        PracticeRule r => words[$"{r.LeastDays} days", $"{r.LeastDays} 天"] + (r.WindowMonths > 0 ? words[$" in the last {r.WindowMonths} months", $"（近 {r.WindowMonths} 个月）"] : ""),
        PostRule r => Joined(words, [string.Join(words[", ", "、"], r.Categories.Select(c => words.Of(c))), r.LeastMonths > 0 ? words[$"{r.LeastMonths} months", $"满 {r.LeastMonths} 个月"] : ""]),
        TitleRule r => Joined(words, [words[$"rank {r.LeastRank} of 5", $"职级 {r.LeastRank}（共 5 级）"], r.Series.Count > 0 ? words[$"series {string.Join(", ", r.Series)}", $"系列 {string.Join("、", r.Series)}"] : ""]),
        EducationRule r => Joined(words, [r.LeastLevel.Length > 0 ? words[$"education {r.LeastLevel}", $"学历代码 {r.LeastLevel}"] : "", r.LeastDegree.Length > 0 ? words[$"degree {r.LeastDegree}", $"学位代码 {r.LeastDegree}"] : ""]),
        RecognitionRule r => Joined(words, [words.Of(r.Track), words.Of(r.LeastLevel), r.LeastMonths > 0 ? words[$"{r.LeastMonths} months", $"满 {r.LeastMonths} 个月"] : ""]),
        HonourRule r => Joined(words, [string.Join(words[", ", "、"], r.Titles), r.LeastLevel]),
        ManualRule => words["a person decides", "人工审核"],
        ExternalRule r => words[$"known by {r.Source}", $"来自{r.Source}"],
        _ => "",
    };

    private static string Joined(Words words, IEnumerable<string> parts) => string.Join(words["; ", "，"], parts.Where(p => p.Length > 0));
}
