using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using Cause = Faculty.Domain.Certification.Rechecks.RecheckCause;
using Date = Google.Type.Date;
using State = Faculty.Domain.Certification.Rechecks.RecheckState;

namespace Faculty.Server.Certification.Rechecks;

internal sealed partial class RecheckService
{
    public override async Task<ListDueRechecksResponse> ListDueRechecks(ListDueRechecksRequest request, ServerCallContext context)
    {
        var asked = await AskedAsync(context, new RequestCheck().PageSize(request.PageSize), request.ScopeCode, request.AsOf, request.Level);
        var (found, next) = await PageAsync(
            asked, Due(asked, request.ByDate), tokens.After(context, request, request.PageToken), PageSize.Of(request.PageSize), context.CancellationToken);
        return new() { Rechecks = { await ShownAsync(asked, found, ShownDue, context.CancellationToken) }, NextPageToken = tokens.Page(context, request, next) };
    }

    private static Pick Due(WatchAsked asked, Date? byDate)
    {
        new RequestCheck().OptionalDay(byDate, "by_date").Done();
        var by = byDate.ToOptionalDay() ?? asked.Day.AddDays(Math.Min(DefaultAhead, DateOnly.MaxValue.DayNumber - asked.Today));
        new RequestCheck().Require(by >= asked.Day, "by_date", "must not lie before as_of").Done();
        return (WatchPlace place, in WatchRow row) =>
            row.Cause == Cause.PeriodicDue && asked.DayOf(place, row) is { } due && due <= by.DayNumber
            && (due > asked.Today ? row.ComesOn(due) : row.StateOn(asked.Today, due) == State.Open)
                ? Key(place, row, due)
                : null;
    }

    private static Recheck? ShownDue(WatchAsked asked, WatchKey at, WatchRow row, Domain.Teachers.Teacher teacher) =>
        Cases(asked, at.School, teacher).FirstOrDefault(c => c.CaseId == $"{row.Id:x32}") is { } found ? RecheckText.Recheck(at, teacher, found, State.Open) : null;
}
