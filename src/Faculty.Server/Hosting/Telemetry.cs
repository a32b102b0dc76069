using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Faculty.Server.Hosting;

/// <summary>Metrics for Prometheus on the web port; traces and metrics over OTLP only when the standard environment variables ask for it.</summary>
internal static class Telemetry
{
    // Counters that every call moves up and down again: all cores write the same two numbers, and the histogram of calls says more.
    private static readonly string[] PerCall = ["http.server.active_requests", "kestrel.queued_requests"];

    public static void AddTelemetry(this IServiceCollection services)
    {
        var export = Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 };
        var telemetry = services.AddOpenTelemetry().ConfigureResource(About).WithMetrics(metrics =>
        {
            metrics.AddMeter("Faculty.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel").AddRuntimeInstrumentation().AddPrometheusExporter();
            foreach (var counted in PerCall)
            {
                metrics.AddView(counted, MetricStreamConfiguration.Drop);
            }
            if (export)
            {
                metrics.AddOtlpExporter();
            }
        });
        if (export)
        {
            telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddOtlpExporter());
        }
    }

    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES have the last word.
    private static void About(ResourceBuilder resource) =>
        resource.AddService("faculty", autoGenerateServiceInstanceId: false).AddEnvironmentVariableDetector();
}
