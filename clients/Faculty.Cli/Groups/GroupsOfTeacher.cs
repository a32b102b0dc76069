using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

internal static class GroupsOfTeacher
{
    public static Command Create(Words words) => new RequestCommand<StreamGroupsOfTeacherRequest>(
            "of", words["the groups a teacher is in on a day", "某教师当日所在的团队"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"),
            ("--as-of", "as_of", "the day; today when absent", "日期，默认今天"))
        .Does(null, (request, run, ct) => run.PrintAsync(
            run.Connection.Groups.StreamGroupsOfTeacher(request, cancellationToken: ct), r => r.Groups,
            () => Tables.New(words["code", "代码"], words["name", "名称"], words["kind", "类型"], words["level", "级别"], words["school", "学校"], words["state", "状态"], words["role", "角色"], words["from", "开始"], words["to", "结束"]),
            g => [g.Code, g.Name, words.Of(g.Kind), words.Of(g.Level), g.SchoolCode, words.Of(g.State), words.Of(g.Membership.Role), Dates.Of(g.Membership.StartDate), Dates.Of(g.Membership.LastDate)],
            limit: 0, ct));
}
