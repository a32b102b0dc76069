using Faculty.Storage.Embedded;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Faculty.Server.Hosting;

/// <summary>Whether calls should be sent here: the store takes writes, the read models are kept, and the server does not stop.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime, JournalFollower follower, EmbeddedStore store) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("stopping")
        : !follower.IsFollowing ? HealthCheckResult.Unhealthy("the read models do not follow the journal")
        : store.Fault is { } fault ? HealthCheckResult.Unhealthy(fault.Message)
        : HealthCheckResult.Healthy());
}
