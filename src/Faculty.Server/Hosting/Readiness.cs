using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Faculty.Server.Hosting;

/// <summary>Whether calls should be sent here: the read models are kept, and the server does not stop.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime, JournalFollower follower) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("stopping")
        : !follower.IsFollowing ? HealthCheckResult.Unhealthy("the read models do not follow the journal")
        : HealthCheckResult.Healthy());
}
