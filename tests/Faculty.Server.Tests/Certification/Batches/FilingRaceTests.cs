using Faculty.Server.Tests.Certification.Applications;
using Faculty.Storage;
using ApplicationState = Faculty.Domain.Certification.Applications.ApplicationState;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;

namespace Faculty.Server.Tests.Certification.Batches;

/// <summary>Applications that are made while their batch ends them all.</summary>
public sealed class FilingRaceTests
{
    [Theory]
    [InlineData("CancelBatch")]
    [InlineData("CloseBatch")]
    public async Task A_draft_made_between_the_reading_and_the_commit_ends_with_the_others(string verb)
    {
        Func<Task>? between = null;
        await using var server = await TestServer.StartAsync(with: o => o with { StoreBetween = store => new StoreBetween(store, b => Between(store, b)) });
        await server.AddTreeAsync();
        await Rules.Packs.ActivateAsync(server, Filing.Rules());
        await server.InsertAsync(Filing.Batch(Filing.Code, BatchState.Open));
        var (one, other) = (await server.PractisedAsync("甲"), await server.PractisedAsync("乙"));
        await server.Applications.CreateApplicationsAsync(Filing.New(one.TeacherId));
        between = () => server.Applications.CreateApplicationsAsync(Filing.New(other.TeacherId)).ResponseAsync;

        if (verb == "CancelBatch")
        {
            Assert.Equal(2, (await server.Batches.CancelBatchAsync(new() { Code = Filing.Code, Explanation = "计划调整" })).WithdrawnCount);
        }
        else
        {
            Assert.Equal(2, (await server.Batches.CloseBatchAsync(new() { Code = Filing.Code, DropDrafts = true })).DraftCount);
        }

        Assert.Null(between);
        Assert.Equal([ApplicationState.Withdrawn, ApplicationState.Withdrawn], (await server.ApplicationsAsync(Filing.Code)).Select(a => a.State));

        Task<Commit>? Between(IRegistryStore store, WriteBatch batch)
        {
            if (between is not { } once || !batch.Action.EndsWith($"/{verb}", StringComparison.Ordinal))
            {
                return null;
            }
            between = null;
            return OnceAsync();

            async Task<Commit> OnceAsync()
            {
                await once();
                return await store.CommitAsync(batch);
            }
        }
    }
}
