using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Rules;

internal static class ActivateRules
{
    public static Command Create(Words words)
    {
        var version = RuleVersions.Argument(words);
        return new RequestCommand<ActivateRulePackRequest>("activate", words["make a draft binding; from then on its rules never change", "使草案生效；此后内容不再改变"], words)
            .With(version)
            .Does(null, async (request, run, ct) =>
            {
                (request.Code, request.Version) = RuleVersions.Parse(run.Parse.GetValue(version)!, words);
                var reply = await run.Connection.RulePacks.ActivateRulePackAsync(request, cancellationToken: ct);
                if (!run.Json)
                {
                    run.WriteLine(words[$"recheck cases that are open today by it: {reply.OpenedRecheckCount}", $"今日因此开启的复核：{reply.OpenedRecheckCount} 件"]);
                }
                return RulePackView.Written(reply, run);
            });
    }
}
