using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Access;

/// <summary>Figures may be read by some who may not see the persons they count.</summary>
public sealed class FigureScopeTests
{
    [Fact]
    public async Task Figures_of_another_school_are_answered_as_those_of_an_unknown_one()
    {
        await using var server = await StartAsync();
        await server.HireAsync();
        MetricService.MetricServiceClient finance = new(await server.AsAsync(Role.Finance, School));
        Assert.Equal(School, (await finance.GetRatioAsync(new() { ScopeCode = School })).Figure.ScopeCode);
        foreach (var code in (string[])["JC", County, "NO"])
        {
            Assert.Equal(("organisation", code), Told(await RefusedAsync(ErrorReason.NotFound, finance.GetRatioAsync(new() { ScopeCode = code }))));
            Assert.Equal(("organisation", code), Told(await RefusedAsync(ErrorReason.NotFound, finance.GetTrendAsync(new() { ScopeCode = code }))));
            Assert.Equal(("organisation", code), Told(await RefusedAsync(ErrorReason.NotFound, finance.WatchTrend(new() { ScopeCode = code }))));
        }
        await RefusedAsync(ErrorReason.PermissionDenied, finance.ListCountedAsync(new() { ScopeCode = School }));

        static (string, string) Told(RpcException refused) => (refused.Fact("type"), refused.Fact("id"));
    }

    [Fact]
    public async Task A_figure_of_one_or_two_persons_is_withheld_from_whoever_may_not_see_them()
    {
        await using var server = await StartAsync();
        foreach (var (name, department) in new[] { ("王一", "GP-ZB"), ("王二", "GP-ZB"), ("王三", "GP-XX"), ("王四", "GP-SH"), ("王五", "GP-SH"), ("王六", "GP-SH") })
        {
            var hired = People.Hired(name);
            hired.Post.DepartmentCode = department;
            await server.Teachers.CreateTeacherAsync(hired);
        }
        GetRatioRequest ask = new() { ScopeCode = School, By = Breakdown.Department };
        var finance = (await new MetricService.MetricServiceClient(await server.AsAsync(Role.Finance)).GetRatioAsync(ask)).Figure;
        Assert.Equal((0, 6, "0.00", false), (finance.Numerator, finance.Denominator, finance.Percent, finance.Withheld));
        Assert.Equal(
            [("GP-SH", 3, false, false), ("GP-XX", 0, true, false), ("GP-YS", 0, false, true), ("GP-ZB", 0, true, false)],
            finance.Parts.Select(p => (p.ScopeCode, p.Denominator, p.Withheld, p.NotApplicable)).OrderBy(p => p.ScopeCode, StringComparer.Ordinal));
        Assert.All(finance.Parts.Where(p => p.Withheld), p => Assert.False(p.HasPercent));
        // The control: whoever may see the persons sees their number.
        var clerk = (await new MetricService.MetricServiceClient(await server.AsAsync(Role.HrClerk, School)).GetRatioAsync(ask)).Figure;
        Assert.Equal([3L, 1, 0, 2], clerk.Parts.OrderBy(p => p.ScopeCode, StringComparer.Ordinal).Select(p => p.Denominator));
        Assert.DoesNotContain(clerk.Parts, p => p.Withheld);
    }

    [Fact]
    public async Task A_gap_that_the_other_parts_would_fill_takes_the_smallest_of_them_along()
    {
        await using var server = await StartAsync();
        foreach (var (i, department) in "GP-ZB GP-XX GP-XX GP-XX GP-XX GP-SH GP-SH GP-SH".Split(' ').Index())
        {
            var hired = People.Hired($"王{i}");
            hired.Post.DepartmentCode = department;
            await server.Teachers.CreateTeacherAsync(hired);
        }
        var figure = (await new MetricService.MetricServiceClient(await server.AsAsync(Role.Finance)).GetRatioAsync(new() { ScopeCode = School, By = Breakdown.Department })).Figure;
        Assert.Equal(8, figure.Denominator);
        Assert.Equal([("GP-SH", true), ("GP-XX", false), ("GP-YS", false), ("GP-ZB", true)], figure.Parts.Select(p => (p.ScopeCode, p.Withheld)).OrderBy(p => p.ScopeCode, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_part_whose_persons_the_caller_sees_is_not_taken_along()
    {
        await using var server = await StartAsync();
        foreach (var (i, department) in "GP-ZB GP-XX GP-XX GP-XX GP-XX GP-SH GP-SH GP-SH".Split(' ').Index())
        {
            var hired = People.Hired($"王{i}");
            hired.Post.DepartmentCode = department;
            await server.Teachers.CreateTeacherAsync(hired);
        }
        var caller = server.With(await TestServer.MakeKeyAsync(server.Server, "both", new Grant { Role = Role.Finance }, new Grant { Role = Role.HrClerk, OrganisationCode = "GP-SH" }));
        var figure = (await new MetricService.MetricServiceClient(caller).GetRatioAsync(new() { ScopeCode = School, By = Breakdown.Department })).Figure;
        Assert.Equal([("GP-SH", false), ("GP-XX", true), ("GP-YS", false), ("GP-ZB", true)], figure.Parts.Select(p => (p.ScopeCode, p.Withheld)).OrderBy(p => p.ScopeCode, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_trend_withholds_small_years_and_the_ways_to_and_from_them()
    {
        await using var server = await StartAsync();
        await HireFromAsync(server, "王一", 2020);
        await HireFromAsync(server, "王二", 2021);
        await HireFromAsync(server, "王三", 2022);
        await HireFromAsync(server, "王四", 2023);
        GetTrendRequest ask = new() { ScopeCode = School, FromYear = 2019, ToYear = 2024 };
        var shown = (await new MetricService.MetricServiceClient(await server.AsAsync(Role.Finance)).GetTrendAsync(ask)).Trend;
        Assert.Equal([false, true, true, false, false, false], shown.Points.Select(p => p.Figure.Withheld));
        Assert.Equal([0L, 0, 0, 3, 4, 4], shown.Points.Select(p => p.Figure.Denominator));
        Assert.Equal([0, 0, 0, 0, 1, 0], shown.Points.Select(p => p.Explanation.Count));
        Assert.Equal([false, false, false, false, true, true], shown.Points.Select(p => p.HasChangePoints));
        var whole = (await server.Metrics.GetTrendAsync(ask)).Trend;
        Assert.Equal([0L, 1, 2, 3, 4, 4], whole.Points.Select(p => p.Figure.Denominator));
        Assert.Equal([0, 1, 1, 1, 1, 0], whole.Points.Select(p => p.Explanation.Count));
    }

    [Fact]
    public async Task A_watch_withholds_what_a_look_does_until_there_are_three()
    {
        await using var server = await StartAsync();
        await HireFromAsync(server, "王一", 2020);
        await HireFromAsync(server, "王二", 2020);
        WatchTrendRequest ask = new() { ScopeCode = School, FromYear = 2024, ToYear = 2024 };
        using var finance = new MetricService.MetricServiceClient(await server.AsAsync(Role.Finance)).WatchTrend(ask);
        using var clerk = server.Metrics.WatchTrend(ask);
        Assert.True((await NextAsync(finance)).Points[0].Figure.Withheld);
        Assert.Equal(2, (await NextAsync(clerk)).Points[0].Figure.Denominator);
        await HireFromAsync(server, "王三", 2020);
        Assert.Equal(3, (await NextAsync(finance)).Points[0].Figure.Denominator);
        Assert.Equal(3, (await NextAsync(clerk)).Points[0].Figure.Denominator);
    }

    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        return server;
    }

    private static async Task HireFromAsync(TestServer server, string name, int year)
    {
        var hired = People.Hired(name);
        hired.Engagement.StartDate = Day(year, 9, 1);
        await server.Teachers.CreateTeacherAsync(hired);
    }

    private static async Task<Trend> NextAsync(AsyncServerStreamingCall<WatchTrendResponse> watch)
    {
        do
        {
            Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        }
        while (watch.ResponseStream.Current.Trend is null);
        return watch.ResponseStream.Current.Trend;
    }
}
