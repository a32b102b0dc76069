namespace Faculty.Domain.Metrics;

/// <summary>Two counts of heads and their published quotient: percent, half-up to two decimals, from the exact fraction.</summary>
public readonly record struct Fraction(long Numerator, long Denominator)
{
    /// <summary>0/0, and a denominator of 0 altogether, is neither 0 % nor 100 %.</summary>
    public bool NotApplicable => Denominator == 0;

    /// <summary>Hundredths of a percent, rounded half-up; null when not applicable.</summary>
    public long? Hundredths => Denominator == 0 ? null : (20_000 * Numerator + Denominator) / (2 * Denominator);

    /// <summary>Such as "66.67"; null when not applicable.</summary>
    public string? Percent => Hundredths is { } hundredths ? Text(hundredths) : null;

    /// <summary>
    /// How many more heads the numerator needs, over the same denominator, to be at least so many hundredths of a percent; 0 when it is.
    /// The exact fraction decides, so a figure rounded up to a target misses it.
    /// </summary>
    public long MissingTo(long hundredths) => Math.Max(0, (hundredths * Denominator + 9_999) / 10_000 - Numerator);

    /// <summary>
    /// Change since an earlier figure in percentage points (百分点) between the published roundings, such as "+0.67"; null where either is
    /// not applicable.
    /// </summary>
    public string? PointsSince(Fraction earlier) =>
        Hundredths - earlier.Hundredths is { } change ? $"{(change > 0 ? "+" : change < 0 ? "-" : "")}{Text(Math.Abs(change))}" : null;

    /// <summary>Hundredths of a percent as they are published, such as "66.67".</summary>
    public static string Text(long hundredths) => $"{hundredths / 100}.{hundredths % 100:D2}";
}
