using Faculty.Server.Hosting;
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
        var found = await SelectAsync(request.ScopeCode, request.Year, request.State, request.OpenOnly, request.AsOf, after, context);
        var page = found.Take(size + 1).ToList();
        return new()
        {
            Lines = { page.Take(size) },
            NextPageToken = tokens.Page(context, request, page.Count > size ? page[size - 1].Line.Code : null),
        };
    }

    /// <summary>The lines asked for that the caller sees, by code; what the list and its stream share.</summary>
    private async Task<IEnumerable<HiringLineOnADay>> SelectAsync(
        string scopeCode, int year, HiringState state, bool openOnly, Google.Type.Date? asOf, string after, ServerCallContext context)
    {
        new RequestCheck()
            .Require(year is 0 or (>= 2000 and <= 2100), "year", "must be 2000 to 2100, or 0 for all")
            .Known(state, "state", optional: true)
            .OptionalDay(asOf, "as_of")
            .Done();
        var day = asOf.ToOptionalDay() ?? clock.TodayInChina();
        var within = await quotas.OfAsync(scopeCode, context);
        return lines.Now.All.Values
            .Where(l => string.CompareOrdinal(l.Value.Code, after) > 0 && within(l.Value.SchoolCode))
            .Where(l => (year == 0 || l.Value.Year == year) && (state == HiringState.Unspecified || (int)l.Value.StateOn(day) == (int)state) && (!openOnly || l.Value.OpenOn(day) > 0))
            .Select(l => new HiringLineOnADay { Line = ToWire(l), Counts = Counts(l.Value, day) });
    }
}
