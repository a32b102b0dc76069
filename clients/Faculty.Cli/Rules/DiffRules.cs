using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Rules;

internal static class DiffRules
{
    public static Command Create(Words words) => new RequestCommand<DiffRulePacksRequest>(
            "diff", words["what differs between two versions", "比较两个版本"], words,
            ("VERSION", "rule_version", "such as CN/1", "如 CN/1"),
            ("OTHER", "other_rule_version", "such as CN/2", "如 CN/2"))
        .Calls<DiffRulePacksResponse>(c => c.RulePacks.DiffRulePacksAsync, (reply, run) =>
        {
            if (reply.Differences.Count == 0)
            {
                run.Say(words["Both ask for the same.", "两个版本的要求相同。"]);
                return;
            }
            var table = Tables.New(words["track", "类型"], words["level", "级别"], words["rule", "条件"], words["before", "原"], words["after", "新"]);
            foreach (var d in reply.Differences)
            {
                table.Row(words.Of(d.Track), words.Of(d.Level), d.Rule, d.Before, d.After);
            }
            run.Write(table);
        });
}
