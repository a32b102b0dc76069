namespace Faculty.Storage.Embedded;

/// <summary>One change as the indexes take it.</summary>
internal readonly record struct IndexedChange(string Type, DocumentId Id, SlotVersion Version, IReadOnlyList<IndexKey> OldKeys, IReadOnlyList<IndexKey> NewKeys);

/// <summary>Everything in memory about the documents of one type.</summary>
internal sealed class TypeIndexes
{
    private readonly Dictionary<string, OrderedIndex> ordered = [];
    private readonly Dictionary<string, UniqueIndex> unique = [];
    private readonly Dictionary<OrderedIndex, List<KeyEdit>> edits = [];

    public TypeIndexes()
    {
        Table = new();
        Ids = new(Table);
    }

    private TypeIndexes(SnapshotReader reader)
    {
        Table = DocumentTable.Read(reader);
        Ids = OrderedIndex.Read(reader, Table);
        for (var count = reader.Number(); count > 0; count--) ordered.Add(reader.Text(), OrderedIndex.Read(reader, Table));
        for (var count = reader.Number(); count > 0; count--) unique.Add(reader.Text(), UniqueIndex.Read(reader));
    }

    public DocumentTable Table { get; }

    /// <summary>All living documents in id order: an index with empty keys.</summary>
    public OrderedIndex Ids { get; }

    public OrderedIndex? Ordered(string name) =>
        unique.ContainsKey(name) ? throw new ArgumentException($"the unique index {name} has no order; look its values up one by one.") : ordered.GetValueOrDefault(name);

    public UniqueIndex? Unique(string name) => unique.GetValueOrDefault(name);

    /// <summary>Takes a change in; ordered indexes have it after <see cref="Merge"/>.</summary>
    public void Apply(in IndexedChange change)
    {
        var slot = Table.FindOrAdd(change.Id);
        var before = Table.Version(slot);
        Table.Set(slot, change.Version);
        if (before.Removed != change.Version.Removed) Edit(Ids, new("", slot, before.Removed));
        foreach (var key in change.OldKeys.Except(change.NewKeys)) Edit(key, slot, add: false);
        foreach (var key in change.NewKeys.Except(change.OldKeys)) Edit(key, slot, add: true);
    }

    public void Merge()
    {
        foreach (var (index, list) in edits)
        {
            index.Apply(list);
            list.Clear();
            if (list.Capacity > 4096) list.Capacity = 0;
        }
    }

    public void Write(SnapshotWriter writer)
    {
        Table.Write(writer);
        Ids.Write(writer);
        writer.Number(ordered.Count);
        foreach (var (name, index) in ordered)
        {
            writer.Text(name);
            index.Write(writer);
        }
        writer.Number(unique.Count);
        foreach (var (name, index) in unique)
        {
            writer.Text(name);
            index.Write(writer);
        }
    }

    public static TypeIndexes Read(SnapshotReader reader) => new(reader);

    private void Edit(IndexKey key, int slot, bool add)
    {
        if (!key.Unique)
        {
            if (!ordered.TryGetValue(key.Index, out var index)) ordered.Add(key.Index, index = new(Table));
            Edit(index, new(key.Value, slot, add));
            return;
        }
        if (!unique.TryGetValue(key.Index, out var hashed)) unique.Add(key.Index, hashed = new());
        if (add) hashed.Add(UniqueIndex.HashOf(key.Value), slot);
        else hashed.Remove(UniqueIndex.HashOf(key.Value), slot);
    }

    private void Edit(OrderedIndex index, KeyEdit edit)
    {
        if (!edits.TryGetValue(index, out var list)) edits.Add(index, list = []);
        list.Add(edit);
    }
}
