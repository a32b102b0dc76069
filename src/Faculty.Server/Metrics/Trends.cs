using Faculty.Domain.Metrics;
using Faculty.Server.Hosting;
using Faculty.V1;
using Date = Google.Type.Date;
using Trend = Faculty.Domain.Metrics.Trend;

namespace Faculty.Server.Metrics;

/// <summary>What GetTrend and WatchTrend ask for, and the trend as a message.</summary>
internal sealed record Trends(string ScopeCode, string MetricId, int FromYear, int ToYear, int Month, int Day)
{
    private const int LongestSpan = 100;

    public static Trends Of(GetTrendRequest request, RequestCheck check, DateOnly today) =>
        Of(request.ScopeCode, request.MetricId, request.FromYear, request.ToYear, request.Rule, request.AnyDay, check, today);

    public static Trends Of(WatchTrendRequest request, RequestCheck check, DateOnly today) =>
        Of(request.ScopeCode, request.MetricId, request.FromYear, request.ToYear, request.Rule, request.AnyDay, check, today);

    public V1.Trend At(RatioMoment moment, DateOnly today)
    {
        var versions = MetricDefinitions.Versions(MetricId);
        var points = Trend.Of(moment.Cells(ScopeCode), versions, Trend.Yearly(FromYear, ToYear, Month, Day), today);
        return new()
        {
            MetricId = MetricId,
            MetricVersion = points[^1].Definition.Version,
            ScopeCode = ScopeCode,
            ScopeName = moment.Organisations.Find(ScopeCode)?.NameOn(today) ?? "",
            Revision = moment.Revision,
            RisesEveryYear = Trend.RisesEveryYear(points),
            Points = { points.Select(p => ToWire(p, moment)) },
        };
    }

    private V1.TrendPoint ToWire(Domain.Metrics.TrendPoint point, RatioMoment moment)
    {
        var message = new V1.TrendPoint
        {
            Year = point.Day.Year,
            Figure = moment.Figure(ScopeCode, point.Day, point.Definition, point.Figure),
            SeriesBreak = point.SeriesBreak,
            Explanation = { point.Explanation.Select(e => e.ToWire()) },
            InFuture = point.InFuture,
        };
        if (point.ChangePoints is { } points)
        {
            message.ChangePoints = points;
        }
        return message;
    }

    private static Trends Of(
        string scope, string metric, int fromYear, int toYear, AsOfRule rule, Date? anyDay, RequestCheck check, DateOnly today)
    {
        var to = toYear == 0 ? today.Year : toYear;
        var from = fromYear == 0 ? Math.Max(1, to - 9) : fromYear;
        // The 29th of February is real in some year.
        var named = anyDay is null ? null : new Date { Year = 2000, Month = anyDay.Month, Day = anyDay.Day };
        check
            .Require(to is >= 1 and <= 9999, "to_year", "must be 1 to 9999, or 0 for the current year")
            .Require(
                from is >= 1 and <= 9999 && from <= to && to - from < LongestSpan,
                "from_year",
                $"must be 0 or a year at most {LongestSpan - 1} years before to_year, not after it")
            .Known(rule, "rule", optional: true)
            .Require(rule != AsOfRule.Any || named.IsRealDay(), "any_day", "must name month and day when rule is ANY")
            .Done();
        var (month, day) = rule switch
        {
            AsOfRule.Aug31 => (8, 31),
            AsOfRule.Dec31 => (12, 31),
            AsOfRule.Any => (named!.Month, named.Day),
            _ => (9, 1),
        };
        return new(scope, metric.Length == 0 ? MetricDefinitions.Default : metric, from, to, month, day);
    }
}
