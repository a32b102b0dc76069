using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

internal static class UpdateGroup
{
    public static Command Create(Words words)
    {
        var enterprises = Enterprises.Option(words);
        return new RequestCommand<UpdateGroupRequest>(
                "update", words["change what is given; --enterprise replaces all of them", "修改所填各项；--enterprise 替换全部合作企业"], words,
                ("CODE", "group.code", "code of the group", "团队代码"),
                ("--name", "group.name", "name", "名称"),
                ("--kind", "group.kind", "kind", "类型"),
                ("--level", "group.level", "level", "级别"),
                ("--field", "group.field", "professional field", "专业领域"),
                ("--school", "group.school_code", "host school", "依托学校代码"),
                ("--document", "group.approval_document", "document that approved it", "批准文号"),
                ("--start", "group.start_date", "first day of the construction period", "建设期开始"),
                ("--last", "group.last_date", "last day of the construction period", "建设期结束"))
            .With(enterprises)
            .Does(Mask, async (request, run, ct) =>
            {
                CooperatingEnterprise[] typed = [.. Enterprises.Read(run.Parse.GetValue(enterprises), words)];
                if (typed.Length > 0)
                {
                    request.Group.Enterprises.Add(typed);
                    (request.UpdateMask ??= new()).Paths.Add("enterprises");
                }
                return GroupView.Written(await run.Connection.Groups.UpdateGroupAsync(request, cancellationToken: ct), run);
            });
    }

    // What was typed is what is changed; a mask from --from stands when nothing was.
    private static void Mask(UpdateGroupRequest request, IReadOnlyList<string> typed)
    {
        string[] changed = [.. typed.Where(p => p.StartsWith("group.", StringComparison.Ordinal) && p != "group.code").Select(p => p["group.".Length..])];
        if (changed.Length > 0)
        {
            request.UpdateMask = new() { Paths = { changed } };
        }
    }
}
