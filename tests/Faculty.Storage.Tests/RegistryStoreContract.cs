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
    public async Task A_stale_replace_is_refused()
    {
        await Store.InsertAsync("1", A());
        var read = await Store.FindAsync(Card.Type, "1", None);
        await Store.ReplaceAsync("1", A("first"));
        await Assert.ThrowsAsync<RevisionConflictException>(() => Store.CommitAsync(Batch().Replace(Card.Type, read!, A("second"))));
        Assert.Equal("first", (await Store.FindAsync(Card.Type, "1", None))!.Value.Words);
    }

    [Fact]
    public async Task A_batch_holds_only_while_what_it_relies_on_stands()
    {
        await Store.InsertAsync("guard", A());
        var guard = await Store.FindAsync(Card.Type, "guard", None);
        await Store.CommitAsync(Batch().RelyOn(Card.Type, guard!).RelyOnAbsence(Card.Type, "rival").Insert(Card.Type, "1", A()));
        await Store.ReplaceAsync("guard", A("moved"));
        await Store.InsertAsync("rival", A());

        await Assert.ThrowsAsync<RevisionConflictException>(() => Store.CommitAsync(Batch().RelyOn(Card.Type, guard!).Insert(Card.Type, "2", A())));
        await Assert.ThrowsAsync<RevisionConflictException>(() => Store.CommitAsync(Batch().RelyOnAbsence(Card.Type, "rival").Insert(Card.Type, "2", A())));
        Assert.Null(await Store.FindAsync(Card.Type, "2", None));
    }

    [Fact]
    public async Task A_batch_holds_only_while_the_keys_it_relies_on_are_free()
    {
        await Store.CommitAsync(Batch().RelyOnFree(Card.Type, "code", "c").Insert(Card.Type, "1", A(code: "c")));
        await Store.CommitAsync(Batch().RelyOnFree(Card.Other, "code", "c").RelyOnFree(Card.Type, "code", "C").Insert(Card.Other, "1", A()));

        var refused = await Assert.ThrowsAsync<RevisionConflictException>(() => Store.CommitAsync(Batch().RelyOnFree(Card.Type, "code", "c").Insert(Card.Type, "2", A())));

        Assert.Equal(("card", "1", 0, 1), (refused.Type, refused.Id, refused.Expected, refused.Actual));
        Assert.Null(await Store.FindAsync(Card.Type, "2", None));
        await Store.ReplaceAsync("1", A(code: "d"));
        await Store.CommitAsync(Batch().RelyOnFree(Card.Type, "code", "c").Insert(Card.Type, "2", A()));
    }

    [Fact]
    public async Task A_key_that_an_earlier_batch_of_the_group_took_is_not_free()
    {
        await Assert.ThrowsAsync<RevisionConflictException>(() => Store.CommitGroupAsync(
            [Batch().Insert(Card.Type, "1", A(code: "c")), Batch().RelyOnFree(Card.Type, "code", "c").Insert(Card.Type, "2", A())]));
        Assert.Equal(0, Store.Revision);
    }

    [Fact]
    public async Task Of_a_batch_that_takes_a_key_and_one_that_relies_on_it_the_second_never_comes_after_the_first()
    {
        var refusals = 0;
        for (var i = 0; i < 300; i++)
        {
            var took = Store.InsertAsync($"a{i}", A(code: $"{i}"));
            var relied = Store.CommitAsync(Batch().RelyOnFree(Card.Type, "code", $"{i}").Insert(Card.Type, $"b{i}", A()));
            try { Assert.True((await relied).Revision < (await took).Revision); }
            catch (RevisionConflictException) { refusals++; }
            await took;
        }
        Assert.InRange(refusals, 1, 300);
    }

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

    [Fact]
    public async Task Parallel_replaces_of_one_revision_let_exactly_one_through()
    {
        await Store.InsertAsync("1", A());
        var read = await Store.FindAsync(Card.Type, "1", None);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            try { await Store.CommitAsync(Batch().Replace(Card.Type, read!, A($"{i}"))); return 1; }
            catch (RevisionConflictException) { return 0; }
        })));
        Assert.Equal(1, outcomes.Sum());
    }

    [Fact]
    public async Task Parallel_inserts_of_one_unique_key_let_exactly_one_through()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            try { await Store.InsertAsync($"{i}", A(code: "one")); return 1; }
            catch (DuplicateKeyException) { return 0; }
        })));
        Assert.Equal(1, outcomes.Sum());
        Assert.Equal(1, Store.Count("card"));
    }

    [Fact]
    public async Task No_increment_is_lost_between_eight_writers()
    {
        await Store.InsertAsync("n", A("0"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < 50;)
            {
                var read = await Store.FindAsync(Card.Type, "n", None);
                try { await Store.CommitAsync(Batch().Replace(Card.Type, read!, A($"{int.Parse(read!.Value.Words) + 1}"))); done++; }
                catch (RevisionConflictException) { }
            }
        })));
        Assert.Equal("400", (await Store.FindAsync(Card.Type, "n", None))!.Value.Words);
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
