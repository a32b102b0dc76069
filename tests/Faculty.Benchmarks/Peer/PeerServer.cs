using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Faculty.Benchmarks.Peer;

/// <summary>
/// The peer: the same rpcs on EF Core and SQLite as a good engineer would write them. Pooled contexts with open connections, compiled queries
/// that track nothing, covering indexes, keyset pages, WAL with synchronous FULL, one writer at a time instead of SQLite's busy waiting.
/// </summary>
internal static class PeerServer
{
    public static Task RunAsync(string database) => Hosted.RunAsync(
        services => services
            .AddSingleton(_ => new PeerContexts(database))
            .AddSingleton(TimeProvider.System)
            .AddSingleton<PeerTeachers>()
            .AddSingleton<PeerMetrics>(),
        app =>
        {
            // A database that is not durable is found out here, not in the middle of a run.
            using (app.Services.GetRequiredService<PeerContexts>().Rent())
            {
            }
            app.MapGrpcService<PeerTeachers>();
            app.MapGrpcService<PeerMetrics>();
        });
}
