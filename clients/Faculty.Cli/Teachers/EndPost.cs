using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class EndPost
{
    public static Command Create(Words words) => new RequestCommand<EndPostRequest>(
            "end-post", words["end a post on its last day", "结束任职"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("POST_ID", "post_id", "the post", "任职编号"),
            ("--last", "last_date", "last day, which still counts", "最后一天（当天仍计入）"))
        .Calls<EndPostResponse>(c => c.Teachers.EndPostAsync, TeacherView.Written);
}
