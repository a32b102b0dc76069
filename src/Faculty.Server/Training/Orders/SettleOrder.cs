using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override Task<SettleOrderResponse> SettleOrder(SettleOrderRequest request, ServerCallContext context)
    {
        Check(request).Text(request.DocumentNumber, "document_number", longest: 100).Note(request.Explanation, "explanation").Done();
        return ChangeBySchoolAsync<SettleOrderResponse>(request, context, (order, by) => new(order.Settle(request.DocumentNumber, request.Explanation, by)));
    }
}
