using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Faculty.Storage;

namespace Faculty.Server.Privacy;

/// <summary>
/// A store that keeps identities sealed: it seals teachers on their way in and opens them on their way out, so that neither the store below
/// holds clear text nor anybody above sees ciphertext. Values of the index of ID numbers are keyed hashes below.
/// </summary>
internal sealed class SealedStore(IRegistryStore store, PersonKeys keys, IdentitySeal seal, BlindIndex blind) : IRegistryStore
{
    private readonly Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> open = seal.Open;

    public long Revision => store.Revision;

    /// <summary>The types that the store below is opened with: the keys of a sealed body are those of the body in it.</summary>
    public static IReadOnlyList<DocumentType> TypesBelow(IReadOnlyList<DocumentType> types, IdentitySeal seal, BlindIndex blind) =>
        [.. types.Select(type => IsSealed(type.Name) ? new DocumentType(type.Name, body => blind.Keys(type.KeysOf(seal.Open(body)))) : type)];

    public async ValueTask<StoredDocument?> FindAsync(string type, string id, CancellationToken ct) =>
        await store.FindAsync(type, id, ct) is { } found ? Opened(found) : null;

    public async ValueTask<IReadOnlyList<StoredDocument?>> FindManyAsync(string type, IReadOnlyList<string> ids, CancellationToken ct) =>
        [.. (await store.FindManyAsync(type, ids, ct)).Select(found => found is null ? null : Opened(found))];

    public ValueTask<string?> FindIdAsync(string type, string uniqueIndex, string value, CancellationToken ct) =>
        store.FindIdAsync(type, uniqueIndex, blind.Value(uniqueIndex, value), ct);

    public async ValueTask<Page> QueryAsync(string type, KeyRange range, string? after, int limit, CancellationToken ct)
    {
        var page = await store.QueryAsync(type, range, after, limit, ct);
        if (!IsSealed(type))
        {
            return page;
        }
        var documents = new StoredDocument[page.Documents.Count];
        for (var i = 0; i < documents.Length; i++)
        {
            documents[i] = Opened(page.Documents[i]);
        }
        return page with { Documents = documents };
    }

    public ValueTask<KeyPage> QueryKeysAsync(string type, KeyRange range, string? after, int limit, CancellationToken ct) => store.QueryKeysAsync(type, range, after, limit, ct);

    public ValueTask<KeyPage> QueryKeysAsync(string type, KeyRange range, DocumentSet among, string? after, int limit, CancellationToken ct) =>
        store.QueryKeysAsync(type, range, among, after, limit, ct);

    public DocumentSet NewSet(string type) => store.NewSet(type);

    public async IAsyncEnumerable<StoredDocument> ScanAsync(string type, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var document in store.ScanAsync(type, ct))
        {
            yield return Opened(document);
        }
    }

    public long Count(string type) => store.Count(type);

    public async Task<Commit> CommitAsync(WriteBatch batch) => (await CommitGroupAsync([batch]))[0];

    /// <summary>Keys of new persons are durable before the batches go to the store. The batches are spent afterwards.</summary>
    public async Task<IReadOnlyList<Commit>> CommitGroupAsync(IReadOnlyList<WriteBatch> batches)
    {
        var added = await SealAsync(batches);
        try
        {
            var commits = await store.CommitGroupAsync(batches);
            if (commits[0].Replayed)
            {
                keys.Release(added);
            }
            return commits;
        }
        catch (Exception refused) when (refused is RevisionConflictException or DuplicateKeyException or RequestIdReusedException or StoreUnavailableException { DiskFull: true })
        {
            // Nothing was written, so nothing is sealed with them.
            keys.Release(added);
            throw;
        }
    }

    public ValueTask<Commit?> FindRequestAsync(string requestId, ulong digest, CancellationToken ct) => store.FindRequestAsync(requestId, digest, ct);

    public async IAsyncEnumerable<JournalEntry> ReadJournalAsync(long afterRevision, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var entry in store.ReadJournalAsync(afterRevision, ct))
        {
            yield return entry.Changes.Any(c => IsSealed(c.Type))
                ? entry with { Changes = [.. entry.Changes.Select(c => IsSealed(c.Type) ? c with { Opening = open } : c)] }
                : entry;
        }
    }

    public async IAsyncEnumerable<DocumentVersion> HistoryAsync(string type, string id, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var version in store.HistoryAsync(type, id, ct))
        {
            yield return IsSealed(type) && version.Body is { } body ? version with { Body = seal.Open(body, id) } : version;
        }
    }

    public async ValueTask<StoredDocument?> FindAtAsync(string type, string id, long atRevision, CancellationToken ct) =>
        await store.FindAtAsync(type, id, atRevision, ct) is { } found ? Opened(found) : null;

    public ValueTask<long> RevisionAtAsync(DateTimeOffset instant, CancellationToken ct) => store.RevisionAtAsync(instant, ct);

    public ValueTask<DateTimeOffset> InstantOfAsync(long revision, CancellationToken ct) => store.InstantOfAsync(revision, ct);

    public Task WaitPastAsync(long revision, CancellationToken ct) => store.WaitPastAsync(revision, ct);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    /// <summary>The slot of the key that a teacher is sealed with now; null when there is no such record.</summary>
    public async ValueTask<uint?> SlotOfAsync(string teacherId, CancellationToken ct) =>
        await store.FindAsync(Documents.Teachers.Name, teacherId, ct) is { } found ? IdentitySeal.SlotOf(found.Body.Span) : null;

    private static bool IsSealed(string type) => string.Equals(type, Documents.Teachers.Name, StringComparison.Ordinal);

    private StoredDocument Opened(StoredDocument document) => IsSealed(document.Type) ? document with { Body = seal.Open(document.Body, document.Id) } : document;

    /// <summary>Seals the teachers in place, so that an import is not held twice; returns the slots that are new.</summary>
    private async Task<IReadOnlyList<uint>> SealAsync(IReadOnlyList<WriteBatch> batches)
    {
        var slots = new Dictionary<string, uint>(StringComparer.Ordinal);
        var persons = new List<string>();
        foreach (var change in batches.SelectMany(b => b.Changes).Where(c => IsSealed(c.Type) && c.Body is not null))
        {
            if (change.Expected == 0)
            {
                persons.Add(change.Id);
            }
            else
            {
                slots[change.Id] = await SlotOfAsync(change.Id, CancellationToken.None)
                    ?? throw new RevisionConflictException(change.Type, change.Id, change.Expected, 0);
            }
        }
        IReadOnlyList<uint> added = persons.Count == 0 ? [] : await keys.AddAsync(persons.ConvertAll(IdentitySeal.PersonOf));
        for (var i = 0; i < persons.Count; i++)
        {
            slots[persons[i]] = added[i];
        }
        foreach (var batch in batches)
        {
            batch.Rewrite(
                change => IsSealed(change.Type)
                    ? change with { Body = change.Body is null ? null : seal.Seal(change.Body, slots[change.Id]), Keys = blind.Keys(change.Keys) }
                    : change,
                free => free with { Value = blind.Value(free.Index, free.Value) });
        }
        return added;
    }
}

/// <summary>
/// The index of ID numbers without the numbers: HMAC-SHA-256 with a key of its own. A hash without a key would be worthless, because all
/// numbers there are can be tried in seconds.
/// </summary>
internal sealed class BlindIndex(byte[] key)
{
    public const string Purpose = "blind index";

    public string Value(string index, string value) =>
        index == Documents.IdNumberIndex ? Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(value))) : value;

    public IReadOnlyList<IndexKey> Keys(IReadOnlyList<IndexKey> keys) => [.. keys.Select(k => k with { Value = Value(k.Index, k.Value) })];
}
