using Faculty.Domain.Tests.Metrics;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Metrics;

public sealed class GetRatioTests
{
    [Fact]
    public async Task A_school_and_its_departments_on_the_last_day_of_August_and_the_first_of_September()
    {
        await using var server = await TestServer.StartAsync();
        var revision = await server.PutWorkedCasesAsync();

        var august = await RatioAsync(server, Day(2025, 8, 31), Breakdown.Department);
        Assert.Equal((7, 8, "87.50"), (august.Numerator, august.Denominator, august.Percent));
        Assert.Equal(("M1", 1, "GP", revision), (august.MetricId, august.MetricVersion, august.ScopeCode, august.Revision));
        Assert.Equal(
            [("GP-SH", 0, 0, ""), ("GP-XX", 2, 2, "100.00"), ("GP-YS", 0, 1, "0.00"), ("GP-ZB", 5, 5, "100.00")],
            august.Parts.Select(p => (p.ScopeCode, p.Numerator, p.Denominator, p.Percent)));
        Assert.True(august.Parts[0].NotApplicable && !august.Parts[0].HasPercent);

        var september = await RatioAsync(server, Day(2025, 9, 1), Breakdown.Department);
        Assert.Equal((4, 7, "57.14"), (september.Numerator, september.Denominator, september.Percent));
        Assert.Equal((4, 7), (september.Parts.Sum(p => p.Numerator), september.Parts.Sum(p => p.Denominator)));
    }

    [Fact]
    public async Task The_numerator_breaks_down_by_level_and_a_county_by_school_and_child()
    {
        await using var server = await TestServer.StartAsync();
        await server.PutWorkedCasesAsync();

        var levels = await RatioAsync(server, Day(2025, 8, 31), Breakdown.Level);
        Assert.Equal([("JUNIOR", 5, 8), ("MIDDLE", 1, 8), ("SENIOR", 1, 8)], levels.Parts.Select(p => (p.Part, p.Numerator, p.Denominator)));
        foreach (var by in new[] { Breakdown.School, Breakdown.Child })
        {
            var part = Assert.Single((await RatioAsync(server, Day(2025, 8, 31), by, "140581")).Parts);
            Assert.Equal(("GP", 7, 8), (part.ScopeCode, part.Numerator, part.Denominator));
        }
        Assert.Empty((await RatioAsync(server, Day(2025, 8, 31), Breakdown.Unspecified)).Parts);
    }

    [Fact]
    public async Task A_read_after_a_write_counts_it()
    {
        await using var server = await TestServer.StartAsync();
        await server.PutWorkedCasesAsync();
        for (var i = 0; i < 20; i++)
        {
            await server.PutAsync(WorkedCases.FullTime($"N{i}", "2020-01-01", null, WorkedCases.Arts, Domain.Teachers.PostCategory.Specialty));
            Assert.Equal(9 + i, (await RatioAsync(server, Day(2025, 8, 31), Breakdown.Unspecified)).Denominator);
        }
    }

    [Fact]
    public async Task What_cannot_be_answered_is_refused_with_its_reason()
    {
        await using var server = await TestServer.StartAsync();
        await server.PutWorkedCasesAsync();
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Metrics.GetRatioAsync(new() { ScopeCode = "NOWHERE" }));
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Metrics.GetRatioAsync(new() { ScopeCode = "GP", KnownAt = new() { Revision = 0 } }));

        var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Metrics.GetRatioAsync(
            new() { ScopeCode = "G P", MetricId = "M9", AsOf = Day(2025, 2, 29), By = (Breakdown)9 }));
        Assert.Equal(["scope_code", "metric_id", "as_of", "by"], refused.Fields());
        var unknown = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Metrics.GetRatioAsync(new() { ScopeCode = "GP", MetricId = "M9" }));
        Assert.Contains("M1, M1b, M1c, M2, M3, M3b, M4, M5", Description(unknown), StringComparison.Ordinal);

        var future = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Metrics.GetRatioAsync(new() { ScopeCode = "GP", KnownAt = new() { Revision = 99 } }));
        Assert.Equal(["known_at.revision"], future.Fields());
        await Calls.RefusedAsync(ErrorReason.InvalidChangeToken, server.Metrics.GetRatioAsync(new() { ScopeCode = "GP", AfterChangeToken = "x" }));
    }

    [Fact]
    public async Task The_definitions_are_listed_in_pages()
    {
        await using var server = await TestServer.StartAsync();
        var first = await server.Metrics.ListMetricsAsync(new() { PageSize = 5 });
        var rest = await server.Metrics.ListMetricsAsync(new() { PageSize = 5, PageToken = first.NextPageToken });
        Assert.Equal(["M1", "M1b", "M1c", "M2", "M3", "M3b", "M4", "M5"], first.Metrics.Concat(rest.Metrics).Select(m => m.MetricId));
        Assert.Equal("M1", Assert.Single(first.Metrics, m => m.DefaultMetric).MetricId);
        Assert.Equal("", rest.NextPageToken);
        var streamed = await server.Metrics.StreamMetrics(new()).AllAsync().SelectMany(m => m.Metrics.ToAsyncEnumerable()).ToListAsync();
        Assert.Equal(first.Metrics.Concat(rest.Metrics), streamed);
    }

    private static string Description(Grpc.Core.RpcException refused) =>
        string.Join("; ", Grpc.Core.RpcExceptionExtensions.GetRpcStatus(refused)!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations.Select(v => v.Description));

    private static async Task<Figure> RatioAsync(TestServer server, Google.Type.Date asOf, Breakdown by, string scope = "GP") =>
        (await server.Metrics.GetRatioAsync(new() { ScopeCode = scope, AsOf = asOf, By = by })).Figure;
}
