using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

internal static class ListGroups
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamGroupsRequest>(
                "list", words["list groups with the members of a day", "列出工作室和团队及当日成员"], words,
                ("--school", "school_code", "only of this school, or of those below this organisation", "学校，或其上级机构"),
                ("--kind", "kind", "only of this kind", "类型"),
                ("--level", "level", "only of this level", "级别"),
                ("--state", "state", "only in this state", "状态"),
                ("--field", "field", "only of this field", "专业领域"),
                ("--teacher", "teacher_id", "only those this teacher is or was in", "该教师参加过的"),
                ("--as-of", "as_of", "day of state and members; today when absent", "状态和成员的日期，默认今天"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.Groups.StreamGroups(request, cancellationToken: ct), r => r.Groups, () => GroupView.List(words), g => GroupView.Row(g, words), run.Parse.GetValue(limit), ct));
    }
}
