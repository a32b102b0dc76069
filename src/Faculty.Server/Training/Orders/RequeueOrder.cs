using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override Task<RequeueOrderResponse> RequeueOrder(RequeueOrderRequest request, ServerCallContext context)
    {
        Check(request).Note(request.Note).Done();
        return ChangeBySchoolAsync<RequeueOrderResponse>(request, context, (order, by) => new(order.Requeue(by, request.Note)));
    }
}
