using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override async Task StreamWaitingOrders(StreamWaitingOrdersRequest request, IServerStreamWriter<StreamWaitingOrdersResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        var (sides, queue) = await QueueAsync(request.ScopeCode, context);
        foreach (var page in queue.Chunk(RowsPerMessage))
        {
            await responseStream.WriteAsync(new() { Orders = { await ViewsAsync(page, sides, context) } }, until.Token);
        }
    }
}
