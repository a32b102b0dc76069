using static Faculty.Storage.Tests.StoreTesting;

namespace Faculty.Storage.Tests;

public abstract partial class RegistryStoreContract
{
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
    public async Task An_entry_may_tell_what_happened_without_a_document()
    {
        await Store.CommitAsync(new WriteBatch("clerk", "Look") { Reason = "asked", Details = new byte[] { 1, 2, 3 } });
        await Store.InsertAsync("1", A());
        await Store.CommitAsync(new WriteBatch("clerk", "Both") { Details = new byte[] { 4 }, Outcome = new byte[] { 5 } }.Insert(Card.Type, "2", A("b")));
        await ReopenAsync();

        var entries = await Store.ReadJournalAsync(0, None).ToListAsync();

        Assert.Equal(["Look", "test", "Both"], entries.Select(e => e.Action));
        Assert.Equal([[1, 2, 3], [], [4]], entries.Select(e => e.Details.ToArray()));
        Assert.Equal([0, 1, 1], entries.Select(e => e.Changes.Count));
        Assert.Equal((1, "clerk", "asked"), (entries[0].Revision, entries[0].Actor, entries[0].Reason));
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
}
