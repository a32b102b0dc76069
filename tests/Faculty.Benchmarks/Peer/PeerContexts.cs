using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Faculty.Benchmarks.Peer;

/// <summary>
/// Contexts whose connections stay open. EF's own pool closes the connection after each query, and registering EF's functions again at every
/// opening costs more than a lookup.
/// </summary>
internal sealed class PeerContexts(string database) : IDisposable
{
    private readonly ConcurrentBag<PeerContext> idle = [];
    private readonly DbContextOptions<PeerContext> options = PeerContext.On(database);

    public Lease Rent() => new(this, idle.TryTake(out var context) ? context : Open());

    public void Dispose()
    {
        while (idle.TryTake(out var context))
        {
            context.Dispose();
        }
    }

    // Every commit is durable when it is answered; 64 MB of cache a connection and the mapped file are what the product's own caches are to it.
    private PeerContext Open()
    {
        var context = new PeerContext(options);
        context.Database.OpenConnection();
        context.Database.ExecuteSqlRaw("PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA mmap_size=2147483648");
        if (context.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").Single() != "wal")
        {
            throw new InvalidOperationException("The peer's database is not in WAL mode.");
        }
        return context;
    }

    private void Return(PeerContext context)
    {
        context.ChangeTracker.Clear();
        idle.Add(context);
    }

    /// <summary>A context for one call.</summary>
    public readonly struct Lease(PeerContexts contexts, PeerContext context) : IDisposable
    {
        public PeerContext Context => context;

        public void Dispose() => contexts.Return(context);
    }
}
