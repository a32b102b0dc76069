using CsCheck;
using Faculty.Domain.Metrics;

namespace Faculty.Domain.Tests.Metrics;

public sealed class FractionTests
{
    [Theory]
    [InlineData(1, 800, "0.13")]
    [InlineData(5, 800, "0.63")]
    [InlineData(2, 3, "66.67")]
    [InlineData(7, 8, "87.50")]
    [InlineData(0, 5, "0.00")]
    [InlineData(5, 5, "100.00")]
    [InlineData(7, 2, "350.00")]
    [InlineData(0, 0, null)]
    [InlineData(3, 0, null)]
    public void Percent_is_half_up_from_the_exact_fraction(long numerator, long denominator, string? percent) =>
        Assert.Equal(percent, new Fraction(numerator, denominator).Percent);

    // The control: banker's rounding, the default of the platform, publishes another figure.
    [Fact]
    public void Rounding_half_to_even_would_differ() =>
        Assert.NotEqual(new Fraction(1, 800).Percent, $"{Math.Round(100m * 1 / 800, 2):F2}");

    [Theory]
    [InlineData(5551, 5618, "+0.67")]
    [InlineData(5618, 5551, "-0.67")]
    [InlineData(5618, 5618, "0.00")]
    [InlineData(0, 10000, "+100.00")]
    public void Change_is_in_points_between_the_published_roundings(long earlier, long later, string points) =>
        Assert.Equal(points, new Fraction(later, 10000).PointsSince(new(earlier, 10000)));

    [Fact]
    public void Nothing_changed_against_what_does_not_apply()
    {
        Assert.Null(new Fraction(1, 2).PointsSince(new(0, 0)));
        Assert.Null(new Fraction(0, 0).PointsSince(new(1, 2)));
    }

    [Theory]
    [InlineData(3, 5, 6000, 0)]
    [InlineData(14999, 25000, 6000, 1)]
    [InlineData(2, 3, 6667, 1)]
    [InlineData(2, 3, 6666, 0)]
    [InlineData(0, 7, 1, 1)]
    [InlineData(4, 7, 10_000, 3)]
    public void The_exact_fraction_decides_what_is_missing_to_a_target(long numerator, long denominator, long hundredths, long missing) =>
        Assert.Equal(missing, new Fraction(numerator, denominator).MissingTo(hundredths));

    [Fact]
    public void What_is_missing_is_the_least_that_reaches_the_target() =>
        Gen.Select(Gen.Long[1, 2_000_000], Gen.Int[1, 10_000]).SelectMany((d, t) => Gen.Long[0, d].Select(n => (n, d, t))).Sample((n, d, t) =>
        {
            var missing = new Fraction(n, d).MissingTo(t);
            return (decimal)(n + missing) / d >= t / 10_000m && (missing == 0 || (decimal)(n + missing - 1) / d < t / 10_000m);
        });
}
