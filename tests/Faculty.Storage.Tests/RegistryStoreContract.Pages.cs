using static Faculty.Storage.Tests.StoreTesting;

namespace Faculty.Storage.Tests;

public abstract partial class RegistryStoreContract
{
    [Fact]
    public async Task Pages_follow_key_then_id_and_the_last_has_no_next()
    {
        foreach (var id in new[] { "3", "1", "2", "10" }) await Store.InsertAsync(id, A(shelf: "b"));
        await Store.InsertAsync("9", A(shelf: "a"));

        var first = await Store.QueryAsync("card", KeyRange.All("shelf"), null, 3, None);
        var second = await Store.QueryAsync("card", KeyRange.All("shelf"), first.Next, 3, None);

        Assert.Equal(["9", "1", "10"], first.Documents.Select(d => d.Id));
        Assert.Equal(["2", "3"], second.Documents.Select(d => d.Id));
        Assert.Null(second.Next);
        Assert.Equal(["1", "10", "2", "3"], await Store.IdsAsync(KeyRange.Exactly("shelf", "b")));
        Assert.Empty(await Store.IdsAsync(KeyRange.Exactly("shelf", "ab")));
        Assert.Equal(["9"], await Store.IdsAsync(new("shelf", "a", "b")));
    }

    [Fact]
    public async Task Pages_of_keys_are_the_pages_without_the_documents()
    {
        foreach (var id in new[] { "3", "1", "2" }) await Store.InsertAsync(id, A(shelf: "b"));
        await Store.InsertAsync("9", A(shelf: "a"));

        var first = await Store.QueryKeysAsync("card", KeyRange.All("shelf"), null, 3, None);
        var second = await Store.QueryKeysAsync("card", KeyRange.All("shelf"), first.Next, 3, None);

        Assert.Equal([new("a", "9"), new("b", "1"), new("b", "2")], first.Entries);
        Assert.Equal([new("b", "3")], second.Entries);
        var documents = await Store.QueryAsync("card", KeyRange.All("shelf"), null, 3, None);
        Assert.Equal(first.Entries, documents.Documents.Zip(documents.Keys, (document, key) => new KeyEntry(key, document.Id)));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Keys_are_paged_among_the_documents_of_a_set()
    {
        foreach (var id in new[] { "3", "1", "2", "4" }) await Store.InsertAsync(id, A(shelf: "b"));
        await Store.InsertAsync("9", A(shelf: "a"));
        var some = Store.NewSet("card");
        Assert.Empty((await Store.QueryKeysAsync("card", KeyRange.All("shelf"), some, null, 3, None)).Entries);
        foreach (var id in new[] { "9", "3", "2", "never" }) some.Put(id, isIn: true);
        some.Put("9", isIn: false);
        some.Put("4", isIn: true);

        var first = await Store.QueryKeysAsync("card", KeyRange.All("shelf"), some, null, 2, None);
        var second = await Store.QueryKeysAsync("card", KeyRange.All("shelf"), some, first.Next, 2, None);

        Assert.Equal([new("b", "2"), new("b", "3")], first.Entries);
        Assert.Equal([new("b", "4")], second.Entries);
        Assert.Null(second.Next);
        Assert.Equal(3, some.Count);
        Assert.Equal(["2", "3", "4"], some.Ids().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_scan_visits_every_document_once_in_id_order()
    {
        for (var i = 0; i < 600; i++) await Store.InsertAsync($"{i * 7919 % 600:D3}", A());
        Assert.Equal(Enumerable.Range(0, 600).Select(i => $"{i:D3}"), (await Store.ScanAsync("card", None).ToListAsync()).Select(d => d.Id));
    }
}
