using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

internal static class CreateGroup
{
    public static Command Create(Words words)
    {
        var enterprises = Enterprises.Option(words);
        return new RequestCommand<CreateGroupRequest>(
                "create", words["record that a group is applied for", "新建工作室或团队（申报）"], words,
                ("CODE", "group.code", "code such as GP-MS1", "代码，如 GP-MS1"),
                ("--name", "group.name", "name", "名称"),
                ("--kind", "group.kind", "kind", "类型"),
                ("--level", "group.level", "level", "级别"),
                ("--field", "group.field", "professional field", "专业领域"),
                ("--school", "group.school_code", "host school", "依托学校代码"),
                ("--document", "group.approval_document", "document that approved it", "批准文号"),
                ("--start", "group.start_date", "first day of the construction period", "建设期开始"),
                ("--last", "group.last_date", "last day of the construction period", "建设期结束"),
                ("--applied", "applied_date", "day of the application; today when absent", "申报日期，默认今天"))
            .With(enterprises)
            .Does(null, async (request, run, ct) =>
            {
                request.Group ??= new();
                request.Group.Enterprises.Add(Enterprises.Read(run.Parse.GetValue(enterprises), words));
                return GroupView.Written(await run.Connection.Groups.CreateGroupAsync(request, cancellationToken: ct), run);
            });
    }
}
