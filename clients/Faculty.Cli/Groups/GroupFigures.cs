using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

internal static class GroupFigures
{
    public static Command Create(Words words) => new RequestCommand<GetGroupFiguresRequest>(
            "figures", words["count groups by kind, level and state, without persons", "按类型、级别、状态统计，不含人员"], words,
            ("--school", "school_code", "only of this school, or of those below this organisation", "学校，或其上级机构"),
            ("--as-of", "as_of", "the day; today when absent", "日期，默认今天"))
        .Calls<GetGroupFiguresResponse>(c => c.Groups.GetGroupFiguresAsync, (reply, run) =>
        {
            var table = Tables.New(
                words["kind", "类型"], words["level", "级别"], words["state", "状态"], words["groups", "数量"], words["composition met", "组成符合"], words["lacking", "组成不符"]).Right(3, 4, 5);
            foreach (var figure in reply.Figures)
            {
                table.Row(words.Of(figure.Kind), words.Of(figure.Level), words.Of(figure.State), $"{figure.GroupCount}", $"{figure.MetCount}", $"{figure.LackingCount}");
            }
            run.Write(table);
        });
}
