using Faculty.Domain.Tests.Metrics;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Metrics;

public sealed class CountedTests
{
    [Fact]
    public async Task Everybody_is_listed_with_the_reason()
    {
        await using var server = await TestServer.StartAsync();
        await server.PutWorkedCasesAsync();
        var reply = await server.Metrics.ListCountedAsync(new() { ScopeCode = "GP", AsOf = Day(2025, 9, 1) });
        Assert.Equal(
            [
                ("T01", "COUNTED", "RECOGNISED"), ("T03", "COUNTED", "RECOGNISED"), ("T04", "COUNTED", "LAPSED"), ("T05", "COUNTED", "REVOKED"),
                ("T07", "NOT_ENGAGED", "NOT_IN_DENOMINATOR"), ("T09", "COUNTED", "RECOGNISED"), ("T10", "NOT_FULL_TIME", "NOT_IN_DENOMINATOR"),
                ("T12", "CATEGORY", "NOT_IN_DENOMINATOR"), ("T14", "IN_SPELL", "NOT_IN_DENOMINATOR"), ("T15", "COUNTED", "RECOGNISED"),
                ("T18", "COUNTED", "NO_RECOGNITION"),
            ],
            reply.Persons.Select(p => (p.TeacherId, p.DenominatorReason, p.NumeratorReason)));
        Assert.Equal((4, 7), (reply.Persons.Count(p => p.InNumerator), reply.Persons.Count(p => p.InDenominator)));
        var t09 = reply.Persons.Single(p => p.TeacherId == "T09");
        Assert.Equal(
            (EngagementKind.Established, PostCategory.Specialty, WorkedCases.Social, RecognitionLevel.Junior),
            (t09.EngagementKind, t09.Category, t09.DepartmentCode, t09.Level));
    }

    [Fact]
    public async Task A_department_lists_who_is_counted_in_another()
    {
        await using var server = await TestServer.StartAsync();
        await server.PutWorkedCasesAsync();
        var reply = await server.Metrics.ListCountedAsync(new() { ScopeCode = WorkedCases.Equipment, AsOf = Day(2025, 9, 1) });
        Assert.Equal("COUNTED_ELSEWHERE", reply.Persons.Single(p => p.TeacherId == "T09").DenominatorReason);
        Assert.Equal(4, reply.Persons.Count(p => p.InDenominator));
    }

    [Fact]
    public async Task External_teachers_are_counted_by_their_own_definition()
    {
        await using var server = await TestServer.StartAsync();
        await server.PutWorkedCasesAsync();
        var reply = await server.Metrics.ListCountedAsync(new() { ScopeCode = "GP", MetricId = "M4", AsOf = Day(2025, 8, 31) });
        Assert.Equal("T10", Assert.Single(reply.Persons, p => p.InNumerator).TeacherId);
        Assert.Equal("ENGAGEMENT_KIND", reply.Persons.Single(p => p.TeacherId == "T01").DenominatorReason);
    }

    [Fact]
    public async Task Pages_and_stream_give_the_same_persons_each_once()
    {
        await using var server = await TestServer.StartAsync();
        await server.PutWorkedCasesAsync();
        await server.PutAsync(WorkedCases.Tree
            .With(WorkedCases.Organisation("S2", Domain.Organisations.OrganisationKind.School, "140581"))
            .With(WorkedCases.Organisation("S2-D", Domain.Organisations.OrganisationKind.Department, "S2")).All);
        var t01 = WorkedCases.People[0];
        await server.PutAsync(t01 with
        {
            Engagements = [.. t01.Engagements, t01.Engagements[0] with { EngagementId = "X", SchoolCode = "S2", Kind = Domain.Teachers.EngagementKind.ExternalSchool }],
            Posts = [.. t01.Posts, t01.Posts[0] with { PostId = "X", EngagementId = "X", SchoolCode = "S2", DepartmentCode = "S2-D" }],
        });

        var paged = new List<CountedPerson>();
        var request = new ListCountedRequest { ScopeCode = "140581", AsOf = Day(2025, 9, 1), PageSize = 3 };
        do
        {
            var page = await server.Metrics.ListCountedAsync(request);
            paged.AddRange(page.Persons);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        var streamed = await server.Metrics.StreamCounted(new() { ScopeCode = "140581", AsOf = Day(2025, 9, 1) }).AllAsync().SelectMany(m => m.Persons.ToAsyncEnumerable()).ToListAsync();

        Assert.Equal(11, paged.Count);
        Assert.Equal(paged, streamed);
        var figure = (await server.Metrics.GetRatioAsync(new() { ScopeCode = "140581", AsOf = Day(2025, 9, 1) })).Figure;
        Assert.Equal((figure.Numerator, figure.Denominator), (paged.Count(p => p.InNumerator), paged.Count(p => p.InDenominator)));
    }
}
