using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

internal static class FinishReviews
{
    public static Command Create(Words words)
    {
        var chosen = new ChosenApplications(words);
        var pass = Inputs.Flag("--pass", words["passed", "通过"]);
        var reject = Inputs.Flag("--reject", words["not passed; final, and --opinion says why", "不通过；须用 --opinion 说明，不可更改"]);
        return chosen.Of(new RequestCommand<FinishReviewsRequest>(
                "review", words["end the review of a tier, all or none", "结束某级评审，全部成功或全部不变"], words,
                ("--tier!", "tier", "the tier that ends", "评审层级"),
                ("--minute", "minute", "number of the committee's minute", "会议纪要文号"),
                ("--opinion", "opinion", "opinion; no personal data", "评审意见，不得含个人信息")))
            .With(pass, reject)
            .Does(null, (request, run, ct) =>
            {
                request.Verdict = (run.Parse.GetValue(pass), run.Parse.GetValue(reject)) switch
                {
                    (true, false) => ReviewVerdict.Pass,
                    (false, true) => ReviewVerdict.Reject,
                    _ => throw new UsageException(words["Say either --pass or --reject.", "请在 --pass、--reject 中选一个。"]),
                };
                return chosen.SendAsync(
                    request, run,
                    () => new() { Tier = request.Tier },
                    async part => await run.Connection.Applications.FinishReviewsAsync(part, cancellationToken: ct),
                    keptFrom: null,
                    ct);
            });
    }
}
