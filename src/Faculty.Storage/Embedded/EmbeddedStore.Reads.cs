using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace Faculty.Storage.Embedded;

public sealed partial class EmbeddedStore
{
    private const int ScanPage = 256;
    private const int MostPassed = 10_000;

    public ValueTask<StoredDocument?> FindAsync(string type, string id, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new(Find(type, id));
    }

    public ValueTask<IReadOnlyList<StoredDocument?>> FindManyAsync(string type, IReadOnlyList<string> ids, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var found = new StoredDocument?[ids.Count];
        for (var i = 0; i < found.Length; i++) found[i] = Find(type, ids[i]);
        return new(found);
    }

    public ValueTask<string?> FindIdAsync(string type, string uniqueIndex, string value, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new(keys.Owner(type, uniqueIndex, value, null)?.ToString());
    }

    public ValueTask<Page> QueryAsync(string type, KeyRange range, string? after, int limit, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var (found, next) = Query(type, range, after, limit);
        var documents = new StoredDocument[Math.Min(limit, found.Count)];
        var keys = new string[documents.Length];
        for (var i = 0; i < documents.Length; i++) (documents[i], keys[i]) = (Document(type, found[i].Id, found[i].Version), found[i].Key);
        return new(new Page(documents, keys, next));
    }

    public ValueTask<KeyPage> QueryKeysAsync(string type, KeyRange range, string? after, int limit, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var (found, next) = Query(type, range, after, limit);
        var entries = new KeyEntry[Math.Min(limit, found.Count)];
        for (var i = 0; i < entries.Length; i++) entries[i] = new(found[i].Key, found[i].Id.ToString());
        return new(new KeyPage(entries, next));
    }

    public ValueTask<KeyPage> QueryKeysAsync(string type, KeyRange range, DocumentSet among, string? after, int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var entries = new List<KeyEntry>();
        (string Key, DocumentId Id)? place = after is null ? null : PlaceOf(after);
        do
        {
            ct.ThrowIfCancellationRequested();
            (var found, place) = indexes.Read<(KeyRange Range, (string, DocumentId)? After, int Limit, DocumentSet Among), (List<(string Key, DocumentId Id)> Found, (string, DocumentId)? Reached)>(
                type, (range, place, limit + 1 - entries.Count, among), static (t, query) =>
                {
                    (string, DocumentId)? reached = null;
                    var hits = t.Ordered(query.Range.Index)?.Page(query.Range.From, query.Range.To, query.After, query.Limit, query.Among, MostPassed, out reached)
                        .ConvertAll(hit => (hit.Key, t.Table.IdOf(hit.Slot))) ?? [];
                    return (hits, reached);
                }, ([], null));
            entries.AddRange(found.Select(f => new KeyEntry(f.Key, f.Id.ToString())));
        }
        while (place is not null && entries.Count <= limit);
        if (entries.Count <= limit) return new(new KeyPage(entries, null));
        entries.RemoveAt(limit);
        return new(new KeyPage(entries, TokenOf(entries[^1].Key, new(entries[^1].Id))));
    }

    public DocumentSet NewSet(string type) => new(
        id => indexes.Read(type, new DocumentId(id), static (t, id) => t.Table.Find(id), -1),
        slot => indexes.Read(type, slot, static (t, slot) => t.Table.IdOf(slot).ToString(), ""));

    public async IAsyncEnumerable<StoredDocument> ScanAsync(string type, [EnumeratorCancellation] CancellationToken ct)
    {
        (string, DocumentId)? after = null;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var page = indexes.Read<(string, DocumentId)?, List<(DocumentId Id, SlotVersion Version)>>(type, after, static (t, after) =>
                t.Ids.Page(null, null, after, ScanPage).ConvertAll(hit => (t.Table.IdOf(hit.Slot), t.Table.Version(hit.Slot))), []);
            foreach (var (id, version) in page) yield return Document(type, id, version);
            if (page.Count < ScanPage) yield break;
            after = ("", page[^1].Id);
            await Task.Yield();
        }
    }

    public long Count(string type) => indexes.Read(type, 0, static (t, _) => t.Table.Live, 0);

    public async IAsyncEnumerable<JournalEntry> ReadJournalAsync(long afterRevision, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterRevision);
        var newest = Revision;
        if (afterRevision >= newest) yield break;
        var until = journal.End;
        var cursor = new JournalCursor(journal, indexes.Revisions.Find(afterRevision + 1).Frame);
        for (var read = 0; cursor.ReadEntry(until) && cursor.Header.Revision <= newest; read++)
        {
            ct.ThrowIfCancellationRequested();
            yield return JournalReader.Parse(cursor);
            if (read % ScanPage == ScanPage - 1) await Task.Yield();
        }
    }

    public async IAsyncEnumerable<DocumentVersion> HistoryAsync(string type, string id, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var version = indexes.Version(type, new(id)); version.Revision > 0;)
        {
            ct.ThrowIfCancellationRequested();
            var record = reader.Document(version.Location, version.Revision);
            var (header, frame) = indexes.Revisions.Find(version.Revision);
            var head = reader.Head(frame, version.Revision);
            yield return new(version.Revision, new(header.Instant, TimeSpan.Zero), head.Actor, head.Action, head.Reason, record.Body);
            version = new(record.PreviousRevision, record.PreviousLocation, record.PreviousRemoved);
            await Task.Yield();
        }
    }

    public ValueTask<StoredDocument?> FindAtAsync(string type, string id, long atRevision, CancellationToken ct)
    {
        var known = new DocumentId(id);
        var version = indexes.Version(type, known);
        while (version.Revision > atRevision)
        {
            ct.ThrowIfCancellationRequested();
            var record = reader.Document(version.Location, version.Revision);
            version = new(record.PreviousRevision, record.PreviousLocation, record.PreviousRemoved);
        }
        return new(version.Expected == 0 ? null : Document(type, known, version));
    }

    public ValueTask<long> RevisionAtAsync(DateTimeOffset instant, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new(indexes.Revisions.At(instant.UtcTicks, Revision));
    }

    public ValueTask<DateTimeOffset> InstantOfAsync(long revision, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfNegative(revision);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(revision, Revision);
        return new(revision == 0 ? DateTimeOffset.MinValue : new(indexes.Revisions.Find(revision).Header.Instant, TimeSpan.Zero));
    }

    /// <summary>The next hits of a range, one more than the limit when there are more, and where the page ends then.</summary>
    private (List<(string Key, DocumentId Id, SlotVersion Version)> Found, string? Next) Query(string type, KeyRange range, string? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var found = indexes.Read<(KeyRange Range, (string, DocumentId)? After, int Limit), List<(string Key, DocumentId Id, SlotVersion Version)>>(
            type, (range, after is null ? null : PlaceOf(after), limit + 1), static (t, query) =>
                t.Ordered(query.Range.Index)?.Page(query.Range.From, query.Range.To, query.After, query.Limit)
                    .ConvertAll(hit => (hit.Key, t.Table.IdOf(hit.Slot), t.Table.Version(hit.Slot))) ?? [], []);
        return (found, found.Count > limit ? TokenOf(found[limit - 1].Key, found[limit - 1].Id) : null);
    }

    private StoredDocument? Find(string type, string id)
    {
        var known = new DocumentId(id);
        var version = indexes.Version(type, known);
        return version.Removed ? null : Document(type, known, version);
    }

    private StoredDocument Document(string type, DocumentId id, SlotVersion version) =>
        new(type, id.ToString(), version.Revision, bodies.Read(type, id, version));

    private static string TokenOf(string key, DocumentId id) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{key}\n{id}"));

    private static (string Key, DocumentId Id) PlaceOf(string token)
    {
        try
        {
            var place = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
            var split = place.IndexOf('\n', StringComparison.Ordinal);
            if (split >= 0) return (place[..split], new(place[(split + 1)..]));
        }
        catch (FormatException)
        {
            // Answered below, like a token that decodes to something else.
        }
        throw new ArgumentException("this is not a place a former page ended at.", nameof(token));
    }
}
