using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class StartPost
{
    public static Command Create(Words words) => new RequestCommand<StartPostRequest>(
            "start-post", words["start a further post in an engagement", "新增任职"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("--engagement", "post.engagement_id", "the engagement", "聘用编号"),
            ("--department", "post.department_code", "department", "系部代码"),
            ("--category", "post.category", "category", "岗位类别"),
            ("--major", "post.major_code", "major taught, 6 digits", "专业代码，6 位"),
            ("--primary", "post.primary", "it is the primary post", "设为主岗"),
            ("--start", "post.start_date", "first day", "开始日期"),
            ("--last", "post.last_date", "last day; open when absent", "结束日期"))
        .Calls<StartPostResponse>(c => c.Teachers.StartPostAsync, TeacherView.Written);
}
