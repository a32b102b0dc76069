using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Access;

/// <summary>The change feed and the tokens that continue it, by caller.</summary>
public sealed class FeedScopeTests
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_feed_holds_the_entries_about_the_callers_organisations_and_persons()
    {
        await using var server = await StartAsync();
        var own = await server.HireAsync();
        var foreign = await server.HireAtAsync("JC", "李华");
        await server.Teachers.StartEngagementAsync(new() { TeacherId = foreign.TeacherId, Engagement = External(School), Post = People.Specialty() });
        await server.Teachers.RecordHonourAsync(new() { TeacherId = own.TeacherId, Honour = new() { Title = "名师", Level = "县级" } });
        ChangeService.ChangeServiceClient auditor = new(await server.AsAsync(Role.Auditor, School));

        var whole = await AllAsync(server.Changes);
        var seen = await AllAsync(auditor);
        string[] expected = ["CreateOrganisation", "CreateOrganisation", "CreateOrganisation", "CreateOrganisation", "CreateOrganisation", "CreateTeacher", "StartEngagement", "RecordHonour"];
        Assert.Equal(expected, seen.Select(c => c.Action.Split('/')[1]));
        // The control: the whole feed has more in it.
        Assert.True(whole.Count > seen.Count);
        Assert.DoesNotContain(seen.SelectMany(c => c.Documents), d => d.Type is not ("teacher" or "organisation"));
        // One page after the other, full while there are any.
        var list = new ListChangesRequest { PageSize = 3 };
        var pages = new List<Change>();
        do
        {
            var page = await auditor.ListChangesAsync(list);
            Assert.True(page.Changes.Count == 3 || page.NextPageToken.Length == 0);
            pages.AddRange(page.Changes);
            list.PageToken = page.NextPageToken;
        }
        while (list.PageToken.Length > 0);
        Assert.Equal(seen, pages);
    }

    [Fact]
    public async Task Whoever_leaves_the_callers_rows_is_told_of_once_more()
    {
        await using var server = await StartAsync();
        var teacher = await server.HireAsync();
        await server.Teachers.StartEngagementAsync(new() { TeacherId = teacher.TeacherId, Engagement = External("JC"), Post = People.Specialty("JC-JD") });
        await server.Teachers.WithdrawFactAsync(new() { TeacherId = teacher.TeacherId, FactId = teacher.Engagements[0].EngagementId });
        await server.Teachers.RecordHonourAsync(new() { TeacherId = teacher.TeacherId, Honour = new() { Title = "名师", Level = "县级" } });
        var seen = await AllAsync(new(await server.AsAsync(Role.Auditor, School)));
        Assert.Equal(["CreateTeacher", "StartEngagement", "WithdrawFact"], seen.Select(c => c.Action.Split('/')[1]).Where(a => a != "CreateOrganisation"));
    }

    [Fact]
    public async Task A_watch_passes_over_what_is_not_the_callers_and_says_when_its_rows_are_others()
    {
        await using var server = await StartAsync(o => o with { KeepAlive = Never });
        await server.Organisations.CreateOrganisationAsync(Create("140522", OrganisationKind.County, "阳城县"));
        ChangeService.ChangeServiceClient auditor = new(await server.AsAsync(Role.Auditor, "140522"));
        using var watch = auditor.WatchChanges(new());
        var start = await NextAsync(watch);

        await server.HireAsync();
        await server.Organisations.MoveOrganisationAsync(new() { Code = "JC", ParentCode = "140522", StartDate = Day(2025, 1, 1) });
        var announced = await NextAsync(watch);
        Assert.True(announced.ScopeChanged);
        Assert.Empty(announced.Changes);
        await server.HireAtAsync("JC", "李华");
        var seen = new List<Change>();
        WatchChangesResponse last = new();
        while (seen.Count < 2)
        {
            last = await NextAsync(watch);
            Assert.False(last.ScopeChanged);
            seen.AddRange(last.Changes);
        }
        Assert.Equal(["MoveOrganisation", "CreateTeacher"], seen.Select(c => c.Action.Split('/')[1]));
        // Who was told resumes where they were.
        using var resumed = auditor.WatchChanges(new() { AfterChangeToken = start.ChangeToken });
        await NextAsync(resumed);
        Assert.Equal(seen[0], (await NextAsync(resumed)).Changes[0]);
    }

    [Fact]
    public async Task Watchers_of_one_scope_get_the_same_changes_each_with_tokens_of_their_own()
    {
        await using var server = await StartAsync(o => o with { KeepAlive = Never });
        ChangeService.ChangeServiceClient one = new(await server.AsAsync(Role.Auditor, School)), same = new(await server.AsAsync(Role.Auditor, School)),
            other = new(await server.AsAsync(Role.Auditor, "JC"));
        var own = await server.HireAsync();
        await server.HireAtAsync("JC", "李华");
        await server.Teachers.RecordHonourAsync(new() { TeacherId = own.TeacherId, Honour = new() { Title = "名师", Level = "县级" } });

        var ones = await WatchedAsync(one);
        var sames = await WatchedAsync(same);
        Assert.Equal(Bare(ones), Bare(sames));
        // The control: who has other rows gets others from the same entries.
        Assert.NotEqual(Bare(await AllAsync(one)), Bare(await AllAsync(other)));
        for (var i = 0; i < ones.Count; i++)
        {
            var rest = one.StreamChanges(new() { AfterChangeToken = ones[i].ChangeToken }).AllAsync().SelectMany(m => m.Changes);
            Assert.Equal(ones.Skip(i + 1), await rest.Take(ones.Count - i - 1).ToListAsync());
            await RefusedAsync(ErrorReason.InvalidChangeToken, same.StreamChanges(new() { AfterChangeToken = ones[i].ChangeToken }));
        }

        static async Task<List<Change>> WatchedAsync(ChangeService.ChangeServiceClient client)
        {
            var first = (await client.ListChangesAsync(new() { PageSize = 1 })).Changes[0];
            using var watch = client.WatchChanges(new() { AfterChangeToken = first.ChangeToken });
            List<Change> seen = [];
            while (seen.All(c => c.Action.Split('/')[1] != "RecordHonour"))
            {
                var message = await NextAsync(watch);
                Assert.Equal(message.Changes.LastOrDefault()?.ChangeToken ?? first.ChangeToken, message.ChangeToken);
                seen.AddRange(message.Changes);
            }
            return seen;
        }

        static List<Change> Bare(List<Change> changes) => [.. changes.Select(c =>
        {
            var bare = c.Clone();
            bare.ChangeToken = "";
            return bare;
        })];
    }

    [Fact]
    public async Task A_token_is_good_for_the_caller_it_was_given_to_and_says_nothing_to_others()
    {
        await using var server = await StartAsync();
        for (var i = 0; i < 3; i++)
        {
            await server.HireAsync("王明");
        }
        var (one, other) = (await server.AsAsync(Role.HrClerk, School), await server.AsAsync(Role.Reviewer, School));
        var page = await new TeacherService.TeacherServiceClient(one).ListTeachersAsync(new() { PageSize = 1 });
        ListTeachersRequest next = new() { PageSize = 1, PageToken = page.NextPageToken };
        Assert.NotEqual(page.Teachers, (await new TeacherService.TeacherServiceClient(one).ListTeachersAsync(next)).Teachers);
        await RefusedAsync(ErrorReason.InvalidPageToken, new TeacherService.TeacherServiceClient(other).ListTeachersAsync(next));
        await RefusedAsync(ErrorReason.InvalidPageToken, server.Teachers.ListTeachersAsync(next));
        // The place is a name; nothing of it can be read in the token.
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(page.NextPageToken);
        Assert.DoesNotContain(Documents.Hex("王"), System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);

        var written = await new TeacherService.TeacherServiceClient(one).CreateTeacherAsync(People.Hired("李华"));
        await new TeacherService.TeacherServiceClient(one).GetTeacherAsync(new() { TeacherId = written.Teacher.TeacherId, AfterChangeToken = written.ChangeToken });
        await RefusedAsync(ErrorReason.InvalidChangeToken, new TeacherService.TeacherServiceClient(other).GetTeacherAsync(new() { TeacherId = written.Teacher.TeacherId, AfterChangeToken = written.ChangeToken }));
    }

    [Fact]
    public async Task Persons_counted_are_listed_to_whom_the_scope_and_the_persons_belong()
    {
        await using var server = await StartAsync();
        var own = await server.HireAsync();
        await server.HireAtAsync("JC", "李华");
        MetricService.MetricServiceClient clerk = new(await server.AsAsync(Role.HrClerk, School)), county = new(await server.AsAsync(Role.HrClerk, County));
        Assert.Equal(own.TeacherId, Assert.Single((await clerk.ListCountedAsync(new() { ScopeCode = School })).Persons).TeacherId);
        Assert.Equal(2, (await county.ListCountedAsync(new() { ScopeCode = County })).Persons.Count);
        foreach (var code in (string[])["JC", County, "NO"])
        {
            var refused = await RefusedAsync(ErrorReason.NotFound, clerk.ListCountedAsync(new() { ScopeCode = code }));
            Assert.Equal(code, refused.Fact("id"));
            await RefusedAsync(ErrorReason.NotFound, clerk.StreamCounted(new() { ScopeCode = code }));
        }
        // The school has gone to another county since: its persons are no longer the county's, also on a day when they were.
        await server.Organisations.CreateOrganisationAsync(Create("140522", OrganisationKind.County, "阳城县"));
        await server.Organisations.MoveOrganisationAsync(new() { Code = "JC", ParentCode = "140522", StartDate = Day(2025, 1, 1) });
        var then = new ListCountedRequest { ScopeCode = County, AsOf = Day(2024, 9, 1) };
        Assert.Equal(own.TeacherId, Assert.Single((await county.ListCountedAsync(then)).Persons).TeacherId);
        Assert.Equal(2, (await server.Metrics.ListCountedAsync(then)).Persons.Count);
    }

    private static async Task<TestServer> StartAsync(Func<ServerOptions, ServerOptions>? with = null)
    {
        var server = await TestServer.StartAsync(with: with);
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        return server;
    }

    private static Engagement External(string school) => new() { SchoolCode = school, Kind = EngagementKind.ExternalSchool, StartDate = Day(2024, 9, 1) };

    private static async Task<List<Change>> AllAsync(ChangeService.ChangeServiceClient client) =>
        await client.StreamChanges(new()).AllAsync().SelectMany(m => m.Changes).ToListAsync();

    private static async Task<WatchChangesResponse> NextAsync(AsyncServerStreamingCall<WatchChangesResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        return watch.ResponseStream.Current;
    }
}
