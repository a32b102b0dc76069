using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override async Task<GetOrderResponse> GetOrder(GetOrderRequest request, ServerCallContext context)
    {
        new RequestCheck().OrderNumber(request.Number, "number").Done();
        var sides = await SidesAsync(context);
        var found = await FindAsync(request.Number, sides, schoolOnly: false, context.CancellationToken);
        return new() { View = await views.OfAsync(found, sides.Of(found.Value), context) };
    }
}
