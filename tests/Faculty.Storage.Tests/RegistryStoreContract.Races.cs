using static Faculty.Storage.Tests.StoreTesting;

namespace Faculty.Storage.Tests;

public abstract partial class RegistryStoreContract
{
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
}
