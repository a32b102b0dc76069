using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

internal static class RecordStage
{
    public static Command Create(Words words) => new RequestCommand<RecordGroupEventRequest>(
            "stage", words["record a stage with its day and document", "登记阶段（日期和文号）"], words,
            ("CODE", "code", "code of the group", "团队代码"),
            ("STATE", "event.state", "BUILDING, MIDTERM, ACCEPTED, DEFERRED, FAILED, NAMED or ENDED", "建设中、中期检查、验收通过、暂缓通过、验收不通过、已命名或已终止"),
            ("--on!", "event.effective_date", "first day of the state", "生效日期"),
            ("--document!", "event.document_number", "number of the document", "文号"),
            ("--remark", "event.remark", "remark", "备注"),
            ("--period-from", "period_start_date", "first day of the construction period", "建设期开始"),
            ("--period-last", "period_last_date", "last day of the construction period", "建设期结束"))
        .Does(null, async (request, run, ct) => GroupView.Written(
            await run.Connection.Groups.RecordGroupEventAsync(request, cancellationToken: ct), run));
}
