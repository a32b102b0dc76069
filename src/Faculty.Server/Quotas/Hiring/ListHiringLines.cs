using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Hiring;

internal sealed partial class HiringService
{
    public override async Task<ListHiringLinesResponse> ListHiringLines(ListHiringLinesRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var size = PageSize.Of(request.PageSize);
        var after = tokens.After(context, request, request.PageToken) ?? "";
        var asked = new StreamHiringLinesRequest { ScopeCode = request.ScopeCode, Year = request.Year, State = request.State, OpenOnly = request.OpenOnly, AsOf = request.AsOf, KnownAt = request.KnownAt };
        var (revision, found) = await SelectAsync(asked, after, size + 1, context);
        return new()
        {
            Lines = { found.Take(size) },
            Revision = revision,
            NextPageToken = tokens.Page(context, request, found.Count > size ? found[size - 1].Line.Code : null),
        };
    }

    /// <summary>The lines asked for that the caller sees, by code; what the list and its stream share.</summary>
    private async Task<(long Revision, IReadOnlyList<HiringLineOnADay> Lines)> SelectAsync(StreamHiringLinesRequest asked, string after, int most, ServerCallContext context)
    {
        new RequestCheck()
            .Require(asked.Year is 0 or (>= 2000 and <= 2100), "year", "must be 2000 to 2100, or 0 for all")
            .Known(asked.State, "state", optional: true)
            .OptionalDay(asked.AsOf, "as_of")
            .Done();
        var day = asked.AsOf.ToOptionalDay() ?? clock.TodayInChina();
        var within = await quotas.OfAsync(asked.ScopeCode, context);
        var (newest, ct) = (lines.Revision, context.CancellationToken);
        var revision = await store.RevisionKnownAtAsync(asked.KnownAt, clock, ct) ?? newest;
        var found = new List<HiringLineOnADay>();
        foreach (var line in lines.Now.All.Values.Where(l => string.CompareOrdinal(l.Value.Code, after) > 0 && within(l.Value.SchoolCode)))
        {
            if ((line.Revision <= revision ? line : await store.FindAtAsync(Documents.HiringLines, line.Id, revision, ct)) is { } known
                && (asked.Year == 0 || known.Value.Year == asked.Year)
                && (asked.State == HiringState.Unspecified || (int)known.Value.StateOn(day) == (int)asked.State)
                && (!asked.OpenOnly || known.Value.OpenOn(day) > 0))
            {
                found.Add(new() { Line = ToWire(known), Counts = Counts(known.Value, day) });
            }
            if (found.Count == most)
            {
                break;
            }
        }
        return (revision, found);
    }
}
