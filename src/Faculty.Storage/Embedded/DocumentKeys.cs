namespace Faculty.Storage.Embedded;

/// <summary>Reads index keys back out of stored bodies: the indexes hold hashes and slots, the documents hold the truth.</summary>
internal sealed class DocumentKeys(StoreIndexes indexes, DocumentBodies bodies, IReadOnlyDictionary<string, DocumentType> types)
{
    public IReadOnlyList<IndexKey> Of(string type, DocumentId id, SlotVersion version) =>
        version.Removed ? [] : Of(type, bodies.Read(type, id, version));

    /// <summary>The keys of a body; none for a type this program no longer knows.</summary>
    public IReadOnlyList<IndexKey> Of(string type, ReadOnlyMemory<byte> body) => types.TryGetValue(type, out var known) ? known.KeysOf(body) : [];

    /// <summary>The document that holds a unique value, or null. A hit on <paramref name="known"/> is believed without reading it.</summary>
    public DocumentId? Owner(string type, string index, string value, DocumentId? known)
    {
        var candidates = indexes.Read<(string, uint), List<(DocumentId Id, SlotVersion Version)>>(type, (index, UniqueIndex.HashOf(value)), static (t, key) =>
            t.Unique(key.Item1)?.Candidates(key.Item2).ConvertAll(slot => (t.Table.IdOf(slot), t.Table.Version(slot))) ?? [], []);
        foreach (var (id, version) in candidates)
        {
            if (known is { } self && id.Equals(self)) continue;
            if (Of(type, id, version).Contains(new(index, value, Unique: true))) return id;
        }
        return null;
    }
}
