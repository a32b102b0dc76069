using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Metrics;

internal sealed partial class MetricService
{
    public override async Task WatchTrend(
        WatchTrendRequest request, IServerStreamWriter<WatchTrendResponse> responseStream, ServerCallContext context)
    {
        Trends.Of(request, Check(request.ScopeCode, request.MetricId), clock.TodayInChina());
        using var until = watching.Until(context.CancellationToken);
        var ct = until.Token;
        await ReadAsync(request.ScopeCode, knownAt: null, afterChangeToken: "", _ => [], moment => moment.Revision, ct);

        using var seat = feeds.Join(request);
        while (true)
        {
            var state = seat.Feed.Now;
            await responseStream.WriteAsync(state.Message, ct);
            while (!await watching.ChangedAsync(state.Next, ct))
            {
                await responseStream.WriteAsync(new WatchTrendResponse { ChangeToken = Tokens.Change(state.Revision) }, ct);
            }
        }
    }
}
