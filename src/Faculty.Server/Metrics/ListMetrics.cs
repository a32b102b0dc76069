using Faculty.Domain.Metrics;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Metrics;

internal sealed partial class MetricService
{
    public override Task<ListMetricsResponse> ListMetrics(ListMetricsRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var size = PageSize.Of(request.PageSize);
        var from = tokens.After(context, request, request.PageToken) is { } after ? int.Parse(after) : 0;
        return Task.FromResult(new ListMetricsResponse
        {
            Metrics = { MetricDefinitions.All.Skip(from).Take(size).Select(ToWire) },
            NextPageToken = tokens.Page(context, request, from + size < MetricDefinitions.All.Count ? $"{from + size}" : null),
        });
    }
    private static Metric ToWire(MetricDefinition definition) => new()
    {
        MetricId = definition.MetricId,
        MetricVersion = definition.Version,
        Title = definition.Title,
        Description = definition.Description,
        DefaultMetric = definition.MetricId == MetricDefinitions.Default,
    };
}
