using Faculty.Domain.Teachers;

namespace Faculty.Domain.Metrics;

/// <summary>
/// A metric definition (口径): who is counted above and below the line. A new version holds from a day on; figures of that day and later
/// are counted by it, and the series breaks there.
/// </summary>
public sealed record MetricDefinition
{
    public required string MetricId { get; init; }

    public required int Version { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>First day this version is used for.</summary>
    public DateOnly StartDate { get; init; } = DateOnly.MinValue;

    public required StandingFilter Numerator { get; init; }

    public required StandingFilter Denominator { get; init; }
}

/// <summary>Which standings count: classes of engagement, categories of post, also in a spell, only when recognised.</summary>
public sealed class StandingFilter(
    IReadOnlyList<EngagementClass> classes, IReadOnlyList<PostCategory> categories, bool alsoInSpell, bool onlyRecognised)
{
    private readonly byte[] table = [.. Enumerable.Range(0, Standing.Count).Select(i => Rule(new((ushort)i), classes, categories, alsoInSpell, onlyRecognised))];

    public bool Counts(Standing standing) => table[standing.Packed] != 0;

    /// <summary>The first thing by which a standing that does not count misses the filter.</summary>
    public string Misses(Standing standing) =>
        !classes.Contains(standing.Class) ? (classes is [EngagementClass.FullTime] ? "NOT_FULL_TIME" : "ENGAGEMENT_KIND")
        : !categories.Contains(standing.Category) ? "CATEGORY"
        : standing.InSpell && !alsoInSpell ? "IN_SPELL"
        : "NO_RECOGNITION";

    /// <summary>1 for each standing that counts.</summary>
    internal ReadOnlySpan<byte> Table => table;

    private static byte Rule(
        Standing standing, IReadOnlyList<EngagementClass> classes, IReadOnlyList<PostCategory> categories, bool alsoInSpell, bool onlyRecognised) =>
        !standing.IsAbsent
        && classes.Contains(standing.Class)
        && categories.Contains(standing.Category)
        && (alsoInSpell || !standing.InSpell)
        && (!onlyRecognised || standing.Level != 0) ? (byte)1 : (byte)0;
}
