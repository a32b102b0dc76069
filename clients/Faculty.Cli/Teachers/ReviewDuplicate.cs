using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class ReviewDuplicate
{
    public static Command Create(Words words) => new RequestCommand<ReviewPossibleDuplicateRequest>(
            "not-duplicate", words["say that two records are two persons", "确认两条记录不是同一人"], words,
            ("TEACHER_ID", "teacher_id", "one record", "一条记录"),
            ("OTHER_ID", "other_teacher_id", "the other record", "另一条记录"))
        .Calls<ReviewPossibleDuplicateResponse>(c => c.Teachers.ReviewPossibleDuplicateAsync, TeacherView.Written);
}
