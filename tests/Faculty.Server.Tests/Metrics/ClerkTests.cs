using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Metrics;

/// <summary>What a clerk does, and the figures that follow: everything over the wire.</summary>
public sealed class ClerkTests
{
    [Fact]
    public async Task A_granted_recognition_moves_the_trend_that_is_watched_and_a_revocation_moves_it_back()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { KeepAlive = TimeSpan.FromHours(1) });
        await server.AddTreeAsync();
        var teacher = await HireAsync(server, "王一");
        await HireAsync(server, "王二");
        using var watch = server.Metrics.WatchTrend(new() { ScopeCode = County, FromYear = 2025 });
        Assert.Equal((0, 2, "0.00"), await NextAsync(watch));

        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = teacher, Recognition = Recognition() });
        Assert.Equal((1, 2, "50.00"), await NextAsync(watch));

        await server.Recognitions.RecordRecognitionEventAsync(new()
        {
            Authority = "山西省教育厅",
            CertificateNumber = "2025-001",
            Event = new() { Type = RecognitionEventType.Revoke, EffectiveDate = Day(2025, 8, 31) },
        });
        Assert.Equal((0, 2, "0.00"), await NextAsync(watch));
    }

    [Fact]
    public async Task A_teacher_who_goes_to_another_school_moves_between_the_schools_and_stays_in_the_county()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.Organisations.CreateOrganisationAsync(Create("S2", OrganisationKind.School, "第二中专", County));
        await server.Organisations.CreateOrganisationAsync(Create("S2-D", OrganisationKind.Department, "机电系", "S2"));
        var teacher = await HireAsync(server, "王一");
        var moved = await server.Teachers.TransferTeacherAsync(new()
        {
            TeacherId = teacher,
            Engagement = new() { SchoolCode = "S2", Kind = EngagementKind.Established, StartDate = Day(2025, 3, 1), HiringRoute = HiringRoute.Transfer },
            Post = new() { DepartmentCode = "S2-D", Category = PostCategory.Specialty, StartDate = Day(2025, 3, 1) },
        });

        Assert.Equal([(ChangeCause.MovedOut, -1L)], await ExplainAsync(server, School, moved.ChangeToken));
        Assert.Equal([(ChangeCause.MovedIn, 1L)], await ExplainAsync(server, "S2", moved.ChangeToken));
        Assert.Empty(await ExplainAsync(server, County, moved.ChangeToken));
    }

    [Fact]
    public async Task A_school_that_changes_its_county_takes_its_heads_along_from_that_day()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.Organisations.CreateOrganisationAsync(Create("140582", OrganisationKind.County, "邻县"));
        await HireAsync(server, "王一");
        var before = await server.RevisionAsync();
        await server.Organisations.MoveOrganisationAsync(new() { Code = School, ParentCode = "140582", StartDate = Day(2025, 3, 1) });

        Assert.Equal([(ChangeCause.Reorganised, -1L)], await ExplainAsync(server, County, ""));
        Assert.Equal([(ChangeCause.Reorganised, 1L)], await ExplainAsync(server, "140582", ""));
        var then = await server.Metrics.GetRatioAsync(new() { ScopeCode = County, AsOf = Day(2025, 9, 1), KnownAt = new() { Revision = before } });
        Assert.Equal(1, then.Figure.Denominator);
        Assert.Equal(0, (await server.Metrics.GetRatioAsync(new() { ScopeCode = County, AsOf = Day(2025, 9, 1) })).Figure.Denominator);
    }

    private static async Task<string> HireAsync(TestServer server, string name) => (await server.Teachers.CreateTeacherAsync(new()
    {
        Identity = new() { DisplayName = name, Sex = Sex.Female, BirthDate = Day(1985, 5, 1) },
        Engagement = new() { SchoolCode = School, Kind = EngagementKind.Established, HiringRoute = HiringRoute.Open, StartDate = Day(2015, 9, 1) },
        Post = new() { DepartmentCode = Departments[0], Category = PostCategory.Specialty, StartDate = Day(2015, 9, 1) },
    })).Teacher.TeacherId;

    private static Recognition Recognition() => new()
    {
        Level = RecognitionLevel.Junior,
        Track = RecognitionTrack.Secondary,
        CertificateNumber = "2025-001",
        Authority = "山西省教育厅",
        Trust = RecognitionTrust.OfficialImport,
        StartDate = Day(2025, 6, 1),
        LastDate = Day(2030, 5, 31),
    };

    // The causes between the first of September of 2024 and of 2025, with their effect on the denominator.
    private static async Task<List<(ChangeCause, long)>> ExplainAsync(TestServer server, string scope, string token)
    {
        var trend = (await server.Metrics.GetTrendAsync(new() { ScopeCode = scope, FromYear = 2024, ToYear = 2025, AfterChangeToken = token })).Trend;
        return [.. trend.Points[1].Explanation.Select(e => (e.Cause, e.Denominator))];
    }

    private static async Task<(long, long, string)> NextAsync(AsyncServerStreamingCall<WatchTrendResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        var figure = watch.ResponseStream.Current.Trend.Points[^1].Figure;
        return (figure.Numerator, figure.Denominator, figure.Percent);
    }
}
