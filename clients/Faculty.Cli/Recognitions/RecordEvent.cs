using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Cli.Teachers;
using Faculty.V1;

namespace Faculty.Cli.Recognitions;

internal static class RecordEvent
{
    public static Command Create(Words words) => new RequestCommand<RecordRecognitionEventRequest>(
            "event", words["record a revocation, suspension, reinstatement, supersession or correction", "登记认定变动"], words,
            ("--authority", "authority", "recognising authority", "认定机构"),
            ("--certificate", "certificate_number", "certificate number", "证书编号"),
            ("--type", "event.type", "what happened", "变动类型"),
            ("--effective", "event.effective_date", "first day on which it applies", "生效日期"),
            ("--document", "event.document_number", "number of the document", "文号"),
            ("--why", "event.event_reason", "why it happened; kept with the recognition", "变动原因，记入认定记录"))
        .Calls<RecordRecognitionEventResponse>(c => c.Recognitions.RecordRecognitionEventAsync, Show);

    private static void Show(RecordRecognitionEventResponse reply, Run run)
    {
        if (reply.Teacher is not null)
        {
            TeacherView.Whole(reply.Teacher, run);
        }
        run.Say(reply.Pending
            ? run.Words["Recorded; it waits for its recognition.", "已登记，待认定记录到位后生效。"]
            : run.Words["Recorded.", "已登记。"]);
    }
}
