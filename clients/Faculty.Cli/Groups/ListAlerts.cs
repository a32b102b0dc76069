using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Groups;

/// <summary>`faculty groups alerts`: what is amiss on a day or soon after, or with --counts how much of it there is.</summary>
internal static class ListAlerts
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        var counts = Inputs.Flag("--counts", words["only how many there are of each type", "只列各类数量"]);
        return new RequestCommand<StreamGroupAlertsRequest>(
                "alerts", words["what is amiss with groups on a day, or soon after; nothing is changed by it", "预警清单：当日及近期的问题，只提示、不改动"], words,
                ("--school", "school_code", "only of this school, or of those below this organisation", "学校，或其上级机构"),
                ("--kind", "kind", "only of this kind", "类型"),
                ("--level", "level", "only of this level", "级别"),
                ("--type", "type", "only this type of alert", "预警类型"),
                ("--as-of", "as_of", "the day; today when absent", "日期，默认今天"),
                ("--since", "since_date", "only what began on this day or later", "只看该日以来出现的"),
                ("--within", "within_days", "days ahead that ends are told of; 90 when absent", "提前提示的天数，默认 90"))
            .With(limit, counts)
            .Does(null, (request, run, ct) => run.Parse.GetValue(counts) ? CountsAsync(request, run, ct) : run.PrintAsync(
                run.Connection.Groups.StreamGroupAlerts(request, cancellationToken: ct), r => r.Alerts,
                () => Tables.New(words["group", "团队"], words["name", "名称"], words["school", "学校"], words["alert", "预警"], words["day", "日期"], words["person", "人员"], words["detail", "说明"]),
                a => [a.GroupCode, a.GroupName, a.SchoolCode, words.Of(a.Type), Dates.Of(a.Date), Person(a, words), Detail(a, words)], run.Parse.GetValue(limit), ct));
    }

    private static async Task<int> CountsAsync(StreamGroupAlertsRequest asked, Run run, CancellationToken ct)
    {
        var words = run.Words;
        var reply = await run.Connection.Groups.ListGroupAlertsAsync(
            new()
            {
                SchoolCode = asked.SchoolCode, Kind = asked.Kind, Level = asked.Level, Type = asked.Type, AsOf = asked.AsOf, SinceDate = asked.SinceDate, WithinDays = asked.WithinDays, PageSize = 1,
            },
            cancellationToken: ct);
        if (run.Json)
        {
            reply.Alerts.Clear();
            reply.NextPageToken = "";
            run.WriteJson(reply);
            return ExitCode.Done;
        }
        var table = Tables.New(words["alert", "预警"], words["count", "数量"]).Right(1);
        foreach (var count in reply.Counts)
        {
            table.Row(words.Of(count.Type), $"{count.AlertCount}");
        }
        run.Write(table);
        return ExitCode.Done;
    }

    private static string Person(GroupAlert alert, Words words) => alert.MembershipId.Length == 0 ? ""
        : alert.DisplayName.Length > 0 ? alert.DisplayName
        : alert.TeacherId.Length > 0 ? alert.TeacherId
        : words["of another school", "外校人员"];

    private static string Detail(GroupAlert alert, Words words) => alert.RuleCodes.Count > 0
        ? string.Join(words[", ", "、"], alert.RuleCodes)
        : string.Join(words[", ", "，"], new[] { words.Of(alert.Role), words.Of(alert.Cause) }.Where(t => t.Length > 0));
}
