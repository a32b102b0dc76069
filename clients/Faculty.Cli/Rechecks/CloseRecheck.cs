using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Rechecks;

internal static class CloseRecheck
{
    public static Command Create(Words words) => new RequestCommand<CloseRecheckRequest>(
            "close", words["close a case: confirmed, or ended together with the revocation or suspension it led to", "办结复核：维持，或终止并同时撤销、暂停认定"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("CASE_ID", "case_id", "the case", "复核编号"),
            ("--state", "state", "CONFIRMED or ENDED", "结论：维持或终止"),
            ("--document", "document_number", "number of the document or minute", "文号或会议纪要号"),
            ("--finding", "finding", "what was found", "复核意见"),
            ("--found", "found_date", "day of the finding; today when absent", "复核日期，默认今天"),
            ("--event", "event.type", "when ended: REVOKE or SUSPEND", "终止时的认定变动：撤销或暂停"),
            ("--effective", "event.effective_date", "first day on which that applies", "变动生效日期"),
            ("--why", "event.event_reason", "why it happened; kept with the recognition", "变动原因，记入认定记录"))
        .Calls<CloseRecheckResponse>(c => c.Rechecks.CloseRecheckAsync, (reply, run) =>
        {
            run.Write(Tables.Facts([reply.Closing], run.Words)!);
            run.Say(run.Words["Closed.", "已办结。"]);
        });
}
