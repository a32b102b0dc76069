using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override Task<CancelOrderResponse> CancelOrder(CancelOrderRequest request, ServerCallContext context)
    {
        Check(request).RequiredNote(request.Note).Done();
        return ChangeAsync<CancelOrderResponse>(request, context, (order, by) => new(order.Cancel(by, request.Note)));
    }
}
