using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

internal static class ReopenScores
{
    public static Command Create(Words words) => new RequestCommand<ReopenScoresRequest>(
            "reopen", words["reopen a member's scores; the former stay in sight", "重新打开评委的评分表；原评分保留"], words,
            ("APPLICATION_ID", "application_id", "the application", "申请编号"),
            ("--member!", "account_id", "account of the member", "评委账户编号"),
            ("--why!", "ground", "why; no personal data", "原因，不得含个人信息"))
        .Calls<ReopenScoresResponse>(c => c.Applications.ReopenScoresAsync, (r, run) => ApplicationView.Written(r, run));
}
