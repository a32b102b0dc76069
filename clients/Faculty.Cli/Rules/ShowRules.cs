using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Rules;

internal static class ShowRules
{
    public static Command Create(Words words)
    {
        var version = Inputs.Argument("CODE[/VERSION]", words["code and version; the newest when there is none", "代码和版本；不写版本为最新"]);
        return new RequestCommand<GetRulePackRequest>("show", words["show a version and all that is asked for with the layers above it", "查看版本，以及连同上级规则的全部条件"], words)
            .With(version)
            .Does(null, async (request, run, ct) =>
            {
                (request.Code, request.Version) = RuleVersions.Parse(run.Parse.GetValue(version)!, words, newestWillDo: true);
                var reply = await run.Connection.RulePacks.GetRulePackAsync(request, cancellationToken: ct);
                if (run.Json)
                {
                    run.WriteJson(reply);
                }
                else
                {
                    RulePackView.Whole(reply, run);
                }
                return ExitCode.Done;
            });
    }
}
