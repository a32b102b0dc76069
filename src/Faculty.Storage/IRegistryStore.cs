namespace Faculty.Storage;

/// <summary>
/// The registry's store: documents that are views of one journal. A write is visible only when it is durable; a repeat of a request
/// id answers the first commit; any version of any document can be read again.
/// </summary>
public interface IRegistryStore : IAsyncDisposable
{
    /// <summary>The newest revision that is durable and visible; 0 when empty.</summary>
    long Revision { get; }

    /// <summary>The newest version of a document, or null.</summary>
    ValueTask<StoredDocument?> FindAsync(string type, string id, CancellationToken ct);

    /// <summary>The documents at the given ids, in order; null where there is none.</summary>
    ValueTask<IReadOnlyList<StoredDocument?>> FindManyAsync(string type, IReadOnlyList<string> ids, CancellationToken ct);

    /// <summary>The id of the document that holds a unique key, or null.</summary>
    ValueTask<string?> FindIdAsync(string type, string uniqueIndex, string value, CancellationToken ct);

    /// <summary>
    /// A page of a range of a non-unique index. <paramref name="after"/> is a former page's Next, or null. A document with several keys
    /// in the range comes once for each. Throws <see cref="ArgumentException"/> for a unique index (its values have no order here) and for
    /// an <paramref name="after"/> that no page gave.
    /// </summary>
    ValueTask<Page> QueryAsync(string type, KeyRange range, string? after, int limit, CancellationToken ct);

    /// <summary>A page of an index range without the documents: the keys with their ids.</summary>
    ValueTask<KeyPage> QueryKeysAsync(string type, KeyRange range, string? after, int limit, CancellationToken ct);

    /// <summary>The same of the documents in a set of this store: nothing is made of the keys between them.</summary>
    ValueTask<KeyPage> QueryKeysAsync(string type, KeyRange range, DocumentSet among, string? after, int limit, CancellationToken ct);

    /// <summary>A set of documents of a type, empty; it is kept by whoever asked for it.</summary>
    DocumentSet NewSet(string type);

    /// <summary>All documents of a type in id order, a batch at a time; each is the version newest when it is reached.</summary>
    IAsyncEnumerable<StoredDocument> ScanAsync(string type, CancellationToken ct);

    long Count(string type);

    /// <summary>
    /// Checks and writes a batch as one entry, all or nothing. A batch names a document at most once. Deliberately takes no token: a commit is never cancelled, only no longer awaited.
    /// Throws <see cref="RevisionConflictException"/>, <see cref="DuplicateKeyException"/>, <see cref="RequestIdReusedException"/>, <see cref="StoreUnavailableException"/>.
    /// </summary>
    Task<Commit> CommitAsync(WriteBatch batch);

    /// <summary>Several batches, one entry each with consecutive revisions, all or nothing, also over a crash. The request id is the first batch's.</summary>
    Task<IReadOnlyList<Commit>> CommitGroupAsync(IReadOnlyList<WriteBatch> batches);

    /// <summary>The commit an earlier request with this id made, or null. Throws <see cref="RequestIdReusedException"/> when the digest differs.</summary>
    ValueTask<Commit?> FindRequestAsync(string requestId, ulong digest, CancellationToken ct);

    /// <summary>The entries after a revision up to the newest, in order, without gaps.</summary>
    IAsyncEnumerable<JournalEntry> ReadJournalAsync(long afterRevision, CancellationToken ct);

    /// <summary>Every version of a document, newest first.</summary>
    IAsyncEnumerable<DocumentVersion> HistoryAsync(string type, string id, CancellationToken ct);

    /// <summary>The version that was newest at a revision; null when it did not exist or was removed then.</summary>
    ValueTask<StoredDocument?> FindAtAsync(string type, string id, long atRevision, CancellationToken ct);

    /// <summary>The last revision recorded at or before an instant; 0 when none.</summary>
    ValueTask<long> RevisionAtAsync(DateTimeOffset instant, CancellationToken ct);

    /// <summary>The instant of a revision; the earliest instant there is for revision 0.</summary>
    ValueTask<DateTimeOffset> InstantOfAsync(long revision, CancellationToken ct);

    /// <summary>Completes when <see cref="Revision"/> is greater than <paramref name="revision"/>.</summary>
    Task WaitPastAsync(long revision, CancellationToken ct);
}
