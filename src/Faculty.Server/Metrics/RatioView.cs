using Faculty.Domain.Metrics;
using Faculty.Domain.Organisations;
using Faculty.Server.Hosting;
using Faculty.Storage;

namespace Faculty.Server.Metrics;

/// <summary>
/// The ratio cube in memory. It starts from its own snapshot, or from all documents when that is missing, damaged or far behind, and
/// keeps itself by taking the steps of each changed record out and those of the next in.
/// </summary>
internal sealed partial class RatioView(ServerOptions options, ILogger<RatioView> log) : IReadModel, IAsyncDisposable
{
    private const int ChangesPerSnapshot = 50_000;
    private readonly ReaderWriterLockSlim gate = new();
    private readonly RatioSnapshot snapshot = new(options.DataDirectory);
    private IRegistryStore? registry;
    private RatioCube cube = new();
    private ScopeChains scopes = new(OrganisationTree.Empty);
    private long revision;
    private DateTimeOffset instant;
    private int changesUnsaved;
    private Task saving = Task.CompletedTask;
    private bool disposed;

    public long Revision => Volatile.Read(ref revision);

    public async ValueTask StartAsync(IRegistryStore store, CancellationToken ct)
    {
        var newest = store.Revision;
        var worthCatchingUp = Math.Max(10_000, store.Count(Documents.Teachers.Name));
        if (await snapshot.LoadAsync(store, ct) is { } saved && newest - saved.Revision <= worthCatchingUp)
        {
            (cube, revision, instant) = (saved.Cube, saved.Revision, saved.Instant);
            scopes = new(await RegistryScan.OrganisationsAsync(store, revision, ct));
            registry = store;
            return;
        }
        scopes = new(await RegistryScan.OrganisationsAsync(store, newest, ct));
        cube = await RegistryScan.CubeAsync(store, scopes, ct);
        (revision, instant) = (newest, newest == 0 ? default : await store.InstantOfAsync(newest, ct));
        registry = store;
        saving = Task.Run(SaveAsync, CancellationToken.None);
    }

    public async ValueTask ApplyAsync(JournalEntry entry, CancellationToken ct)
    {
        var difference = new RegistryDifference();
        difference.Add(entry, keepTeachers: true);
        var next = difference.ChangesOrganisations ? new ScopeChains(difference.Later(scopes.Organisations)) : scopes;
        var changes = await difference.StepsAsync(registry!, scopes, next, entry.Revision, _ => true, ct).ToListAsync(ct);

        gate.EnterWriteLock();
        try
        {
            foreach (var (before, after) in changes)
            {
                cube.Change(before, after);
            }
            cube.Settle();
            (scopes, instant) = (next, entry.Instant);
            Volatile.Write(ref revision, entry.Revision);
        }
        finally
        {
            gate.ExitWriteLock();
        }
        changesUnsaved += changes.Count;
        if (changesUnsaved >= ChangesPerSnapshot && saving.IsCompleted)
        {
            changesUnsaved = 0;
            saving = Task.Run(SaveAsync, CancellationToken.None);
        }
    }

    /// <summary>Reads at one moment; nothing changes meanwhile, so be short and take nothing along.</summary>
    public T Read<T>(Func<RatioMoment, T> read) => Read((_, moment) => read(moment));

    public T Read<T>(Func<ScopeChains, RatioMoment, T> read)
    {
        gate.EnterReadLock();
        try
        {
            return read(scopes, new(revision, scopes.Organisations, scope => cube[scope]));
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The container knows it under two types and disposes it under each.
        if (Interlocked.Exchange(ref disposed, true))
        {
            return;
        }
        await saving;
        // A start that failed has nothing worth keeping.
        if (registry is not null)
        {
            await SaveAsync();
        }
        gate.Dispose();
    }

    // The bytes are copied while readers may read; the disk is written when the cube may move on.
    private async Task SaveAsync()
    {
        using var content = new MemoryStream();
        gate.EnterReadLock();
        try
        {
            RatioSnapshot.Write(content, new(revision, instant, cube));
        }
        finally
        {
            gate.ExitReadLock();
        }
        try
        {
            await snapshot.SaveAsync(content);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The cube can be built again; a full disk must not end the service.
            NotSaved(log, failure);
        }
    }

    [LoggerMessage(4, LogLevel.Warning, "The snapshot of the ratio cube could not be written; the next start reads all documents")]
    private static partial void NotSaved(ILogger log, Exception failure);
}
