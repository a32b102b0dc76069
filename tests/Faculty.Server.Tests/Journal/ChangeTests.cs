using Faculty.Domain.Tests.Metrics;
using Faculty.Server.Tests.Metrics;
using Faculty.Server.Access;
using Faculty.V1;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Journal;

public sealed class ChangeTests
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_write_is_one_entry_saying_who_did_what_to_which_record()
    {
        await using var server = await TestServer.StartAsync();
        var id = Guid.NewGuid().ToString();
        var created = await server.Organisations.CreateOrganisationAsync(With(Create(County, OrganisationKind.County, "高平市"), id));

        var changes = (await server.Changes.ListChangesAsync(new())).Changes;
        var change = Assert.Single(changes.Skip(TestServer.Empty));
        var caller = changes[0].Documents.Single(d => d.Type == "account").Id;
        Assert.Equal((TestServer.Empty + 1, caller, "faculty.v1.OrganisationService/CreateOrganisation", id), (change.Revision, change.Actor, change.Action, change.RequestId));
        Assert.Equal(created.ChangeToken, change.ChangeToken);
        Assert.Contains(change.Documents, d => d.Type == "organisation" && d.Id == created.Organisation.OrganisationId && d.ReplacedRevision == 0);
    }

    [Fact]
    public async Task Pages_and_stream_give_the_same_changes()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();

        var paged = new List<Change>();
        var request = new ListChangesRequest { PageSize = 2 };
        do
        {
            var page = await server.Changes.ListChangesAsync(request);
            paged.AddRange(page.Changes);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        var streamed = await server.Changes.StreamChanges(new()).AllAsync().SelectMany(m => m.Changes.ToAsyncEnumerable()).ToListAsync();

        Assert.Equal(Enumerable.Range(1, TestServer.Empty + 6).Select(r => (long)r), paged.Select(c => c.Revision));
        Assert.Equal(paged, streamed);
        Assert.Equal(paged.Skip(2), (await server.Changes.ListChangesAsync(new() { AfterChangeToken = paged[1].ChangeToken })).Changes);
    }

    [Fact]
    public async Task A_page_of_entries_that_name_many_documents_ends_early_and_is_continued()
    {
        await using var server = await TestServer.StartAsync();
        var county = WorkedCases.Tree.All.First();
        for (var entry = 0; entry < 3; entry++)
        {
            await server.PutAsync(Enumerable.Range(0, 6_000).Select(i => county with { Code = $"C{i}" }));
        }

        var first = await server.Changes.ListChangesAsync(new() { PageSize = 500 });
        Assert.Equal([TestServer.Empty, TestServer.Empty + 1, TestServer.Empty + 2], first.Changes.Select(c => c.Revision));
        var rest = await server.Changes.ListChangesAsync(new() { PageSize = 500, PageToken = first.NextPageToken });
        Assert.Equal((TestServer.Empty + 3, ""), (Assert.Single(rest.Changes).Revision, rest.NextPageToken));
    }

    [Fact]
    public async Task A_watch_says_where_it_stands_and_then_every_change()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { KeepAlive = Never });
        await server.AddTreeAsync();
        using var watch = server.Changes.WatchChanges(new());

        var start = await NextAsync(watch);
        Assert.Empty(start.Changes);
        await server.Organisations.RenameOrganisationAsync(Rename(1));
        await server.Organisations.RenameOrganisationAsync(Rename(2));

        var seen = new List<Change>();
        while (seen.Count < 2)
        {
            seen.AddRange((await NextAsync(watch)).Changes);
        }
        Assert.Equal([TestServer.Empty + 7, TestServer.Empty + 8], seen.Select(c => c.Revision));
    }

    [Fact]
    public async Task A_watch_resumes_without_a_gap_also_on_a_restarted_server()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { KeepAlive = Never });
        await server.AddTreeAsync();
        string token;
        using (var watch = server.Changes.WatchChanges(new()))
        {
            token = (await NextAsync(watch)).ChangeToken;
        }
        await server.Organisations.RenameOrganisationAsync(Rename(1));
        await server.RestartAsync();
        await server.Organisations.RenameOrganisationAsync(Rename(2));

        using var resumed = server.Changes.WatchChanges(new() { AfterChangeToken = token });
        var seen = new List<Change>();
        while (seen.Count < 2)
        {
            seen.AddRange((await NextAsync(resumed)).Changes);
        }
        Assert.Equal([TestServer.Empty + 7, TestServer.Empty + 8], seen.Select(c => c.Revision));
    }

    [Fact]
    public async Task An_idle_watch_says_that_it_is_alive()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { KeepAlive = TimeSpan.FromMilliseconds(1) });
        await server.AddTreeAsync();
        using var watch = server.Changes.WatchChanges(new());

        var start = await NextAsync(watch);
        var alive = await NextAsync(watch);
        Assert.Empty(alive.Changes);
        Assert.Equal(start.ChangeToken, alive.ChangeToken);
    }

    [Fact]
    public async Task A_stopping_server_ends_watches_with_a_reason_to_come_back()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { KeepAlive = Never });
        using var watch = server.Changes.WatchChanges(new());
        await NextAsync(watch);

        server.Server.BeginStop();

        Calls.Refused(ErrorReason.ShuttingDown, await Assert.ThrowsAsync<RpcException>(() => NextAsync(watch)));
    }

    [Fact]
    public async Task A_position_not_reached_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var last = (await server.Changes.ListChangesAsync(new())).Changes[^1];
        var tokens = server.Server.Services.GetRequiredService<CallerTokens>();
        Assert.Equal(last.ChangeToken, tokens.Change(last.Actor, last.Revision));
        var token = tokens.Change(last.Actor, last.Revision + 1);

        var refused = await Calls.RefusedAsync(ErrorReason.ChangeTokenTooNew, server.Changes.ListChangesAsync(new() { AfterChangeToken = token }));
        Assert.Equal($"{last.Revision}", refused.Fact("revision"));
        await Calls.RefusedAsync(ErrorReason.ChangeTokenTooNew, server.Changes.WatchChanges(new() { AfterChangeToken = token }));
        await Calls.RefusedAsync(ErrorReason.InvalidChangeToken, server.Changes.WatchChanges(new() { AfterChangeToken = "AAAAAAAAAAAAAAAA" }));
        await Calls.RefusedAsync(ErrorReason.InvalidChangeToken, server.Changes.ListChangesAsync(new() { AfterChangeToken = "nonsense" }));
        await Calls.RefusedAsync(ErrorReason.InvalidChangeToken, server.Changes.ListChangesAsync(new() { AfterChangeToken = tokens.Change(last.Actor, -1) }));
    }

    private static async Task<WatchChangesResponse> NextAsync(AsyncServerStreamingCall<WatchChangesResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        return watch.ResponseStream.Current;
    }

    private static RenameOrganisationRequest Rename(int n) => new() { Code = School, Name = $"名称{n}", StartDate = Day(2025, 1, n) };

    private static CreateOrganisationRequest With(CreateOrganisationRequest request, string requestId)
    {
        request.RequestId = requestId;
        return request;
    }
}
