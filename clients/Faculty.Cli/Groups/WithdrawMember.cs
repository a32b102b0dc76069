using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

internal static class WithdrawMember
{
    public static Command Create(Words words) => new RequestCommand<WithdrawMemberRequest>(
            "withdraw", words["take back a membership that should never have been recorded", "撤回误登的成员记录"], words,
            ("CODE", "code", "code of the group", "团队代码"),
            ("MEMBERSHIP_ID", "membership_id", "the membership", "成员记录编号"))
        .Does(null, async (request, run, ct) => GroupView.Written(
            await run.Connection.Groups.WithdrawMemberAsync(request, cancellationToken: ct), run));
}
