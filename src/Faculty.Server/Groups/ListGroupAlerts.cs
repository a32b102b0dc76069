using Faculty.Domain.Groups;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using Group = Faculty.Domain.Groups.Group;
using GroupAlert = Faculty.Domain.Groups.GroupAlert;
using GroupAlertType = Faculty.V1.GroupAlertType;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    private const int UsualDays = 90;
    private const int MostDays = 3_650;

    public override async Task<ListGroupAlertsResponse> ListGroupAlerts(ListGroupAlertsRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var ct = context.CancellationToken;
        var size = PageSize.Of(request.PageSize);
        // Behind a group, or within one whose alerts a page did not hold all of.
        var after = tokens.After(context, request, request.PageToken)?.Split(' ') is [var code, var told] ? (Code: code, Told: int.Parse(told)) : (Code: "", Told: 0);
        var asked = new StreamGroupAlertsRequest
        {
            SchoolCode = request.SchoolCode, Kind = request.Kind, Level = request.Level, Type = request.Type, AsOf = request.AsOf, SinceDate = request.SinceDate, WithinDays = request.WithinDays,
        };
        var (rows, watch) = await WatchAsync(asked, context);
        var names = await NamesAsync(context);
        var reply = new ListGroupAlertsResponse();
        var counts = new SortedDictionary<GroupAlertType, int>();
        foreach (var found in rows.All())
        {
            ct.ThrowIfCancellationRequested();
            var isBehind = string.CompareOrdinal(found.Value.Code, after.Code) >= 0;
            var alerts = isBehind && reply.NextPageToken.Length == 0 ? watch(found.Value, Dated: true) : watch(found.Value, Dated: false);
            foreach (var alert in alerts)
            {
                counts[(GroupAlertType)alert.Type] = counts.GetValueOrDefault((GroupAlertType)alert.Type) + 1;
            }
            var first = found.Value.Code == after.Code ? after.Told : 0;
            for (var i = first; isBehind && reply.NextPageToken.Length == 0 && i < alerts.Count; i++)
            {
                if (reply.Alerts.Count == size)
                {
                    reply.NextPageToken = tokens.Page(context, request, $"{found.Value.Code} {i}");
                    break;
                }
                reply.Alerts.Add(await ToWireAsync(found.Value, alerts[i], names, ct));
            }
        }
        reply.Counts.Add(counts.Select(c => new GroupAlertCount { Type = c.Key, AlertCount = c.Value }));
        return reply;
    }

    private delegate IReadOnlyList<GroupAlert> Watch(Group group, bool Dated);

    /// <summary>The groups asked about, and what finds the alerts of one of them.</summary>
    private async Task<(GroupRows Rows, Watch Watch)> WatchAsync(StreamGroupAlertsRequest asked, ServerCallContext context)
    {
        new RequestCheck().Known(asked.Kind, "kind", optional: true).Known(asked.Level, "level", optional: true).Known(asked.Type, "type", optional: true)
            .OptionalDay(asked.AsOf, "as_of").OptionalDay(asked.SinceDate, "since_date")
            .Require(asked.WithinDays is >= 0 and <= MostDays, "within_days", $"must be 0 (= {UsualDays}) to {MostDays} days").Done();
        var day = asked.AsOf.ToOptionalDay() ?? clock.TodayInChina();
        var since = asked.SinceDate.ToOptionalDay();
        var rows = await RowsAsync(context, asked.SchoolCode, asked.Kind, asked.Level);
        var watch = new GroupWatch(book, rows.View.People, day, asked.WithinDays == 0 ? UsualDays : asked.WithinDays);
        return (rows, (group, dated) =>
            [.. watch.Of(group, dated || since is not null).Where(a => (asked.Type == GroupAlertType.Unspecified || (int)a.Type == (int)asked.Type) && !(a.Date < since))]);
    }

    private static async Task<V1.GroupAlert> ToWireAsync(Group group, GroupAlert alert, TeacherNames names, CancellationToken ct)
    {
        var (teacherId, name) = alert.Membership is { } of ? await names.OfAsync(of.TeacherId, ct) : ("", "");
        return new()
        {
            GroupCode = group.Code, GroupName = group.Name, Kind = (V1.GroupKind)group.Kind, Level = (V1.GroupLevel)group.Level, SchoolCode = group.SchoolCode,
            Type = (GroupAlertType)alert.Type, Date = alert.Date.ToWire(), Role = (V1.MemberRole)(alert.Membership?.Role ?? 0), MembershipId = alert.Membership?.MembershipId ?? "",
            TeacherId = teacherId, DisplayName = name, Cause = (MemberCause)alert.Cause, RuleCodes = { alert.RuleCodes },
        };
    }
}
