using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Metrics;

internal sealed partial class MetricService
{
    public override async Task<GetTrendResponse> GetTrend(GetTrendRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        var trends = Trends.Of(request, Check(request.ScopeCode, request.MetricId), today);
        var hidden = await HiddenAsync(context);
        return await ReadAsync(
            context,
            request.ScopeCode,
            request.KnownAt,
            request.AfterChangeToken,
            _ => [request.ScopeCode],
            moment => new GetTrendResponse { Trend = hidden.Without(trends.At(moment, today)) });
    }
}
