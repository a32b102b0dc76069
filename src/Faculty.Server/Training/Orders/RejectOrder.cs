using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override Task<RejectOrderResponse> RejectOrder(RejectOrderRequest request, ServerCallContext context)
    {
        Check(request).RequiredNote(request.Note).Done();
        return ChangeBySchoolAsync<RejectOrderResponse>(request, context, (order, by) => new(order.Reject(by, request.Note)));
    }
}
