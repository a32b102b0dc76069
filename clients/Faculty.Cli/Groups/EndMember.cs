using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

internal static class EndMember
{
    public static Command Create(Words words) => new RequestCommand<EndMemberRequest>(
            "end", words["end a membership on its last day", "结束成员资格"], words,
            ("CODE", "code", "code of the group", "团队代码"),
            ("MEMBERSHIP_ID", "membership_id", "the membership", "成员记录编号"),
            ("--last!", "last_date", "last day; counts", "最后一日（含）"),
            ("--why", "end_reason", "why; no personal data", "原因，不得含个人信息"))
        .Does(null, async (request, run, ct) => GroupView.Written(
            await run.Connection.Groups.EndMemberAsync(request, cancellationToken: ct), run));
}
