namespace Faculty.Storage.Tests;

internal static class StoreTesting
{
    public static readonly CancellationToken None = CancellationToken.None;

    public static WriteBatch Batch(string? request = null, ulong digest = 0) => new("tester", "test") { RequestId = request, RequestDigest = digest };

    public static Card A(string words = "plain", string? code = null, string shelf = "s") => new(shelf, code, words);

    /// <summary>Words of about so many bytes with one key.</summary>
    public static string Long(int bytes) => string.Join(' ', Enumerable.Repeat("w", bytes / 2));

    public static Task<Commit> InsertAsync(this IRegistryStore store, string id, Card card) => store.CommitAsync(Batch().Insert(Card.Type, id, card));

    public static async Task<Commit> ReplaceAsync(this IRegistryStore store, string id, Card next) =>
        await store.CommitAsync(Batch().Replace(Card.Type, (await store.FindAsync(Card.Type, id, None))!, next));

    public static async Task<Commit> RemoveAsync(this IRegistryStore store, string id) =>
        await store.CommitAsync(Batch().Remove(Card.Type, (await store.FindAsync(Card.Type, id, None))!));

    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> source)
    {
        var list = new List<T>();
        await foreach (var item in source) list.Add(item);
        return list;
    }

    /// <summary>All ids of a range, a page at a time.</summary>
    public static async Task<List<string>> IdsAsync(this IRegistryStore store, KeyRange range, int limit = 7)
    {
        var ids = new List<string>();
        string? after = null;
        do
        {
            var page = await store.QueryAsync("card", range, after, limit, None);
            ids.AddRange(page.Documents.Select(d => d.Id));
            after = page.Next;
        }
        while (after is not null);
        return ids;
    }
}

/// <summary>A clock a test moves.</summary>
internal sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>A directory of its own, gone at the end; in memory where there is such a place, since most tests are not about the disk.</summary>
internal sealed class TestDirectory(bool onDisk = false)
{
    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(!onDisk && Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath(), $"faculty-store-{Guid.NewGuid():n}")).FullName;

    public void Delete() => Directory.Delete(Path, recursive: true);
}
