using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Faculty.Benchmarks.Peer;

/// <summary>
/// The peer: the same rpcs on EF Core and SQLite as a good engineer would write them. Pooled contexts, compiled queries without tracking,
/// covering indexes, keyset pages, WAL with synchronous FULL, one writer at a time instead of SQLite's busy waiting.
/// </summary>
internal static class PeerServer
{
    public static Task RunAsync(string database) => Hosted.RunAsync(
        services => services
            .AddPooledDbContextFactory<PeerContext>(options => Configure(options, database))
            .AddSingleton(TimeProvider.System)
            .AddSingleton<PeerTeachers>()
            .AddSingleton<PeerMetrics>(),
        app =>
        {
            RequireFullDurability(app.Services.GetRequiredService<IDbContextFactory<PeerContext>>());
            app.MapGrpcService<PeerTeachers>();
            app.MapGrpcService<PeerMetrics>();
        });

    public static void Configure(DbContextOptionsBuilder options, string database) =>
        options.UseSqlite(new SqliteConnectionStringBuilder { DataSource = database }.ToString());

    // FULL is what SQLite comes with; it is asked for here so that a build with another default is not measured by mistake.
    private static void RequireFullDurability(IDbContextFactory<PeerContext> contexts)
    {
        using var context = contexts.CreateDbContext();
        var synchronous = context.Database.SqlQueryRaw<long>("SELECT synchronous AS Value FROM pragma_synchronous").Single();
        var journal = context.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").Single();
        if (synchronous != 2 || journal != "wal")
        {
            throw new InvalidOperationException($"The peer's database has synchronous={synchronous}, journal_mode={journal}.");
        }
    }
}
