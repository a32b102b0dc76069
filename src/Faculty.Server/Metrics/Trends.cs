using Faculty.Domain.Metrics;
using Faculty.Server.Hosting;
using Faculty.V1;
using Google.Protobuf.Collections;
using Date = Google.Type.Date;
using Trend = Faculty.Domain.Metrics.Trend;

namespace Faculty.Server.Metrics;

/// <summary>What GetTrend and WatchTrend ask for, and the trend as a message.</summary>
internal sealed record Trends(
    string ScopeCode, string MetricId, int FromYear, int ToYear, int Month, int Day, IReadOnlyList<Target> Targets)
{
    private const int LongestSpan = 100;

    public static Trends Of(GetTrendRequest request, RequestCheck check, DateOnly today) =>
        Of(request.ScopeCode, request.MetricId, request.FromYear, request.ToYear, request.Rule, request.AnyDay, request.Targets, check, today);

    public static Trends Of(WatchTrendRequest request, RequestCheck check, DateOnly today) =>
        Of(request.ScopeCode, request.MetricId, request.FromYear, request.ToYear, request.Rule, request.AnyDay, request.Targets, check, today);

    public V1.Trend At(RatioMoment moment, DateOnly today)
    {
        var versions = MetricDefinitions.Versions(MetricId);
        var points = Trend.Of(moment.Cells(ScopeCode), versions, Trend.Yearly(FromYear, ToYear, Month, Day), today);
        return new()
        {
            MetricId = MetricId,
            MetricVersion = points[^1].Definition.Version,
            MetricTitle = points[^1].Definition.Title,
            ScopeCode = ScopeCode,
            ScopeName = moment.Organisations.Find(ScopeCode)?.NameOn(today) ?? "",
            Revision = moment.Revision,
            RisesEveryYear = Trend.RisesEveryYear(points),
            TargetsMet = Target.AllMet(Targets, points),
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
        if (Target.Of(Targets, point.Day.Year) is { } target)
        {
            message.Target = ToWire(target, point);
        }
        return message;
    }

    private static TargetResult ToWire(Target target, Domain.Metrics.TrendPoint point)
    {
        var met = target.IsMetBy(point);
        return new()
        {
            Percent = Fraction.Text(target.Hundredths),
            Outcome = met switch { true => TargetOutcome.Met, false => TargetOutcome.NotMet, null => TargetOutcome.NotApplicable },
            Missing = met == false ? point.Figure.MissingTo(target.Hundredths) : 0,
        };
    }

    private static Trends Of(
        string scope, string metric, int fromYear, int toYear, AsOfRule rule, Date? anyDay, RepeatedField<TrendTarget> targets,
        RequestCheck check, DateOnly today)
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
            .Require(rule != AsOfRule.Any || named.IsRealDay(), "any_day", "must name month and day when rule is ANY");
        for (var i = 0; i < targets.Count; i++)
        {
            var year = targets[i].Year;
            check
                .Require(year == 0 || (from <= year && year <= to), $"targets[{i}].year", $"must be a year from {from} to {to}, which are shown, or 0 for each")
                .Require(targets.Take(i).All(t => t.Year != year), $"targets[{i}].year", "must be there once")
                .Require(targets[i].Hundredths is >= 1 and <= 10_000, $"targets[{i}].hundredths", "must be 1 to 10000 hundredths of a percent");
        }
        check.Done();
        var (month, day) = rule switch
        {
            AsOfRule.Aug31 => (8, 31),
            AsOfRule.Dec31 => (12, 31),
            AsOfRule.Any => (named!.Month, named.Day),
            _ => (9, 1),
        };
        return new(scope, metric.Length == 0 ? MetricDefinitions.Default : metric, from, to, month, day, [.. targets.Select(t => new Target(t.Year, t.Hundredths))]);
    }
}
