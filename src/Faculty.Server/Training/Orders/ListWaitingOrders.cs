using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Order = Faculty.Domain.Training.Orders.Order;
using OrderParty = Faculty.Domain.Training.Orders.OrderParty;
using OrderState = Faculty.Domain.Training.Orders.OrderState;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override async Task<ListWaitingOrdersResponse> ListWaitingOrders(ListWaitingOrdersRequest request, ServerCallContext context)
    {
        var (sides, queue) = await QueueAsync(request.ScopeCode, context);
        var (page, next) = tokens.PageOf(context, request, (request.PageSize, request.PageToken), queue, Place);
        return new() { Orders = { await ViewsAsync(page, sides, context) }, NextPageToken = next };
    }

    /// <summary>What waits for trainers at schools of the caller's, in the order of its submission; what was put off keeps its place.</summary>
    private async Task<(OrderSides Sides, IEnumerable<Stored<Order>> Queue)> QueueAsync(string scopeCode, ServerCallContext context)
    {
        var (sides, asked) = await SelectAsync(new("", scopeCode, null, null), context);
        var now = clock.GetUtcNow();
        return (sides, asked.Where(o => sides.Of(o.Value) == OrderParty.School && o.Value.StateAt(now) is (OrderState.Submitted or OrderState.NoTrainer)).OrderBy(Place, StringComparer.Ordinal));
    }

    private static string Place(Stored<Order> order) => $"{order.Value.QueuedSince!.Value.UtcTicks:D19}|{order.Value.Number}";
}
