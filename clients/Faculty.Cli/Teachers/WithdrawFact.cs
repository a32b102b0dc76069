using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class WithdrawFact
{
    public static Command Create(Words words) => new RequestCommand<WithdrawFactRequest>(
            "withdraw", words["take back a fact that should never have been recorded", "撤回误登的记录"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("FACT_ID", "fact_id", "the fact", "记录编号"))
        .Calls<WithdrawFactResponse>(c => c.Teachers.WithdrawFactAsync, TeacherView.Written);
}
