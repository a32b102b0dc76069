using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class EndEngagement
{
    public static Command Create(Words words) => new RequestCommand<EndEngagementRequest>(
            "end-engagement", words["end an engagement and its open posts on the last day", "结束聘用及其任职"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("ENGAGEMENT_ID", "engagement_id", "the engagement", "聘用编号"),
            ("--last", "last_date", "last day, which still counts", "最后一天（当天仍计入）"),
            ("--end-reason", "end_reason", "why it ended", "离任原因"))
        .Calls<EndEngagementResponse>(c => c.Teachers.EndEngagementAsync, TeacherView.Written);
}
