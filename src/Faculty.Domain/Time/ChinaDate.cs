namespace Faculty.Domain.Time;

/// <summary>The civil date in China, UTC+8 all year (no summer time since 1991).</summary>
public static class ChinaDate
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);
}
