using static Faculty.Storage.Tests.StoreTesting;

namespace Faculty.Storage.Tests;

/// <summary>What every store must do. A backend proves itself by inheriting this class.</summary>
public abstract partial class RegistryStoreContract : IAsyncLifetime
{
    private protected TestClock Clock { get; } = new();

    protected IRegistryStore Store { get; private set; } = null!;

    protected abstract Task<IRegistryStore> OpenAsync(TimeProvider clock);

    public virtual async Task InitializeAsync() => Store = await OpenAsync(Clock);

    public virtual async Task DisposeAsync() => await Store.DisposeAsync();

    /// <summary>Closes the store and opens it again on the same data.</summary>
    protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = await OpenAsync(Clock);
    }

    [Fact]
    public async Task A_document_reads_back_as_it_was_written()
    {
        var card = A("  𠮷王 plain ");
        var commit = await Store.InsertAsync("1", card);

        var read = await Store.FindAsync(Card.Type, "1", None);

        Assert.Equal(new Stored<Card>("1", commit.Revision, card), read);
        Assert.Equal(1, Store.Count("card"));
    }

    [Fact]
    public async Task A_second_insert_of_an_id_is_refused_and_names_the_revision()
    {
        var first = await Store.InsertAsync("1", A());
        var refused = await Assert.ThrowsAsync<RevisionConflictException>(() => Store.InsertAsync("1", A()));
        Assert.Equal(("card", "1", 0, first.Revision), (refused.Type, refused.Id, refused.Expected, refused.Actual));
    }

    [Fact]
    public async Task A_taken_unique_key_is_refused_and_nothing_is_written()
    {
        await Store.InsertAsync("1", A(code: "c"));

        var refused = await Assert.ThrowsAsync<DuplicateKeyException>(() =>
            Store.CommitAsync(Batch().Insert(Card.Type, "2", A()).Insert(Card.Type, "3", A(code: "c"))));

        Assert.Equal(("card", "code", "c", "1", "3"), (refused.Type, refused.Index, refused.Value, refused.OwnerId, refused.RefusedId));
        Assert.Null(await Store.FindAsync(Card.Type, "2", None));
        Assert.Equal(1, Store.Revision);
        Assert.DoesNotContain("\"c\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_batch_may_hand_a_unique_key_from_one_document_to_another()
    {
        await Store.InsertAsync("1", A(code: "c"));
        var read = await Store.FindAsync(Card.Type, "1", None);
        await Store.CommitAsync(Batch().Insert(Card.Type, "2", A(code: "c")).Replace(Card.Type, read!, A(code: "d")));
        Assert.Equal("2", await Store.FindIdAsync("card", "code", "c", None));
        Assert.Equal("1", await Store.FindIdAsync("card", "code", "d", None));
    }

    [Fact]
    public async Task Two_documents_of_one_batch_cannot_share_a_unique_key() =>
        await Assert.ThrowsAsync<DuplicateKeyException>(() => Store.CommitAsync(Batch().Insert(Card.Type, "1", A(code: "c")).Insert(Card.Type, "2", A(code: "c"))));

    [Fact]
    public async Task A_removed_document_frees_its_keys_and_its_id()
    {
        await Store.InsertAsync("1", A(code: "c"));
        await Store.RemoveAsync("1");
        Assert.Null(await Store.FindAsync(Card.Type, "1", None));
        Assert.Null(await Store.FindIdAsync("card", "code", "c", None));
        Assert.Empty(await Store.IdsAsync(KeyRange.All("shelf")));
        Assert.Equal(0, Store.Count("card"));
        await Store.InsertAsync("1", A(code: "c"));
        Assert.Equal("1", await Store.FindIdAsync("card", "code", "c", None));
    }

    [Fact]
    public async Task Types_do_not_share_ids_or_keys()
    {
        await Store.CommitAsync(Batch().Insert(Card.Type, "1", A(code: "c")).Insert(Card.Other, "1", A("other", code: "c")));
        Assert.Equal("other", (await Store.FindAsync(Card.Other, "1", None))!.Value.Words);
        Assert.Equal("plain", (await Store.FindAsync(Card.Type, "1", None))!.Value.Words);
    }

    [Fact]
    public async Task Ids_and_keys_tell_upper_from_lower_case()
    {
        await Store.CommitAsync(Batch().Insert(Card.Type, "a", A(code: "x")).Insert(Card.Type, "A", A(code: "X")));
        Assert.Equal(["A", "a"], await Store.IdsAsync(KeyRange.All("shelf")));
        Assert.Equal("A", await Store.FindIdAsync("card", "code", "X", None));
    }

    [Fact]
    public async Task A_group_of_25000_documents_is_taken_in_and_found_by_its_keys()
    {
        var batches = Enumerable.Range(0, 5).Select(b => Enumerable.Range(b * 5000, 5000).Aggregate(Batch(), (batch, i) =>
            batch.Insert(Card.Type, $"{i:x32}", A($"w{i % 100}", code: $"c{i}", shelf: $"s{i % 10}")))).ToList();
        await Store.CommitGroupAsync(batches);
        Assert.Equal(25_000, Store.Count("card"));
        Assert.Equal($"{4321:x32}", await Store.FindIdAsync("card", "code", "c4321", None));
        Assert.Equal(Enumerable.Range(0, 2500).Select(i => $"{i * 10 + 3:x32}"), await Store.IdsAsync(KeyRange.Exactly("shelf", "s3"), 500));
    }

    [Fact]
    public async Task A_thousand_watchers_wake_at_the_next_revision()
    {
        var waiting = Enumerable.Range(0, 1000).Select(_ => Store.WaitPastAsync(0, None)).ToList();
        Assert.DoesNotContain(waiting, w => w.IsCompleted);
        await Store.InsertAsync("1", A());
        await Task.WhenAll(waiting);
        await Store.WaitPastAsync(0, None);
        using var cancel = new CancellationTokenSource();
        var cancelled = Store.WaitPastAsync(1, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
    }

    [Fact]
    public async Task Everything_is_there_after_a_restart()
    {
        for (var i = 0; i < 300; i++) await Store.InsertAsync($"{i:D3}", A($"w{i % 7} 王", code: $"c{i}"));
        for (var i = 0; i < 100; i++) await Store.ReplaceAsync($"{i * 2:D3}", A("moved", code: $"d{i}", shelf: "t"));
        await ReopenAsync();
        Assert.Equal(400, Store.Revision);
        Assert.Equal(300, Store.Count("card"));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i * 2:D3}"), await Store.IdsAsync(KeyRange.Exactly("shelf", "t")));
        Assert.Null(await Store.FindIdAsync("card", "code", "c0", None));
        Assert.Equal("010", await Store.FindIdAsync("card", "code", "d5", None));
        Assert.Equal(401, (await Store.InsertAsync("new", A())).Revision);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_batches_leave_the_store_as_a_plain_model_says(int seed)
    {
        var run = new ModelRun(seed);
        for (var round = 0; round < 4; round++)
        {
            for (var i = 0; i < 150; i++) await run.StepAsync(Store);
            await run.CompareAsync(Store);
            await ReopenAsync();
            await run.CompareAsync(Store);
        }
    }
}
