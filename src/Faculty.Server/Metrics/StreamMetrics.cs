using Faculty.Domain.Metrics;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Metrics;

internal sealed partial class MetricService
{
    public override Task StreamMetrics(
        StreamMetricsRequest request, IServerStreamWriter<StreamMetricsResponse> responseStream, ServerCallContext context) =>
        responseStream.WriteAsync(new() { Metrics = { MetricDefinitions.All.Select(ToWire) } }, context.CancellationToken);
}
