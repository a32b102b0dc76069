using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Rules;

internal static class ListRules
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamRulePacksRequest>(
                "list", words["list versions; --expiring DAYS is the work list of those that end soon", "列出规则版本；--expiring 列出即将到期的"], words,
                ("--code", "code", "only this code", "代码"),
                ("--state", "state", "only this state", "状态"),
                ("--expiring", "expiring_days", "only those that end within so many days", "多少天内到期"),
                ("--as-of", "as_of", "the day they are counted from", "起算日期"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.RulePacks.StreamRulePacks(request, cancellationToken: ct), r => r.RulePacks,
                () => Tables.New(
                    words["version", "版本"], words["layer", "层级"], words["organisation", "机构"], words["document", "文号"], words["from", "施行日期"], words["to", "有效期至"],
                    words["state", "状态"], words["title", "标题"]),
                p => [RulePackView.Version(p), words.Of(p.Layer), p.OrganisationCode, p.DocumentNumber, Dates.Of(p.StartDate), RulePackView.Last(p, words), words.Of(p.State), p.Title],
                run.Parse.GetValue(limit), ct));
    }
}
