namespace Faculty.Domain.Training;

/// <summary>A stretch of time on one day (授课时段), half-open: 08:00–12:00 and 12:00–16:00 share nothing, 08:00–12:00 and 11:59–16:00 do.</summary>
public readonly record struct TeachingTime(DateOnly Day, TimeOnly From, TimeOnly To)
{
    /// <summary>It lasts no time, or ends before it begins.</summary>
    public bool IsReversed => To <= From;

    public int Minutes => IsReversed ? 0 : (int)((To.Ticks - From.Ticks) / TimeSpan.TicksPerMinute);

    public bool Overlaps(TeachingTime other) => Day == other.Day && From < other.To && other.From < To;

    /// <summary>Minutes between two on the same day, whichever is first; 0 where they touch or overlap, null on different days.</summary>
    public int? GapMinutes(TeachingTime other) => Day != other.Day
        ? null
        : (int)(Math.Max(0, Math.Max(other.From.Ticks - To.Ticks, From.Ticks - other.To.Ticks)) / TimeSpan.TicksPerMinute);
}
