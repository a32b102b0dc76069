using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

/// <summary>`faculty groups check`: the composition of a group on a day, rule by rule, with who counts and who does not.</summary>
internal static class CheckGroup
{
    public static Command Create(Words words)
    {
        var who = Inputs.Flag("--who", words["name the members, and why each counts or does not", "列出成员及计入与否的原因"]);
        return new RequestCommand<CheckCompositionRequest>(
                "check", words["judge the composition on a day by the rules for kind and level", "按类型和级别的规则检查当日组成"], words,
                ("CODE", "code", "code of the group", "团队代码"),
                ("--as-of", "as_of", "the day; today when absent", "日期，默认今天"),
                ("--known-at", "known_at", "as it was known then", "当时所知"))
            .With(who)
            .Calls<CheckCompositionResponse>(c => c.Groups.CheckCompositionAsync, (reply, run) => Show(reply.Composition, run, run.Parse.GetValue(who)));
    }

    private static void Show(Composition judged, Run run, bool who)
    {
        var words = run.Words;
        run.WriteLine(words[
            $"{judged.GroupCode} on {Dates.Of(judged.AsOf)}: {words.Of(judged.Result)}, {judged.MemberCount} members, {words.Of(judged.State)}",
            $"{judged.GroupCode}  {Dates.Of(judged.AsOf)}  {words.Of(judged.Result)}  成员 {judged.MemberCount} 人  {words.Of(judged.State)}"]);
        if (judged.RulesCode.Length == 0)
        {
            run.WriteLine(words["There are no rules for its kind and level on this day, or it is no group on it.", "当日没有适用规则，或团队尚未申报、已经终止。"]);
            return;
        }
        run.WriteLine(judged.RulesVerified ? words[$"rules {judged.RulesCode}", $"规则 {judged.RulesCode}"] : words[
            $"rules {judged.RulesCode}: an example, not compared with a document", $"规则 {judged.RulesCode}（示例，未与文件核对）"]);
        var table = Tables.New(words["rule", "规则"], words["asks for", "要求"], words["found", "实际"], words["result", "结果"]);
        foreach (var finding in judged.Findings)
        {
            table.Row(finding.Rule.Code, CompositionText.Of(finding.Rule, words), CompositionText.Found(finding, words), words.Of(finding.Result));
        }
        run.Write(table);
        foreach (var finding in who ? judged.Findings.Where(f => f.Members.Count > 0) : [])
        {
            run.WriteLine($"{finding.Rule.Code}  {finding.Rule.Title}");
            var members = Tables.New(words["name", "姓名"], words["role", "角色"], words["counts", "计入"], words["why", "原因"], words["teacher", "教师编号"]);
            foreach (var member in finding.Members)
            {
                members.Row(member.DisplayName, words.Of(member.Role), member.Counts ? words["yes", "是"] : words["no", "否"], words.Of(member.Cause), member.TeacherId);
            }
            run.Write(members);
        }
    }
}
