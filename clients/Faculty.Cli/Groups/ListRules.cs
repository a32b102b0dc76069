using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

internal static class ListRules
{
    public static Command Create(Words words) => new RequestCommand<ListCompositionRulesRequest>(
            "rules", words["the rules of composition; with --json in the form of a file of rules", "组成规则；--json 输出规则文件的格式"], words,
            ("--kind", "kind", "only of this kind", "类型"),
            ("--level", "level", "only of this level", "级别"))
        .Calls<ListCompositionRulesResponse>(c => c.Groups.ListCompositionRulesAsync, (reply, run) =>
        {
            foreach (var rules in reply.Rules)
            {
                var level = rules.Level == GroupLevel.Unspecified ? words["every level", "各级"] : words.Of(rules.Level);
                run.WriteLine($"{rules.Code}  {words.Of(rules.Kind)} {level}  {rules.Title}  {rules.Source}");
                var table = Tables.New(words["rule", "规则"], words["title", "名称"], words["asks for", "要求"]);
                foreach (var rule in rules.Rules)
                {
                    table.Row(rule.Code, rule.Title, CompositionText.Of(rule, words));
                }
                run.Write(table);
            }
        },
        (request, _) => request.PageSize = 500);
}
