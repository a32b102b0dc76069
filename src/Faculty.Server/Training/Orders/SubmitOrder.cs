using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override async Task<SubmitOrderResponse> SubmitOrder(SubmitOrderRequest request, ServerCallContext context)
    {
        Check(request).Done();
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        // What the menu says on this day is what was ordered, whatever it says later.
        return await ChangeAsync<SubmitOrderResponse>(
            request, context, async (order, by, batch, ct) => new((await items.FreezeAsync(order, by.Today, batch, ct)).Submit(by)), schoolOnly: false);
    }
}
