using Faculty.Domain.Time;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    /// <summary>For finance: sums by school, so that no enterprise is told of.</summary>
    public override async Task<GetSettlementSumsResponse> GetSettlementSums(GetSettlementSumsRequest request, ServerCallContext context)
    {
        new RequestCheck().OptionalDay(request.FromDate, "from_date").OptionalDay(request.ToDate, "to_date").Done();
        var within = await quotas.OfAsync(request.ScopeCode, context);
        var asked = new Period(request.FromDate.ToOptionalDay() ?? DateOnly.MinValue, request.ToDate.ToOptionalDay());
        return new()
        {
            Sums =
            {
                orders.All.Select(o => o.Value).Where(o => within(o.SchoolCode) && o.SettledOn is { } day && asked.Covers(day))
                    .GroupBy(o => o.SchoolCode, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new SettlementSum
                    {
                        SchoolCode = g.Key, OrderCount = g.Count(), QuotedFen = g.Sum(o => o.Quote!.AmountFen), SettledFen = g.Sum(o => o.Settlement!.AmountFen), WaivedFen = g.Sum(o => o.Settlement!.WaivedFen),
                    }),
            },
        };
    }
}
