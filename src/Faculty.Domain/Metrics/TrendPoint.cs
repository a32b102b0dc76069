namespace Faculty.Domain.Metrics;

/// <summary>One yearly point of a trend (趋势).</summary>
public sealed record TrendPoint
{
    public required DateOnly Day { get; init; }

    public required MetricDefinition Definition { get; init; }

    public required Fraction Figure { get; init; }

    /// <summary>Against the point before; null for the first, over a series break, and where either is not applicable.</summary>
    public string? ChangePoints { get; init; }

    /// <summary>The definition changed since the point before: no line is drawn through.</summary>
    public bool SeriesBreak { get; init; }

    /// <summary>Sums exactly to the difference of the counts; empty for the first and over a series break.</summary>
    public IReadOnlyList<Effect> Explanation { get; init; } = [];

    public bool InFuture { get; init; }
}
