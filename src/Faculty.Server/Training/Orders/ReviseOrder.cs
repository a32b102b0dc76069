using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override async Task<ReviseOrderResponse> ReviseOrder(ReviseOrderRequest request, ServerCallContext context)
    {
        var wanted = request.Order ?? throw Refusal.Field("order", "must be given");
        Check(request).Order(wanted, "order").Done();
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        return await ChangeAsync<ReviseOrderResponse>(
            request, context,
            async (order, by, batch, ct) =>
            {
                new RequestCheck()
                    .Require(wanted.EnterpriseCode == order.EnterpriseCode, "order.enterprise_code", "must stay; make another order for another enterprise")
                    .Require(wanted.SchoolCode == order.SchoolCode, "order.school_code", "must stay; make another order for another school")
                    .Done();
                RequirePlaces(wanted, batch);
                return new(order.Revise(await FrozenAsync(wanted, batch, ct), by));
            },
            schoolOnly: false);
    }
}
