namespace Faculty.Domain.Metrics;

/// <summary>The points of one definition and scope, one a year, each explained against the one before.</summary>
public static class Trend
{
    public static IReadOnlyList<TrendPoint> Of(ScopeCells cells, IReadOnlyList<MetricDefinition> versions, IEnumerable<DateOnly> days, DateOnly today)
    {
        var points = new List<TrendPoint>();
        foreach (var day in days)
        {
            var definition = versions.On(day);
            var point = new TrendPoint { Day = day, Definition = definition, Figure = cells.On(day, definition), InFuture = day > today };
            if (points.Count > 0)
            {
                point = points[^1] is { } last && last.Definition.Version == definition.Version
                    ? point with { ChangePoints = point.Figure.PointsSince(last.Figure), Explanation = cells.Explain(last.Day, day, definition) }
                    : point with { SeriesBreak = true };
            }
            points.Add(point);
        }
        return points;
    }

    /// <summary>
    /// The plan's "rises every year" (逐年提高): of the points up to today that apply, each is published above the one before. A single
    /// point rises over nothing. What lies in the future knows only losses, so it says nothing.
    /// </summary>
    public static bool RisesEveryYear(IReadOnlyList<TrendPoint> points)
    {
        var published = points.Where(p => !p.InFuture && !p.Figure.NotApplicable).ToList();
        return published.Count > 1 && published.Zip(published.Skip(1)).All(pair =>
            pair.First.Definition.Version == pair.Second.Definition.Version && pair.Second.Figure.Hundredths > pair.First.Figure.Hundredths);
    }

    /// <summary>The same month and day of each year; 29 February is the 28th where there is none.</summary>
    public static IEnumerable<DateOnly> Yearly(int fromYear, int toYear, int month, int day)
    {
        for (var year = fromYear; year <= toYear; year++)
        {
            yield return new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
        }
    }
}
