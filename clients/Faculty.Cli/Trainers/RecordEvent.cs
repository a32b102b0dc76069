using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Trainers;

internal static class RecordEvent
{
    public static Command Create(Words words) => new RequestCommand<RecordTrainerEventRequest>(
            "record", words["record an event with its day: publicity, admission, suspension, removal, a longer term, consent", "登记变动：公示、入库、暂停、恢复、延期、出库、同意展示"], words,
            ("TRAINER_ID", "trainer_id", "the trainer", "培训师编号"),
            ("TYPE", "event.type", "PROPOSE, PUBLICITY, ADMIT, SUSPEND, REINSTATE, EXTEND, REMOVE, CONSENT or WITHDRAW_CONSENT", "推荐、公示、入库、暂停、恢复、延期、出库、同意展示或撤回同意"),
            ("--on!", "event.effective_date", "first day on which it holds", "生效日期"),
            ("--document", "event.document_number", "number of the document", "文号"),
            ("--last", "event.last_date", "ADMIT and EXTEND: last day of the term", "入库、延期：聘期止日"),
            ("--name-shown", "event.name_shown", "CONSENT: the name may be shown too", "同意展示：可展示姓名"),
            ("--remark", "event.remark", "remark", "备注"),
            ("--working-days", "publicity_working_days", "PUBLICITY: working days, as the pool's rules say when absent", "公示：工作日数，默认按师资库规则"))
        .Does(null, async (request, run, ct) => TrainerView.Written(
            await run.Connection.Trainers.RecordTrainerEventAsync(request, cancellationToken: ct), run));
}
