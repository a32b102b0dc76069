using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

internal static class WithdrawTask
{
    public static Command Create(Words words) => new RequestCommand<WithdrawGroupTaskRequest>(
            "withdraw-task", words["take back a task", "撤回任务"], words,
            ("CODE", "code", "code of the group", "团队代码"),
            ("TASK_ID", "task_id", "the task", "任务编号"))
        .Does(null, async (request, run, ct) => GroupView.Written(
            await run.Connection.Groups.WithdrawGroupTaskAsync(request, cancellationToken: ct), run));
}
