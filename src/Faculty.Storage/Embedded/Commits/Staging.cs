namespace Faculty.Storage.Embedded;

/// <summary>A document as a unit will leave it; the location is known once it is encoded.</summary>
internal sealed class StagedVersion(SlotVersion version)
{
    public SlotVersion Version { get; set; } = version;
}

/// <summary>One change that passed its checks.</summary>
internal sealed record StagedChange(DocumentChange Change, DocumentId Id, StagedVersion Before, StagedVersion After, IReadOnlyList<IndexKey> OldKeys);

/// <summary>
/// What the batches accepted so far will make of the store, laid over the indexes. A command stages into a child; only a command that
/// passed whole is joined to the unit, so nothing is ever taken back.
/// </summary>
internal sealed class Staging(StoreIndexes indexes, DocumentKeys keysOf, Staging? parent)
{
    private readonly Dictionary<(string Type, DocumentId Id), StagedVersion> documents = [];
    private readonly Dictionary<(string Type, string Index, string Value), DocumentId?> owners = [];

    /// <summary>Checks a batch and stages it as a revision. Throws what <see cref="IRegistryStore.CommitAsync"/> promises.</summary>
    public List<StagedChange> Stage(WriteBatch batch, long revision, CommitCommand command)
    {
        foreach (var reliance in batch.Reliances) Expect(reliance.Type, new(reliance.Id), reliance.Revision);
        foreach (var key in batch.FreeKeys)
            if (Owner(key.Type, new(key.Index, key.Value, Unique: true), null) is { } owner) Expect(key.Type, owner, 0);
        var staged = new List<StagedChange>(batch.Changes.Count);
        foreach (var change in batch.Changes)
        {
            var id = new DocumentId(change.Id);
            var before = Expect(change.Type, id, change.Expected);
            if (change.Body is null && change.Expected == 0) throw new RevisionConflictException(change.Type, change.Id, change.Expected, 0);
            var oldKeys = change.Expected == 0 ? [] : command.ReplacedKeys.GetValueOrDefault((change.Type, change.Id)) ?? keysOf.Of(change.Type, id, before.Version);
            staged.Add(new(change, id, before, new(new(revision, default, change.Body is null)), oldKeys));
        }
        foreach (var (change, id, _, _, oldKeys) in staged)
            foreach (var key in oldKeys)
                if (key.Unique && !change.Keys.Contains(key)) owners[(change.Type, key.Index, key.Value)] = null;
        foreach (var (change, id, _, after, oldKeys) in staged)
        {
            foreach (var key in change.Keys)
            {
                if (!key.Unique || oldKeys.Contains(key)) continue;
                if (Owner(change.Type, key, id) is { } owner && !owner.Equals(id))
                    throw new DuplicateKeyException(change.Type, key.Index, key.Value, owner.ToString(), change.Id);
                owners[(change.Type, key.Index, key.Value)] = id;
            }
            documents[(change.Type, id)] = after;
        }
        return staged;
    }

    public void JoinParent()
    {
        foreach (var (key, value) in documents) parent!.documents[key] = value;
        foreach (var (key, value) in owners) parent!.owners[key] = value;
    }

    private StagedVersion Expect(string type, DocumentId id, long revision)
    {
        var found = Version(type, id);
        return found.Version.Expected == revision ? found : throw new RevisionConflictException(type, id.ToString(), revision, found.Version.Expected);
    }

    private StagedVersion Version(string type, DocumentId id) =>
        documents.TryGetValue((type, id), out var staged) ? staged : parent?.Version(type, id) ?? new(indexes.Version(type, id));

    private DocumentId? Owner(string type, IndexKey key, DocumentId? asking)
    {
        if (owners.TryGetValue((type, key.Index, key.Value), out var staged)) return staged;
        return parent is null ? keysOf.Owner(type, key.Index, key.Value, asking) : parent.Owner(type, key, asking);
    }
}
