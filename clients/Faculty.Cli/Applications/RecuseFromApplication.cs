using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

internal static class RecuseFromApplication
{
    public static Command Create(Words words) => new RequestCommand<RecuseFromApplicationRequest>(
            "recuse", words["step aside from the review of an application", "评审回避"], words,
            ("APPLICATION_ID", "application_id", "the application", "申请编号"),
            ("--why!", "ground", "why; no personal data", "回避原因，不得含个人信息"))
        .Calls<RecuseFromApplicationResponse>(c => c.Applications.RecuseFromApplicationAsync, (r, run) => ApplicationView.Written(r, run));
}
