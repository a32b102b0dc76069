using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

internal static class RecordTask
{
    public static Command Create(Words words) => new RequestCommand<RecordGroupTaskRequest>(
            "task", words["record a task of a year, or replace the one with --id", "登记年度任务，或按 --id 替换"], words,
            ("CODE", "code", "code of the group", "团队代码"),
            ("--year!", "task.year", "year", "年度"),
            ("--title!", "task.title", "what is to be done", "任务"),
            ("--output", "task.output", "what it brings forth", "成果"),
            ("--planned", "task.planned_count", "how many are planned", "计划数"),
            ("--reached", "task.reached_count", "how many are reached", "完成数"),
            ("--id", "task.task_id", "the task to replace", "要替换的任务编号"))
        .Does(null, async (request, run, ct) => GroupView.Written(
            await run.Connection.Groups.RecordGroupTaskAsync(request, cancellationToken: ct), run));
}
