using Faculty.Domain.Time;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Order = Faculty.Domain.Training.Orders.Order;
using OrderParty = Faculty.Domain.Training.Orders.OrderParty;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override async Task<ListOrdersResponse> ListOrders(ListOrdersRequest request, ServerCallContext context)
    {
        var (sides, asked) = await SelectAsync(new(request.EnterpriseCode, request.ScopeCode, request.FromDate, request.ToDate), context);
        new RequestCheck().Known(request.State, "state", optional: true).Done();
        var (page, next) = tokens.PageOf(context, request, (request.PageSize, request.PageToken), InState(asked, request.State), o => o.Value.Number);
        return new() { Orders = { await ViewsAsync(page, sides, context) }, NextPageToken = next, Counts = { Counts(asked) } };
    }

    /// <summary>The orders asked for that exist for the caller, by number; what the list and its stream share.</summary>
    private async Task<(OrderSides Sides, IReadOnlyList<Stored<Order>> Orders)> SelectAsync(OrderFilter filter, ServerCallContext context)
    {
        var check = new RequestCheck().OptionalDay(filter.From, "from_date").OptionalDay(filter.To, "to_date");
        check = filter.EnterpriseCode.Length == 0 ? check : check.OrganisationCode(filter.EnterpriseCode, "enterprise_code");
        (filter.ScopeCode.Length == 0 ? check : check.OrganisationCode(filter.ScopeCode, "scope_code")).Done();
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        var sides = await SidesAsync(context);
        var (below, asked) = (Below(filter.ScopeCode), new Period(filter.From.ToOptionalDay() ?? DateOnly.MinValue, filter.To.ToOptionalDay()));
        return (sides,
        [
            .. orders.All.Where(o => sides.Of(o.Value) != OrderParty.Unspecified)
                .Where(o => (filter.EnterpriseCode.Length == 0 || o.Value.EnterpriseCode == filter.EnterpriseCode) && below(o.Value.SchoolCode) && o.Value.Touches(asked)),
        ]);
    }

    // Which orders are the caller's is said by the sides; this only leaves some out.
    private Func<string, bool> Below(string scopeCode) => scopeCode.Length == 0
        ? _ => true
        : Coverage.Of(Permission.Order, new(Whole: false, new HashSet<string>(StringComparer.Ordinal) { scopeCode }), organisations.Tree, clock.TodayInChina()).Covers;

    private IEnumerable<Stored<Order>> InState(IEnumerable<Stored<Order>> found, OrderState state)
    {
        var now = clock.GetUtcNow();
        return found.Where(o => state == OrderState.Unspecified || (int)o.Value.StateAt(now) == (int)state);
    }

    private IEnumerable<OrderCount> Counts(IEnumerable<Stored<Order>> found)
    {
        var now = clock.GetUtcNow();
        return found.GroupBy(o => o.Value.StateAt(now)).OrderBy(g => g.Key).Select(g => new OrderCount { State = (OrderState)g.Key, Count = g.Count() });
    }

    private async Task<IReadOnlyList<OrderView>> ViewsAsync(IEnumerable<Stored<Order>> found, OrderSides sides, ServerCallContext context)
    {
        var shown = new List<OrderView>();
        foreach (var order in found)
        {
            shown.Add(await views.OfAsync(order, sides.Of(order.Value), context));
        }
        return shown;
    }

    private sealed record OrderFilter(string EnterpriseCode, string ScopeCode, Google.Type.Date? From, Google.Type.Date? To);
}
