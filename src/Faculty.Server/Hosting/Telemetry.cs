using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Faculty.Server.Hosting;

/// <summary>Metrics for Prometheus on the web port; traces and metrics over OTLP only when the standard environment variables ask for it.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this IServiceCollection services)
    {
        var export = Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 };
        var telemetry = services.AddOpenTelemetry().ConfigureResource(About).WithMetrics(metrics =>
        {
            metrics.AddMeter("Faculty.*").AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddPrometheusExporter();
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
