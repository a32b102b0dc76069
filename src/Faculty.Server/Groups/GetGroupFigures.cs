using Faculty.Domain.Groups.Composition;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using CompositionResult = Faculty.Domain.Groups.Composition.CompositionResult;
using GroupKind = Faculty.Domain.Groups.GroupKind;
using GroupLevel = Faculty.Domain.Groups.GroupLevel;
using GroupState = Faculty.Domain.Groups.GroupState;

namespace Faculty.Server.Groups;

internal sealed partial class GroupService
{
    public override async Task<GetGroupFiguresResponse> GetGroupFigures(GetGroupFiguresRequest request, ServerCallContext context)
    {
        new RequestCheck().OptionalDay(request.AsOf, "as_of").Done();
        var day = request.AsOf.ToOptionalDay() ?? clock.TodayInChina();
        var rows = await RowsAsync(context, request.SchoolCode, V1.GroupKind.Unspecified, V1.GroupLevel.Unspecified);
        var people = rows.View.People;
        var figures = new SortedDictionary<(GroupKind, GroupLevel, GroupState), GroupFigure>();
        foreach (var found in rows.All())
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var group = found.Value;
            var judged = CompositionJudge.Judge(group, book, day, people);
            if (judged.State == GroupState.Unspecified)
            {
                continue;
            }
            if (!figures.TryGetValue((group.Kind, group.Level, judged.State), out var figure))
            {
                figures.Add((group.Kind, group.Level, judged.State), figure = new() { Kind = (V1.GroupKind)group.Kind, Level = (V1.GroupLevel)group.Level, State = (V1.GroupState)judged.State });
            }
            figure.GroupCount++;
            figure.MetCount += judged.Result == CompositionResult.Met ? 1 : 0;
            figure.LackingCount += judged.Result == CompositionResult.Lacking ? 1 : 0;
        }
        return new() { Figures = { figures.Values }, AsOf = day.ToWire(), Revision = rows.View.Revision };
    }
}
