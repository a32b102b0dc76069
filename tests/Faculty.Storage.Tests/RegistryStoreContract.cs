using static Faculty.Storage.Tests.StoreTesting;

namespace Faculty.Storage.Tests;

/// <summary>What every store must do. A backend proves itself by inheriting this class.</summary>
public abstract class RegistryStoreContract : IAsyncLifetime
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
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_scan_visits_every_document_once_in_id_order()
    {
        for (var i = 0; i < 600; i++) await Store.InsertAsync($"{i * 7919 % 600:D3}", A());
        Assert.Equal(Enumerable.Range(0, 600).Select(i => $"{i:D3}"), (await Store.ScanAsync("card", None).ToListAsync()).Select(d => d.Id));
    }

    [Fact]
    public async Task Revisions_are_dense_and_the_journal_holds_them_all_under_parallel_writers()
    {
        var commits = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => Store.InsertAsync($"{i:D2}", A(code: $"c{i}")))));

        var journal = await Store.ReadJournalAsync(0, None).ToListAsync();

        Assert.Equal(Enumerable.Range(1, 60).Select(i => (long)i), commits.Select(c => c.Revision).Order());
        Assert.Equal(Enumerable.Range(1, 60).Select(i => (long)i), journal.Select(e => e.Revision));
        Assert.Equal(commits.OrderBy(c => c.Revision).Select(c => c.Documents[0].Id), journal.Select(e => e.Changes[0].Id));
        Assert.Equal(journal.Skip(40).Select(e => e.Revision), (await Store.ReadJournalAsync(40, None).ToListAsync()).Select(e => e.Revision));
    }

    [Fact]
    public async Task A_journal_entry_tells_who_did_what_why_and_what_was_replaced()
    {
        Clock.Now = Clock.Now.AddDays(1);
        await Store.InsertAsync("1", A());
        var read = await Store.FindAsync(Card.Type, "1", None);
        var request = Guid.NewGuid().ToString();
        await Store.CommitAsync(new WriteBatch("clerk", "Correct") { Reason = "typo", RequestId = request }.Replace(Card.Type, read!, A("next")));
        await Store.RemoveAsync("1");

        var entries = await Store.ReadJournalAsync(1, None).ToListAsync();

        Assert.Equal((2, Clock.Now, "clerk", "Correct", "typo", request),
            (entries[0].Revision, entries[0].Instant, entries[0].Actor, entries[0].Action, entries[0].Reason, entries[0].RequestId));
        Assert.Equal((1, "next"), (entries[0].Changes[0].Replaced, Card.Type.Read(entries[0].Changes[0].Body!.Value).Words));
        Assert.Equal((2, null), (entries[1].Changes[0].Replaced, entries[1].Changes[0].Body));
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
    public async Task A_repeated_request_answers_the_first_commit_also_after_a_restart()
    {
        WriteBatch Request() => new WriteBatch("tester", "test") { RequestId = "r1", RequestDigest = 7, Outcome = new byte[] { 1, 2 } }.Insert(Card.Type, "1", A());
        var first = await Store.CommitAsync(Request());
        await Store.InsertAsync("2", A());

        var again = await Store.CommitAsync(Request());
        await ReopenAsync();
        var later = await Store.CommitAsync(Request());
        var found = await Store.FindRequestAsync("r1", 7, None);

        Assert.False(first.Replayed);
        foreach (var repeat in new[] { again, later, found! })
        {
            Assert.True(repeat.Replayed);
            Assert.Equal((first.Revision, first.Instant), (repeat.Revision, repeat.Instant));
            Assert.Equal(first.Documents, repeat.Documents);
            Assert.Equal([1, 2], repeat.Outcome.ToArray());
        }
        Assert.Equal(2, Store.Revision);
        Assert.Null(await Store.FindRequestAsync("r2", 7, None));
    }

    [Fact]
    public async Task A_request_id_with_another_digest_is_refused()
    {
        await Store.CommitAsync(Batch("r1", 7).Insert(Card.Type, "1", A()));
        await Assert.ThrowsAsync<RequestIdReusedException>(() => Store.CommitAsync(Batch("r1", 8).Insert(Card.Type, "2", A())));
        await Assert.ThrowsAsync<RequestIdReusedException>(async () => await Store.FindRequestAsync("r1", 8, None));
    }

    [Fact]
    public async Task Parallel_repeats_of_a_request_have_one_effect()
    {
        for (var round = 0; round < 20; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
                Store.CommitAsync(Batch($"r{round}", 1).Insert(Card.Type, $"{round}-{i}", A())))));
            Assert.Single(answers.Select(a => a.Revision).Distinct());
            Assert.Equal(1, answers.Count(a => !a.Replayed));
        }
        Assert.Equal(20, Store.Count("card"));
    }

    [Fact]
    public async Task A_refused_request_may_be_tried_again_under_its_id()
    {
        await Store.InsertAsync("1", A(code: "c"));
        await Assert.ThrowsAsync<DuplicateKeyException>(() => Store.CommitAsync(Batch("r", 1).Insert(Card.Type, "2", A(code: "c"))));
        Assert.False((await Store.CommitAsync(Batch("r", 1).Insert(Card.Type, "2", A(code: "d")))).Replayed);
    }

    [Fact]
    public async Task A_request_id_is_forgotten_after_seven_days()
    {
        await Store.CommitAsync(Batch("r", 1).Insert(Card.Type, "1", A()));
        Clock.Now = Clock.Now.AddDays(7);
        Assert.True((await Store.CommitAsync(Batch("r", 1).Insert(Card.Type, "2", A()))).Replayed);
        Clock.Now = Clock.Now.AddSeconds(1);
        Assert.False((await Store.CommitAsync(Batch("r", 1).Insert(Card.Type, "2", A()))).Replayed);
    }

    [Fact]
    public async Task A_group_is_written_whole_or_not_at_all()
    {
        await Store.InsertAsync("taken", A(code: "c"));
        await Assert.ThrowsAsync<DuplicateKeyException>(() =>
            Store.CommitGroupAsync([Batch("g", 1).Insert(Card.Type, "1", A()), Batch().Insert(Card.Type, "2", A(code: "c"))]));
        Assert.Null(await Store.FindAsync(Card.Type, "1", None));

        var commits = await Store.CommitGroupAsync([Batch("g", 1).Insert(Card.Type, "1", A()), Batch().Insert(Card.Type, "2", A())]);
        await ReopenAsync();
        var again = await Store.CommitGroupAsync([Batch("g", 1).Insert(Card.Type, "1", A()), Batch().Insert(Card.Type, "2", A())]);

        Assert.Equal([2L, 3L], commits.Select(c => c.Revision));
        Assert.Equal([2L, 3L], again.Select(c => c.Revision));
        Assert.All(again, c => Assert.True(c.Replayed));
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
    public async Task History_tells_every_version_newest_first_through_removal_and_return()
    {
        await Store.InsertAsync("1", A("a"));
        await Store.InsertAsync("noise", A("x"));
        await Store.ReplaceAsync("1", A("b"));
        await Store.RemoveAsync("1");
        await Store.InsertAsync("1", A("c"));
        await ReopenAsync();

        var versions = await Store.HistoryAsync("card", "1", None).ToListAsync();

        Assert.Equal([(5, "c"), (4, null), (3, "b"), (1, "a")], versions.Select(v => (v.Revision, v.Body is { } body ? Card.Type.Read(body).Words : null)));
        Assert.All(versions, v => Assert.Equal(("tester", "test", Clock.Now), (v.Actor, v.Action, v.Instant)));
        string?[] known = [null, "a", "a", "b", null, "c", "c"];
        Assert.Equal(known, await Task.WhenAll(Enumerable.Range(0, 7).Select(async at =>
            (await Store.FindAtAsync(Card.Type, "1", at, None))?.Value.Words)));
        Assert.Empty(await Store.HistoryAsync("card", "never", None).ToListAsync());
    }

    [Fact]
    public async Task Instants_never_go_back_and_name_the_revision_known_then()
    {
        var start = Clock.Now;
        for (var i = 0; i < 40; i++)
        {
            Clock.Now = start.AddMinutes(i == 20 ? -100 : i);
            await Store.InsertAsync($"{i}", A());
        }
        Assert.Equal(0, await Store.RevisionAtAsync(start.AddTicks(-1), None));
        Assert.Equal(1, await Store.RevisionAtAsync(start, None));
        Assert.Equal(19, await Store.RevisionAtAsync(start.AddMinutes(18.5), None));
        Assert.Equal(21, await Store.RevisionAtAsync(start.AddMinutes(19), None));
        Assert.Equal(40, await Store.RevisionAtAsync(start.AddYears(1), None));
        Assert.Equal(start.AddMinutes(19), await Store.InstantOfAsync(21, None));
        Assert.Equal(start.AddMinutes(21), await Store.InstantOfAsync(22, None));
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
