using Faculty.Domain.Metrics;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using Date = Google.Type.Date;

namespace Faculty.Server.Metrics;

internal sealed partial class MetricService
{
    public override async Task<ListCountedResponse> ListCounted(ListCountedRequest request, ServerCallContext context)
    {
        var check = Check(request.ScopeCode, request.MetricId).PageSize(request.PageSize);
        var people = await PeopleAsync(context, request.ScopeCode, request.MetricId, request.AsOf, request.KnownAt, check);
        var size = PageSize.Of(request.PageSize);
        // A space stands in no code and no id.
        var after = tokens.After(context, request, request.PageToken)?.Split(' ') is [var code, var id] ? new(code, id) : CountedPeople.Place.Start;

        var reply = new ListCountedResponse();
        await foreach (var (at, teacher, seen) in people.AfterAsync(after, context.CancellationToken))
        {
            if (reply.Persons.Count == size)
            {
                reply.NextPageToken = tokens.Page(context, request, $"{after.Code} {after.TeacherId}");
                break;
            }
            reply.Persons.Add(ToWire(teacher, seen));
            after = at;
        }
        return reply;
    }

    private async Task<CountedPeople> PeopleAsync(ServerCallContext context, string scopeCode, string metricId, Date? asOf, KnownAt? knownAt, RequestCheck check)
    {
        check.OptionalDay(asOf, "as_of").Done();
        var day = asOf.ToOptionalDay() ?? clock.TodayInChina();
        var ct = context.CancellationToken;
        await follower.CaughtUpAsync(store.Revision, ct);
        var rows = await scope.TeachersAsync(context);
        var revision = await store.RevisionKnownAtAsync(knownAt, clock, ct);
        var scopes = revision is { } at ? new ScopeChains(await history.OrganisationsAsync(at, ct)) : view.Read((now, _) => now);
        return rows.Coverage.Covers(scopeCode) && scopes.Organisations.Find(scopeCode) is not null
            ? new(store, rows, scopes, revision, scopeCode, day, Versions(metricId).On(day))
            : throw Refusal.NotFound("organisation", scopeCode);
    }

    private static V1.CountedPerson ToWire(Domain.Teachers.Teacher teacher, Domain.Metrics.CountedPerson seen) => new()
    {
        TeacherId = teacher.TeacherId,
        DisplayName = teacher.Identity.DisplayName,
        InDenominator = seen.InDenominator,
        InNumerator = seen.InNumerator,
        DenominatorReason = seen.DenominatorReason,
        NumeratorReason = seen.NumeratorReason,
        EngagementKind = (EngagementKind)(seen.Tie?.Engagement.Kind ?? 0),
        Category = (PostCategory)(seen.Tie?.Post.Category ?? 0),
        DepartmentCode = seen.Tie?.Post.DepartmentCode ?? "",
        Level = (RecognitionLevel)seen.Level,
    };
}
