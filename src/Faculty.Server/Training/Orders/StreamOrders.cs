using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    private const int RowsPerMessage = 50;

    public override async Task StreamOrders(StreamOrdersRequest request, IServerStreamWriter<StreamOrdersResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        new RequestCheck().Known(request.State, "state", optional: true).Done();
        var (sides, asked) = await SelectAsync(new(request.EnterpriseCode, request.ScopeCode, request.FromDate, request.ToDate), context);
        foreach (var page in InState(asked, request.State).Chunk(RowsPerMessage))
        {
            await responseStream.WriteAsync(new() { Orders = { await ViewsAsync(page, sides, context) } }, until.Token);
        }
    }
}
