using Faculty.Domain.Tests.Metrics;
using Faculty.Server.Metrics;
using Faculty.V1;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Metrics;

public sealed class TrendTests
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    [Fact]
    public async Task Ten_years_to_this_one_are_the_default_each_explained()
    {
        await using var server = await TestServer.StartAsync();
        await server.PutWorkedCasesAsync();
        var trend = (await server.Metrics.GetTrendAsync(new() { ScopeCode = "GP" })).Trend;
        Assert.Equal(Enumerable.Range(2016, 10), trend.Points.Select(p => p.Year));
        Assert.All(trend.Points, p => Assert.Equal(Day(p.Year, 9, 1), p.Figure.AsOf));
        Assert.False(trend.Points[0].HasChangePoints);
        foreach (var (was, point) in trend.Points.Zip(trend.Points.Skip(1)))
        {
            Assert.Equal(point.Figure.Numerator - was.Figure.Numerator, point.Explanation.Sum(e => e.Numerator));
            Assert.Equal(point.Figure.Denominator - was.Figure.Denominator, point.Explanation.Sum(e => e.Denominator));
        }
        Assert.Equal((4, 7), (trend.Points[^1].Figure.Numerator, trend.Points[^1].Figure.Denominator));
    }

    [Fact]
    public async Task Any_day_of_the_year_may_be_asked_for_and_the_future_is_marked()
    {
        await using var server = await TestServer.StartAsync();
        await server.PutWorkedCasesAsync();
        var trend = (await server.Metrics.GetTrendAsync(new() { ScopeCode = "GP", FromYear = 2025, ToYear = 2026, Rule = AsOfRule.Any, AnyDay = Day(1, 8, 31) })).Trend;
        Assert.Equal(["87.50", "50.00"], trend.Points.Select(p => p.Figure.Percent));
        Assert.Equal([false, true], trend.Points.Select(p => p.InFuture));
        Assert.Equal("-37.50", trend.Points[1].ChangePoints);
        var december = (await server.Metrics.GetTrendAsync(new() { ScopeCode = "GP", FromYear = 2024, ToYear = 2024, Rule = AsOfRule.Dec31 })).Trend;
        Assert.Equal(Day(2024, 12, 31), Assert.Single(december.Points).Figure.AsOf);
    }

    [Fact]
    public async Task Points_are_held_against_targets_by_the_exact_fraction()
    {
        await using var server = await TestServer.StartAsync();
        await server.PutWorkedCasesAsync();
        // 4/7 is published as 57.14 and is more; 57.15 needs a fifth person.
        var request = new GetTrendRequest
        {
            ScopeCode = "GP", FromYear = 2024, ToYear = 2026,
            Targets = { new TrendTarget { Hundredths = 5714 }, new TrendTarget { Year = 2024, Hundredths = 10_000 } },
        };
        var trend = (await server.Metrics.GetTrendAsync(request)).Trend;
        Assert.Equal(
            [TargetOutcome.Met, TargetOutcome.Met, TargetOutcome.NotApplicable], trend.Points.Select(p => p.Target.Outcome));
        Assert.Equal(["100.00", "57.14", "57.14"], trend.Points.Select(p => p.Target.Percent));
        Assert.True(trend.TargetsMet);

        var watched = new WatchTrendRequest { ScopeCode = "GP", FromYear = 2024, ToYear = 2025, Targets = { new TrendTarget { Year = 2025, Hundredths = 5715 } } };
        using var watch = server.Metrics.WatchTrend(watched);
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        trend = watch.ResponseStream.Current.Trend;
        Assert.Null(trend.Points[0].Target);
        Assert.Equal((TargetOutcome.NotMet, 1), (trend.Points[1].Target.Outcome, trend.Points[1].Target.Missing));
        Assert.False(trend.TargetsMet);
    }

    [Fact]
    public async Task Targets_that_are_none_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        await server.PutWorkedCasesAsync();
        var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Metrics.GetTrendAsync(new()
        {
            ScopeCode = "GP", FromYear = 2024, ToYear = 2025,
            Targets = { new TrendTarget { Year = 2026, Hundredths = 1 }, new TrendTarget { Hundredths = 10_001 }, new TrendTarget { Hundredths = 1 } },
        }));
        Assert.Equal(["targets[0].year", "targets[1].hundredths", "targets[2].year"], refused.Fields());
    }

    [Fact]
    public async Task Years_and_days_that_are_none_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        await server.PutWorkedCasesAsync();
        var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Metrics.GetTrendAsync(
            new() { ScopeCode = "GP", FromYear = 2030, ToYear = 2020, Rule = AsOfRule.Any, AnyDay = Day(2025, 2, 30) }));
        Assert.Equal(["from_year", "any_day"], refused.Fields());
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Metrics.GetTrendAsync(new() { ScopeCode = "NOWHERE" }));
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Metrics.WatchTrend(new() { ScopeCode = "NOWHERE" }));
        await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Metrics.WatchTrend(new() { ScopeCode = "GP", MetricId = "M9" }));
    }

    [Fact]
    public async Task A_watch_shows_the_trend_now_and_again_when_it_changes_and_only_then()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { KeepAlive = Never });
        await server.PutWorkedCasesAsync();
        using var watch = server.Metrics.WatchTrend(new() { ScopeCode = "GP" });
        using var other = server.Metrics.WatchTrend(new() { ScopeCode = "GP" });
        Assert.Equal("57.14", await LastPercentAsync(watch));
        Assert.Equal("57.14", await LastPercentAsync(other));

        // A record elsewhere leaves the trend as it is; the recognition of T18 does not.
        await server.PutAsync(WorkedCases.FullTime("C1", "2020-01-01", null, WorkedCases.Arts, Domain.Teachers.PostCategory.Common));
        var granted = await server.PutAsync(WorkedCases.People.Single(t => t.TeacherId == "T18") with
        {
            Recognitions = [WorkedCases.Recognised(Domain.Certification.RecognitionLevel.Junior, "2025-09-01", "2030-08-31")],
        });
        foreach (var stream in new[] { watch, other })
        {
            Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None));
            var trend = stream.ResponseStream.Current.Trend;
            Assert.Equal((5, 7, "71.43", granted), (trend.Points[^1].Figure.Numerator, trend.Points[^1].Figure.Denominator, trend.Points[^1].Figure.Percent, trend.Revision));
        }
    }

    [Fact]
    public async Task Equal_watches_share_one_encoded_message_until_the_last_leaves()
    {
        await using var server = await TestServer.StartAsync();
        await server.PutWorkedCasesAsync();
        // A read waits until the write is counted.
        await server.Metrics.GetTrendAsync(new() { ScopeCode = "GP" });
        var feeds = server.Server.Services.GetRequiredService<TrendFeeds>();
        var first = feeds.Join(new() { ScopeCode = "GP" });
        var second = feeds.Join(new() { ScopeCode = "GP" });
        using var other = feeds.Join(new() { ScopeCode = "GP", MetricId = "M2" });
        Assert.Same(first.Feed, second.Feed);
        Assert.Equal("GP", WatchTrendResponse.Parser.ParseFrom(first.Feed.Now.Trend.Span).Trend.ScopeCode);
        Assert.NotSame(first.Feed, other.Feed);
        first.Dispose();
        using (var third = feeds.Join(new() { ScopeCode = "GP" }))
        {
            Assert.Same(second.Feed, third.Feed);
        }
        second.Dispose();
        using var later = feeds.Join(new() { ScopeCode = "GP" });
        Assert.NotSame(second.Feed, later.Feed);
    }

    [Fact]
    public async Task An_idle_watch_says_that_it_is_alive()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { KeepAlive = TimeSpan.FromMilliseconds(20) });
        await server.PutWorkedCasesAsync();
        using var watch = server.Metrics.WatchTrend(new() { ScopeCode = "GP" });
        await LastPercentAsync(watch);
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Null(watch.ResponseStream.Current.Trend);
        Assert.NotEqual("", watch.ResponseStream.Current.ChangeToken);
    }

    [Fact]
    public async Task A_watch_ends_with_its_reason_when_the_server_stops()
    {
        await using var server = await TestServer.StartAsync(with: o => o with { KeepAlive = Never });
        await server.PutWorkedCasesAsync();
        using var watch = server.Metrics.WatchTrend(new() { ScopeCode = "GP" });
        await LastPercentAsync(watch);
        server.Server.BeginStop();
        Calls.Refused(ErrorReason.ShuttingDown, await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(CancellationToken.None)));
    }

    private static async Task<string> LastPercentAsync(AsyncServerStreamingCall<WatchTrendResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        return watch.ResponseStream.Current.Trend.Points[^1].Figure.Percent;
    }
}
