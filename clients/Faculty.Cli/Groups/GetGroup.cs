using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

internal static class GetGroup
{
    public static Command Create(Words words) => new RequestCommand<GetGroupRequest>(
            "get", words["read a group, also as of a day or as known earlier", "查看团队，可指定日期或当时所知"], words,
            ("CODE", "code", "code of the group", "团队代码"),
            ("--as-of", "as_of", "only what is in force on this day", "只看该日有效的内容"),
            ("--known-at", "known_at", "as it was known then", "当时所知"))
        .Calls<GetGroupResponse>(c => c.Groups.GetGroupAsync, (reply, run) => GroupView.Whole(reply.Group, run));
}
