using Faculty.Storage;

namespace Faculty.Server.Tests;

/// <summary>A store that does something else with some commits, for controls: everything else goes through.</summary>
internal sealed class StoreBetween(IRegistryStore store, Func<WriteBatch, Task<Commit>?> instead) : IRegistryStore
{
    public long Revision => store.Revision;

    public Task<Commit> CommitAsync(WriteBatch batch) => instead(batch) ?? store.CommitAsync(batch);

    public Task<IReadOnlyList<Commit>> CommitGroupAsync(IReadOnlyList<WriteBatch> batches) => store.CommitGroupAsync(batches);

    public ValueTask<StoredDocument?> FindAsync(string type, string id, CancellationToken ct) => store.FindAsync(type, id, ct);

    public ValueTask<IReadOnlyList<StoredDocument?>> FindManyAsync(string type, IReadOnlyList<string> ids, CancellationToken ct) => store.FindManyAsync(type, ids, ct);

    public ValueTask<string?> FindIdAsync(string type, string uniqueIndex, string value, CancellationToken ct) => store.FindIdAsync(type, uniqueIndex, value, ct);

    public ValueTask<Page> QueryAsync(string type, KeyRange range, string? after, int limit, CancellationToken ct) => store.QueryAsync(type, range, after, limit, ct);

    public ValueTask<KeyPage> QueryKeysAsync(string type, KeyRange range, string? after, int limit, CancellationToken ct) => store.QueryKeysAsync(type, range, after, limit, ct);

    public ValueTask<KeyPage> QueryKeysAsync(string type, KeyRange range, DocumentSet among, string? after, int limit, CancellationToken ct) =>
        store.QueryKeysAsync(type, range, among, after, limit, ct);

    public DocumentSet NewSet(string type) => store.NewSet(type);

    public IAsyncEnumerable<StoredDocument> ScanAsync(string type, CancellationToken ct) => store.ScanAsync(type, ct);

    public long Count(string type) => store.Count(type);

    public ValueTask<Commit?> FindRequestAsync(string requestId, ulong digest, CancellationToken ct) => store.FindRequestAsync(requestId, digest, ct);

    public IAsyncEnumerable<JournalEntry> ReadJournalAsync(long afterRevision, CancellationToken ct) => store.ReadJournalAsync(afterRevision, ct);

    public IAsyncEnumerable<DocumentVersion> HistoryAsync(string type, string id, CancellationToken ct) => store.HistoryAsync(type, id, ct);

    public ValueTask<StoredDocument?> FindAtAsync(string type, string id, long atRevision, CancellationToken ct) => store.FindAtAsync(type, id, atRevision, ct);

    public ValueTask<long> RevisionAtAsync(DateTimeOffset instant, CancellationToken ct) => store.RevisionAtAsync(instant, ct);

    public ValueTask<DateTimeOffset> InstantOfAsync(long revision, CancellationToken ct) => store.InstantOfAsync(revision, ct);

    public Task WaitPastAsync(long revision, CancellationToken ct) => store.WaitPastAsync(revision, ct);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
