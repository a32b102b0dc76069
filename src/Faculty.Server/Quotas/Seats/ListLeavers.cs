using System.Globalization;
using Faculty.Domain.Quotas.Seats;
using Faculty.Domain.Time;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using Date = Google.Type.Date;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class SeatService
{
    private const int MonthsAhead = 12;

    public override async Task<ListLeaversResponse> ListLeavers(ListLeaversRequest request, ServerCallContext context)
    {
        var check = Check(request.ScopeCode).PageSize(request.PageSize);
        var after = PlaceOf(tokens.After(context, request, request.PageToken));
        var (revision, days, leavers) = await LeaversAsync(request.ScopeCode, request.FromDate, request.UntilDate, request.Months, request.KnownAt, after, check, context);
        var page = leavers.Skip(after?.Taken ?? 0).Take(PageSize.Of(request.PageSize)).ToList();
        return new()
        {
            Leavers = { page }, Revision = revision, FromDate = days.First.ToWire(), UntilDate = days.End.ToWire(),
            NextPageToken = tokens.Page(context, request, Next(after, revision, page.Count, leavers.Count)),
        };
    }

    public override async Task StreamLeavers(StreamLeaversRequest request, IServerStreamWriter<StreamLeaversResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var (revision, days, leavers) = await LeaversAsync(request.ScopeCode, request.FromDate, request.UntilDate, request.Months, request.KnownAt, after: null, Check(request.ScopeCode), context);
        foreach (var some in Messages(leavers))
        {
            await responseStream.WriteAsync(new() { Leavers = { some }, Revision = revision, FromDate = days.First.ToWire(), UntilDate = days.End.ToWire() }, until.Token);
        }
    }

    private async Task<(long Revision, Period Days, IReadOnlyList<Seat> Leavers)> LeaversAsync(
        string scopeCode, Date? fromDate, Date? untilDate, int months, KnownAt? knownAt, (long Revision, int Taken)? after, RequestCheck check, ServerCallContext context)
    {
        check.OptionalDay(fromDate, "from_date").OptionalDay(untilDate, "until_date").Require(months is >= 0 and <= 600, "months", "must be 0 (= 12) to 600").Done();
        new RequestCheck().Require(untilDate is null || months == 0, "months", "must be absent when until_date is given").Done();
        new RequestCheck().Require(fromDate is null || fromDate.Year < 9900, "from_date", "must lie before the year 9900").Done();
        var from = fromDate.ToOptionalDay() ?? clock.TodayInChina();
        var until = untilDate.ToOptionalDay() ?? from.AddMonths(months == 0 ? MonthsAhead : months).AddDays(-1);
        new RequestCheck().Require(from <= until && until < DateOnly.MaxValue, "until_date", "must not lie before from_date").Done();
        var revision = after?.Revision ?? await RevisionAsync(context, scopeCode, knownAt);
        var (people, rows) = await PeopleAsync(context, revision, scopeCode, context.CancellationToken);
        var found = new List<Seat>();
        await foreach (var teacher in people.AllAsync(context.CancellationToken))
        {
            foreach (var step in SeatStep.Of(teacher, people.Scopes, scopeCode, from, until.AddDays(1)).Where(s => s.Heads < 0 && s.Kind != SeatChangeKind.Category))
            {
                var last = step.Day.AddDays(-1);
                if (people.SeatOn(teacher, last) is { } tie)
                {
                    var seat = rows.Of(teacher, tie, last);
                    seat.LastDate = last.ToWire();
                    found.Add(seat);
                }
            }
        }
        return (revision, new(from, until),
        [
            .. found.OrderBy(s => s.LastDate.ToDay()).ThenBy(s => s.SchoolCode, StringComparer.Ordinal).ThenBy(s => s.StaffNumber, StringComparer.Ordinal).ThenBy(s => s.TeacherId, StringComparer.Ordinal),
        ]);
    }

    // One message at least: an empty answer says of what and when it is, too.
    private static IEnumerable<T[]> Messages<T>(IReadOnlyList<T> rows) => rows.Count == 0 ? [[]] : rows.Chunk(RowsPerMessage);

    // Lists that are put in order as a whole go on by how many were shown, all as known at the revision of the first page.
    private static (long Revision, int Taken)? PlaceOf(string? after) => after?.Split(' ') is [var revision, var taken] ? (long.Parse(revision, CultureInfo.InvariantCulture), int.Parse(taken, CultureInfo.InvariantCulture)) : null;

    private static string? Next((long Revision, int Taken)? before, long revision, int shown, int all) =>
        (before?.Taken ?? 0) + shown is var taken && taken < all ? $"{revision} {taken}" : null;
}
