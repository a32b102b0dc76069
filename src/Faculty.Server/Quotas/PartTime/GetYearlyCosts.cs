using Faculty.Domain.Metrics;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    private const int MostYears = 20;

    public override async Task<GetYearlyCostsResponse> GetYearlyCosts(GetYearlyCostsRequest request, ServerCallContext context)
    {
        new RequestCheck().OrganisationCode(request.ScopeCode, "scope_code")
            .Year(request.FirstYear, "first_year")
            .Year(request.LastYear, "last_year")
            .Require(request.LastYear >= request.FirstYear && request.LastYear - request.FirstYear < MostYears, "last_year", $"must be first_year or up to {MostYears - 1} years after it")
            .OptionalDay(request.AsOf, "as_of")
            .Done();
        var asked = await AskedAsync(request.ScopeCode, request.AsOf, request.KnownAt, context);
        var reply = new GetYearlyCostsResponse { AsOf = asked.Day.ToWire(), Revision = asked.Revision };
        for (var year = request.FirstYear; year <= request.LastYear; year++)
        {
            var summary = await SummaryAsync(asked, year, HoursBreakdown.Category, context.CancellationToken);
            var cost = new YearlyCost { Year = year, Whole = summary.Whole, Categories = { summary.Parts } };
            if (reply.Years is [.., var before])
            {
                Compare(cost, CostOf(before.Whole));
            }
            reply.Years.Add(cost);
        }
        return reply;
    }

    private static void Compare(YearlyCost cost, long beforeFen)
    {
        cost.ChangeFen = CostOf(cost.Whole) - beforeFen;
        if (beforeFen > 0)
        {
            var hundredths = new Fraction(Math.Abs(cost.ChangeFen), beforeFen).Hundredths!.Value;
            cost.ChangePercent = $"{(cost.ChangeFen < 0 ? "-" : cost.ChangeFen > 0 ? "+" : "")}{Fraction.Text(hundredths)}";
        }
    }

    private static long CostOf(HoursFigures figures) => figures.PayableFen + figures.PaidFen;
}
