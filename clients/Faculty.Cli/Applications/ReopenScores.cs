using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

internal static class ReopenScores
{
    public static Command Create(Words words) => new RequestCommand<ReopenScoresRequest>(
            "reopen", words["reopen a member's scores; the former stay in sight", "重新打开评委的评分表；原评分保留"], words,
            ("APPLICATION_ID", "application_id", "the application", "申请编号"),
            ("--member!", "account_id", "account of the member, by name or id", "评委的账户名或账户编号"),
            ("--why!", "ground", "why; no personal data", "原因，不得含个人信息"))
        .Does(null, async (request, run, ct) =>
        {
            // Whose scores they are is told with the application.
            var application = (await run.Connection.Applications.GetApplicationAsync(new() { ApplicationId = request.ApplicationId }, cancellationToken: ct)).Application;
            request.AccountId = application.Accounts.FirstOrDefault(a => a.AccountName == request.AccountId)?.AccountId ?? request.AccountId;
            return ApplicationView.Written(await run.Connection.Applications.ReopenScoresAsync(request, cancellationToken: ct), run);
        });
}
