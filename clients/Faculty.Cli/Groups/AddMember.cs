using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

internal static class AddMember
{
    public static Command Create(Words words) => new RequestCommand<AddMemberRequest>(
            "add", words["begin a membership", "增加成员"], words,
            ("CODE", "code", "code of the group", "团队代码"),
            ("TEACHER_ID", "membership.teacher_id", "the teacher", "教师编号"),
            ("--role!", "membership.role", "role", "角色"),
            ("--start!", "membership.start_date", "first day", "开始日期"),
            ("--last", "membership.last_date", "last day; open when absent", "结束日期，默认不限"))
        .Does(null, async (request, run, ct) => GroupView.Written(
            await run.Connection.Groups.AddMemberAsync(request, cancellationToken: ct), run));
}
