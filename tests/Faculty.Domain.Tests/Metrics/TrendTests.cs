using Faculty.Domain.Certification;
using Faculty.Domain.Metrics;
using Faculty.Domain.Teachers;
using static Faculty.Domain.Tests.Metrics.WorkedCases;

namespace Faculty.Domain.Tests.Metrics;

public sealed class TrendTests
{
    private static readonly IReadOnlyList<MetricDefinition> M1 = MetricDefinitions.Versions("M1");

    [Fact]
    public void A_trend_has_a_point_a_year_with_its_change_and_explanation()
    {
        var points = Trend.Of(Cells(), M1, Trend.Yearly(2022, 2026, 9, 1), Day("2025-11-25"));
        Assert.Equal(["0.00", "50.00", "100.00", "100.00", "50.00"], points.Select(p => p.Figure.Percent));
        Assert.Equal([null, "+50.00", "+50.00", "0.00", "-50.00"], points.Select(p => p.ChangePoints));
        Assert.Equal([false, false, false, false, true], points.Select(p => p.InFuture));
        Assert.Equal([new(ChangeCause.NewlyRecognised, 1, 0)], points[1].Explanation);
        Assert.False(Trend.RisesEveryYear(points));
        Assert.True(Trend.RisesEveryYear([.. points.Take(3)]));
    }

    [Fact]
    public void A_reinstatement_of_nothing_explains_nothing()
    {
        var recognised = Recognised(RecognitionLevel.Junior, "2023-01-01", "2026-06-30");
        recognised = recognised with { Events = [new() { Type = RecognitionEventType.Reinstate, EffectiveDate = Day("2023-01-01") }] };
        var cube = new RatioCube();
        cube.Change([], TeacherSteps.Of(FullTime("A", "2015-09-01", null, Arts, PostCategory.Specialty, recognised), new ScopeChains(Tree)));
        cube.Settle();
        var points = Trend.Of(cube["GP"], M1, Trend.Yearly(2022, 2023, 9, 1), Day("2025-11-25"));
        Assert.Equal([new(ChangeCause.NewlyRecognised, 1, 0)], points[1].Explanation);
    }

    [Fact]
    public void A_target_holds_for_the_points_that_were_reached_by_today_and_count_somebody()
    {
        var points = Trend.Of(Cells(), M1, [Day("2014-09-01"), .. Trend.Yearly(2022, 2026, 9, 1)], Day("2025-11-25"));
        Target[] targets = [new(0, 5000), new(2024, 10_000), new(2022, 1)];
        Assert.Equal([null, false, true, true, true, null], points.Select(p => Target.Of(targets, p.Day.Year)!.Value.IsMetBy(p)));
        Assert.False(Target.AllMet(targets, points));
        Assert.True(Target.AllMet(targets, [.. points.Skip(2)]));
        Assert.False(Target.AllMet(targets, [points[0], points[^1]]));
        Assert.False(Target.AllMet([], points));
        Assert.Null(Target.Of([new(2024, 5000)], 2023));
    }

    [Fact]
    public void A_future_point_does_not_break_a_rise()
    {
        var points = Trend.Of(Cells(), M1, [Day("2022-09-01"), Day("2023-09-01"), Day("2026-09-01")], Day("2025-11-25"));
        Assert.True(Trend.RisesEveryYear(points));
    }

    [Fact]
    public void One_point_rises_over_nothing() =>
        Assert.False(Trend.RisesEveryYear(Trend.Of(Cells(), M1, [Day("2022-09-01")], Day("2025-11-25"))));

    [Fact]
    public void A_new_version_of_the_definition_breaks_the_series()
    {
        MetricDefinition[] versions = [M1[0], MetricDefinitions.Versions("M2")[0] with { MetricId = "M1", Version = 2, StartDate = Day("2024-01-01") }];
        var points = Trend.Of(Cells(), versions, Trend.Yearly(2023, 2025, 9, 1), Day("2025-11-25"));
        Assert.Equal([false, true, false], points.Select(p => p.SeriesBreak));
        Assert.Equal([null, null, "0.00"], points.Select(p => p.ChangePoints));
        Assert.Empty(points[1].Explanation);
    }

    [Fact]
    public void The_29th_of_February_is_the_28th_in_a_common_year() =>
        Assert.Equal([Day("2023-02-28"), Day("2024-02-29"), Day("2025-02-28")], Trend.Yearly(2023, 2025, 2, 29));

    private static ScopeCells Cells()
    {
        var (cube, scopes) = (new RatioCube(), new ScopeChains(Tree));
        cube.Change([], TeacherSteps.Of(FullTime("A", "2015-09-01", null, Arts, PostCategory.Specialty, Recognised(RecognitionLevel.Junior, "2023-01-01", "2026-06-30")), scopes));
        cube.Change([], TeacherSteps.Of(FullTime("B", "2015-09-01", null, Arts, PostCategory.Specialty, Recognised(RecognitionLevel.Junior, "2024-01-01", "2029-06-30")), scopes));
        cube.Settle();
        return cube["GP"];
    }
}
