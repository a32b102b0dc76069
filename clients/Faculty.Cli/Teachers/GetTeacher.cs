using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class GetTeacher
{
    public static Command Create(Words words) => new RequestCommand<GetTeacherRequest>(
            "get", words["read a teacher, on a day, as known at a moment", "查看教师，可指定日期和当时所知"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("--as-of", "as_of", "only facts in force on this day", "只看该日有效的记录"),
            ("--known-at", "known_at", "as known then: revision, day or instant", "当时所知：版本号、日期或时刻"),
            ("--after", "after_change_token", "not before this change token", "不早于该变更位置"))
        .Calls<GetTeacherResponse>(c => c.Teachers.GetTeacherAsync, (reply, run) => TeacherView.Whole(reply.Teacher, run));
}
