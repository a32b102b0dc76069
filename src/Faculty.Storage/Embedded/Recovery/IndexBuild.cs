namespace Faculty.Storage.Embedded;

/// <summary>Makes indexes out of the journal: all of them, or what came after a snapshot.</summary>
internal sealed class IndexBuild(Journal journal, JournalReader reader, StoreIndexes indexes, DocumentKeys keys, CancellationToken ct)
{
    private const int Chunk = 100_000;
    private readonly List<IndexedChange> changes = [];
    private readonly List<IndexedEntry> entries = [];

    /// <summary>Two passes: where every newest version is, then its keys in the order the versions lie on disk.</summary>
    public void FromJournal()
    {
        Walk(new(1, SegmentHeader.Size), (location, record, revision) =>
            changes.Add(new(record.Type, new(record.Id), new(revision, location, record.Removed), [], [])));
        var newest = new List<(string Type, DocumentId Id, SlotVersion Version)>();
        indexes.Hold(types =>
        {
            foreach (var (name, type) in types)
                for (var slot = 0; slot < type.Table.Slots; slot++)
                    if (type.Table.Version(slot) is { Removed: false } version) newest.Add((name, type.Table.IdOf(slot), version));
        });
        newest.Sort((a, b) => a.Version.Location.Packed.CompareTo(b.Version.Location.Packed));
        foreach (var (type, id, version) in newest)
        {
            ct.ThrowIfCancellationRequested();
            AddKeys(type, id, version, reader.Document(version.Location, version.Revision).Body!.Value);
        }
        Apply();
    }

    /// <summary>
    /// The view's rows, then only the heads of the entries it has seen. False when it does not add up to what it says it holds; then
    /// these indexes are of no use.
    /// </summary>
    public bool FromView(LiteView view, out Location rest)
    {
        rest = new(1, SegmentHeader.Size);
        if (view.Read() is not { } state || state.Journal != journal.Id || state.Revision > journal.End.Revision) return false;
        var (rows, sum) = (0L, 0UL);
        foreach (var row in view.Rows())
        {
            ct.ThrowIfCancellationRequested();
            var record = DocumentRecord.Read(row.Record, row.Version.Revision);
            if (record.Type != row.Type || record.Id != row.Id) return false;
            var version = row.Version with { Removed = record.Removed };
            rows++;
            sum += ViewRow.Fingerprint(row.Type, row.Id, version.Revision, version.Location);
            if (record.Body is { } body) AddKeys(row.Type, new(row.Id), version, body);
            else changes.Add(new(row.Type, new(row.Id), version, [], []));
        }
        if (rows != state.Rows || sum != state.Sum) return false;
        var cursor = new JournalCursor(journal, rest);
        while (cursor.ReadEntry(journal.End))
        {
            if (cursor.Header.Revision > state.Revision) break;
            rest = cursor.Next;
            var head = EntryHead.Read(cursor.Payload.Span[..EntryHead.SizeOf(cursor.Payload.Span)], cursor.Header.Revision);
            entries.Add(EntryOf(cursor, head));
        }
        Apply();
        return true;
    }

    /// <summary>A document whose version is known already gets its keys.</summary>
    public void AddKeys(string type, DocumentId id, SlotVersion version, ReadOnlyMemory<byte> body)
    {
        changes.Add(new(type, id, version, [], keys.Of(type, body)));
        if (changes.Count >= Chunk) Apply();
    }

    /// <summary>Takes in the entries from a place one after the other.</summary>
    public void TakeInFrom(Location from)
    {
        if (journal.Segments.Count == 0 || from == new Location(journal.End.Segment, journal.End.Offset)) return;
        Walk(from, (location, record, revision) =>
        {
            var id = new DocumentId(record.Id);
            var before = new SlotVersion(record.PreviousRevision, record.PreviousLocation, record.PreviousRemoved || record.PreviousRevision == 0);
            var oldKeys = before.Removed ? [] : keys.Of(record.Type, reader.Document(before.Location, before.Revision).Body!.Value);
            changes.Add(new(record.Type, id, new(revision, location, record.Removed), oldKeys, record.Body is { } body ? keys.Of(record.Type, body) : []));
        });
    }

    private void Walk(Location from, Action<Location, DocumentRecord, long> take)
    {
        var cursor = new JournalCursor(journal, from);
        while (cursor.ReadEntry(journal.End))
        {
            ct.ThrowIfCancellationRequested();
            var (head, records) = JournalReader.Records(cursor);
            foreach (var (location, record) in records) take(location, record, cursor.Header.Revision);
            entries.Add(EntryOf(cursor, head));
            if (changes.Count >= Chunk || entries.Count >= Chunk) Apply();
        }
        Apply();
    }

    private static IndexedEntry EntryOf(JournalCursor cursor, EntryHead head) =>
        new(cursor.Header.Revision, cursor.Location, cursor.Header.Instant, head.GroupSize > 0 ? head.RequestId : null, head.RequestDigest);

    private void Apply()
    {
        indexes.Apply(changes, entries, journal.End, Chunk * 2);
        changes.Clear();
        entries.Clear();
    }
}
