namespace Faculty.Storage;

/// <summary>
/// What one journal entry will hold: documents put or removed, the revisions they were decided on, and who did what and why.
/// Decided outside the store, checked and written inside it as a whole.
/// </summary>
public sealed class WriteBatch(string actor, string action)
{
    private readonly List<DocumentChange> changes = [];
    private readonly List<Reliance> reliances = [];
    private readonly List<FreeKey> freeKeys = [];

    /// <summary>Principal id of who asked; never a person's name.</summary>
    public string Actor { get; } = actor;

    /// <summary>The rpc's full method name or a server action's name.</summary>
    public string Action { get; } = action;

    /// <summary>Why, in the caller's words; no personal data.</summary>
    public string? Reason { get; init; }

    /// <summary>Makes a repeat answer the first commit instead of writing again (7 days).</summary>
    public string? RequestId { get; init; }

    /// <summary>Digest of the request's content; a repeat with another digest is refused.</summary>
    public ulong RequestDigest { get; init; }

    /// <summary>Small facts of the outcome that a replayed answer needs and the documents do not hold (an import's counts).</summary>
    public ReadOnlyMemory<byte> Outcome { get; init; }

    /// <summary>
    /// What happened beside or without a change of documents, for whoever reads the journal; opaque here, part of the entry for ever. A batch may
    /// have details only: then its entry changes no document.
    /// </summary>
    public ReadOnlyMemory<byte> Details { get; set; }

    public IReadOnlyList<DocumentChange> Changes => changes;

    public IReadOnlyList<Reliance> Reliances => reliances;

    public IReadOnlyList<FreeKey> FreeKeys => freeKeys;

    /// <summary>A document that must not exist yet.</summary>
    public WriteBatch Insert<T>(DocumentType<T> type, string id, T value) => Put(type, id, 0, value);

    /// <summary>The next version of a document, decided on the version that was read.</summary>
    public WriteBatch Replace<T>(DocumentType<T> type, Stored<T> read, T next) => Put(type, read.Id, read.Revision, next);

    public WriteBatch Remove<T>(DocumentType<T> type, Stored<T> read)
    {
        changes.Add(new(type.Name, read.Id, read.Revision, null, []));
        return this;
    }

    /// <summary>The decision holds only while this document is at the revision read.</summary>
    public WriteBatch RelyOn<T>(DocumentType<T> type, Stored<T> read)
    {
        reliances.Add(new(type.Name, read.Id, read.Revision));
        return this;
    }

    /// <summary>The decision holds only while no such document exists.</summary>
    public WriteBatch RelyOnAbsence<T>(DocumentType<T> type, string id)
    {
        reliances.Add(new(type.Name, id, 0));
        return this;
    }

    /// <summary>The decision holds only while no document of the type has this value in a unique index, as the batches before leave it.</summary>
    public WriteBatch RelyOnFree<T>(DocumentType<T> type, string uniqueIndex, string value)
    {
        freeKeys.Add(new(type.Name, uniqueIndex, value));
        return this;
    }

    /// <summary>Puts other bytes and keys in the place of these, for a store that keeps them otherwise. The batch is spent after that.</summary>
    public void Rewrite(Func<DocumentChange, DocumentChange> change, Func<FreeKey, FreeKey> freeKey)
    {
        for (var i = 0; i < changes.Count; i++) changes[i] = change(changes[i]);
        for (var i = 0; i < freeKeys.Count; i++) freeKeys[i] = freeKey(freeKeys[i]);
    }

    private WriteBatch Put<T>(DocumentType<T> type, string id, long expected, T value)
    {
        changes.Add(new(type.Name, id, expected, type.Write(value), type.Keys(value)));
        return this;
    }
}

/// <summary>A document written (<see cref="Body"/> set) or removed (null); <see cref="Expected"/> is the revision it replaces, 0 = none.</summary>
public sealed record DocumentChange(string Type, string Id, long Expected, byte[]? Body, IReadOnlyList<IndexKey> Keys);

/// <summary>A document a decision stands on without changing it; revision 0 = it must be absent.</summary>
public readonly record struct Reliance(string Type, string Id, long Revision);

/// <summary>A value of a unique index that no document may have while a decision stands.</summary>
public readonly record struct FreeKey(string Type, string Index, string Value);

/// <summary>A durable entry: its revision and instant, the documents it changed in order, and whether this answers a repeat.</summary>
public sealed record Commit(long Revision, DateTimeOffset Instant, IReadOnlyList<DocumentRef> Documents, ReadOnlyMemory<byte> Outcome, bool Replayed);

/// <summary>A document that a commit changed.</summary>
public readonly record struct DocumentRef(string Type, string Id);
