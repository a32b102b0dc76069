using Faculty.Domain.Quotas.Seats;
using Faculty.Domain.Time;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using Date = Google.Type.Date;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class SeatService
{
    public override async Task<ListSeatChangesResponse> ListSeatChanges(ListSeatChangesRequest request, ServerCallContext context)
    {
        var check = Check(request.ScopeCode).PageSize(request.PageSize);
        var after = PlaceOf(tokens.After(context, request, request.PageToken));
        var (revision, days, changes) = await ChangesAsync(request.ScopeCode, request.AfterDate, request.UntilDate, request.KnownAt, after?.Revision, check, context);
        var page = changes.Skip(after?.Taken ?? 0).Take(PageSize.Of(request.PageSize)).ToList();
        return new()
        {
            Changes = { page }, Revision = revision, FromDate = days.First.ToWire(), UntilDate = days.End.ToWire(),
            NextPageToken = tokens.Page(context, request, Next(after, revision, page.Count, changes.Count)),
        };
    }

    public override async Task StreamSeatChanges(StreamSeatChangesRequest request, IServerStreamWriter<StreamSeatChangesResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var (revision, days, changes) = await ChangesAsync(request.ScopeCode, request.AfterDate, request.UntilDate, request.KnownAt, at: null, Check(request.ScopeCode), context);
        foreach (var some in Messages(changes))
        {
            await responseStream.WriteAsync(new() { Changes = { some }, Revision = revision, FromDate = days.First.ToWire(), UntilDate = days.End.ToWire() }, until.Token);
        }
    }

    private async Task<(long Revision, Period Days, IReadOnlyList<SeatChange> Changes)> ChangesAsync(
        string scopeCode, Date? afterDate, Date? untilDate, KnownAt? knownAt, long? at, RequestCheck check, ServerCallContext context)
    {
        check.Day(afterDate, "after_date").OptionalDay(untilDate, "until_date").Done();
        var (after, until) = (afterDate!.ToDay(), untilDate.ToOptionalDay() ?? clock.TodayInChina());
        new RequestCheck().Require(after <= until, "until_date", "must not lie before after_date").Done();
        var revision = at ?? await RevisionAsync(context, scopeCode, knownAt);
        return (revision, new(after.AddDays(1), until), await ChangesAsync(context, revision, scopeCode, after, until));
    }

    /// <summary>What changed after one day up to another, by day; what is about seats before what is about persons.</summary>
    private async Task<IReadOnlyList<SeatChange>> ChangesAsync(ServerCallContext context, long revision, string scopeCode, DateOnly after, DateOnly until)
    {
        var (people, rows) = await PeopleAsync(context, revision, scopeCode, context.CancellationToken);
        var known = await LedgersAsync(revision, people.Scopes.Organisations, scopeCode, context.CancellationToken);
        var found = SeatParts.Schools(people.Scopes.Organisations, scopeCode, until).SelectMany(school => Authorised(school, known.Establishment(school), after, until)).ToList();
        await foreach (var teacher in people.AllAsync(context.CancellationToken))
        {
            foreach (var step in SeatStep.Of(teacher, people.Scopes, scopeCode, after, until))
            {
                // Who left is told by the seat of the day before.
                if (people.SeatOn(teacher, step.Heads < 0 ? step.Day.AddDays(-1) : step.Day) is { } tie)
                {
                    var line = step.Heads > 0 ? rows.Line(tie.Engagement) : null;
                    found.Add(new()
                    {
                        Date = step.Day.ToWire(),
                        Type = (SeatChangeType)step.Kind,
                        SchoolCode = tie.Engagement.SchoolCode,
                        Category = (PostCategory)step.Category,
                        SeatCount = step.Heads,
                        TeacherId = teacher.TeacherId,
                        DisplayName = rows.Name(teacher, tie.Engagement.SchoolCode),
                        StaffNumber = tie.Engagement.StaffNumber,
                        LineCode = line?.Code ?? "",
                        DocumentNumber = line?.Steps.LastOrDefault(s => s.Type == Domain.Quotas.Hiring.HiringStepType.Approve && s.Office == Domain.Quotas.Hiring.Office.Establishment)?.DocumentNumber ?? "",
                    });
                }
            }
        }
        return
        [
            .. found.OrderBy(c => c.Date.ToDay()).ThenBy(c => c.SchoolCode, StringComparer.Ordinal).ThenBy(c => c.TeacherId.Length > 0)
                .ThenBy(c => c.StaffNumber, StringComparer.Ordinal).ThenBy(c => c.TeacherId, StringComparer.Ordinal).ThenBy(c => c.SeatCount).ThenBy(c => c.Category),
        ];
    }

    private static IEnumerable<SeatChange> Authorised(string school, Domain.Quotas.Seats.Establishment? ledger, DateOnly after, DateOnly until)
    {
        if (ledger is null)
        {
            yield break;
        }
        var edges = ledger.Authorisations.SelectMany(a => a.Period.End < DateOnly.MaxValue ? (DateOnly[])[a.StartDate, a.Period.End.AddDays(1)] : [a.StartDate]);
        foreach (var day in edges.Distinct().Where(d => d > after && d <= until).Order())
        {
            foreach (var bucket in ledger.Buckets)
            {
                var (before, now) = (ledger.InForce(day.AddDays(-1), bucket), ledger.InForce(day, bucket));
                if ((now?.SeatCount ?? 0) - (before?.SeatCount ?? 0) is var more && more != 0)
                {
                    yield return new()
                    {
                        Date = day.ToWire(), Type = SeatChangeType.Authorised, SchoolCode = school, Category = (PostCategory)bucket, SeatCount = more,
                        DocumentNumber = (now ?? before)!.DocumentNumber,
                    };
                }
            }
        }
    }
}
