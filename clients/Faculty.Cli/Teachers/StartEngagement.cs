using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class StartEngagement
{
    public static Command Create(Words words) => new RequestCommand<StartEngagementRequest>(
            "start-engagement", words["start an engagement with its primary post", "新建聘用及主岗"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("--school", "engagement.school_code", "code of the school", "学校代码"),
            ("--kind", "engagement.kind", "kind of engagement", "聘用类型"),
            ("--route", "engagement.hiring_route", "hiring route", "招聘途径"),
            ("--staff-number", "engagement.staff_number", "staff number, unique in the school", "工号，校内唯一"),
            ("--start", "engagement.start_date", "first day", "开始日期"),
            ("--last", "engagement.last_date", "last day; open when absent", "结束日期，不填为在聘"),
            ("--department", "post.department_code", "department of the primary post", "主岗所在系部代码"),
            ("--category", "post.category", "category of the primary post", "主岗岗位类别"),
            ("--major", "post.major_code", "major taught, 6 digits", "专业代码，6 位"))
        .Calls<StartEngagementResponse>(c => c.Teachers.StartEngagementAsync, TeacherView.Written);
}
