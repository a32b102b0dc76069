using Faculty.Server.Hosting;
using Faculty.V1;
using Google.Protobuf;
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
        // Before each message: what the caller may see can have changed since the last one.
        async Task RequireAsync() => await ReadAsync(context, request.ScopeCode, knownAt: null, afterChangeToken: "", _ => [], moment => moment.Revision);

        await RequireAsync();
        using var seat = feeds.Join(request);
        while (true)
        {
            var state = seat.Feed.Now;
            var trend = (await HiddenAsync(context)).AppliesTo(request.ScopeCode) ? state.TrendWithoutSmallCells : state.Trend;
            var position = new WatchTrendResponse { ChangeToken = tokens.Change(context, state.Revision) };
            await responseStream.WriteAsync(new() { Encoded = [trend, position.ToByteArray()] }, ct);
            var next = state.Next.WaitAsync(ct);
            while (!await watching.ChangedAsync(next, ct))
            {
                await RequireAsync();
                await responseStream.WriteAsync(new WatchTrendResponse { ChangeToken = tokens.Change(context, state.Revision) }, ct);
            }
            await RequireAsync();
        }
    }
}
