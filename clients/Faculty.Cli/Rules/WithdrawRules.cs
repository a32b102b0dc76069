using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Rules;

internal static class WithdrawRules
{
    public static Command Create(Words words)
    {
        var version = RuleVersions.Argument(words);
        return new RequestCommand<WithdrawRulePackRequest>(
                "withdraw", words["end an active version from a day on; what was decided under it stays", "自某日起废止生效的版本；此前的认定不受影响"], words,
                ("--effective!", "effective_date", "first day on which it no longer holds", "废止首日"),
                ("--document!", "document_number", "number of the document", "文号"))
            .With(version)
            .Does(null, async (request, run, ct) =>
            {
                (request.Code, request.Version) = RuleVersions.Parse(run.Parse.GetValue(version)!, words);
                return RulePackView.Written(await run.Connection.RulePacks.WithdrawRulePackAsync(request, cancellationToken: ct), run);
            });
    }
}
