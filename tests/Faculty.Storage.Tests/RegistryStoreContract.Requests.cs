using static Faculty.Storage.Tests.StoreTesting;

namespace Faculty.Storage.Tests;

public abstract partial class RegistryStoreContract
{
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
}
