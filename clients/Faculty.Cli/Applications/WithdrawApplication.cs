using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

internal static class WithdrawApplication
{
    public static Command Create(Words words) => new RequestCommand<WithdrawApplicationRequest>(
            "withdraw", words["take an application back", "撤回申请"], words,
            ("APPLICATION_ID", "application_id", "the application", "申请编号"),
            ("--why", "explanation", "why; kept with the application", "撤回原因，记入申请"))
        .Calls<WithdrawApplicationResponse>(c => c.Applications.WithdrawApplicationAsync, (r, run) => ApplicationView.Written(r, run));
}
