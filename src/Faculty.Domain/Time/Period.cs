namespace Faculty.Domain.Time;

/// <summary>A stretch of civil days, both ends counting; no last day = open.</summary>
public readonly record struct Period(DateOnly First, DateOnly? Last)
{
    /// <summary>The last day, or the end of the calendar for an open period.</summary>
    public DateOnly End => Last ?? DateOnly.MaxValue;

    public bool IsReversed => Last < First;

    public bool Covers(DateOnly day) => First <= day && day <= End;

    public bool Covers(Period other) => First <= other.First && other.End <= End;

    public bool Overlaps(Period other) => First <= other.End && other.First <= End;

    /// <summary>The days both share, or null.</summary>
    public Period? Intersect(Period other)
    {
        var first = First > other.First ? First : other.First;
        var end = End < other.End ? End : other.End;
        return first <= end ? new(first, end == DateOnly.MaxValue ? null : end) : null;
    }

    public override string ToString() => $"{First:O}–{Last:O}";
}
