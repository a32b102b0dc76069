using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

internal static class WithdrawStage
{
    public static Command Create(Words words) => new RequestCommand<WithdrawGroupEventRequest>(
            "withdraw-stage", words["take back a stage recorded wrongly", "撤回登记有误的阶段"], words,
            ("CODE", "code", "code of the group", "团队代码"),
            ("EVENT_ID", "event_id", "the stage", "阶段编号"))
        .Does(null, async (request, run, ct) => GroupView.Written(
            await run.Connection.Groups.WithdrawGroupEventAsync(request, cancellationToken: ct), run));
}
