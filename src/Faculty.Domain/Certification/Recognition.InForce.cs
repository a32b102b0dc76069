using Faculty.Domain.Time;

namespace Faculty.Domain.Certification;

/// <summary>What a recognition is on a day, after its period and its events.</summary>
public enum RecognitionState
{
    InForce,
    NotYet,
    Lapsed,
    Revoked,
    Suspended,
    Superseded,
    Unverified,
}

public sealed partial record Recognition
{
    /// <summary>The first revoked day (撤销): final.</summary>
    public DateOnly? RevokedFrom => FirstDay(RecognitionEventType.Revoke);

    /// <summary>The first day on which a higher recognition stands in its place (晋级).</summary>
    public DateOnly? SupersededFrom => FirstDay(RecognitionEventType.Supersede);

    /// <summary>The state on a day; it depends on the events' days, not on their order of arrival.</summary>
    public RecognitionState StateOn(DateOnly day) =>
        Trust == RecognitionTrust.Unverified ? RecognitionState.Unverified
        : day >= RevokedFrom ? RecognitionState.Revoked
        : day < StartDate ? RecognitionState.NotYet
        : day >= SupersededFrom && SupersededFrom <= Period.End ? RecognitionState.Superseded
        : day > Period.End ? RecognitionState.Lapsed
        : Suspensions().Any(s => s.Covers(day)) ? RecognitionState.Suspended
        : RecognitionState.InForce;

    /// <summary>
    /// The days on which there is something to recheck: from its first to its last, or to the day before it was revoked or superseded;
    /// suspended or not. Null when there is none, and of what never counts.
    /// </summary>
    public Period? StandingDays => Trust != RecognitionTrust.Unverified && RevokedFrom is var revoked && SupersededFrom is var superseded
        && !(revoked <= StartDate) && !(superseded <= StartDate) && !Period.IsReversed
            ? new(StartDate, new[] { LastDate, revoked?.AddDays(-1), superseded?.AddDays(-1) }.Min())
            : null;

    /// <summary>Since when it has been suspended without a break; null when it is not on that day.</summary>
    public DateOnly? SuspendedSince(DateOnly day) => Suspensions().Where(s => s.Covers(day)).Select(s => (DateOnly?)s.First).FirstOrDefault();

    /// <summary>The periods in which it is in force, in order, without gaps between days of one period.</summary>
    public IReadOnlyList<Period> InForcePeriods()
    {
        // Ended before it began; nothing lies before the first day of the calendar, so the day before is not asked for.
        if (Trust == RecognitionTrust.Unverified || RevokedFrom <= StartDate || SupersededFrom <= StartDate)
        {
            return [];
        }
        var end = new[] { LastDate, RevokedFrom?.AddDays(-1), SupersededFrom?.AddDays(-1) }.Min();
        var periods = new List<Period>();
        DateOnly? from = StartDate;
        foreach (var suspension in Suspensions())
        {
            if (from < suspension.First)
            {
                Add(from.Value, suspension.First.AddDays(-1));
            }
            from = suspension.Last is not { } last ? null
                : last == DateOnly.MaxValue ? null
                : from > last ? from : last.AddDays(1);
            if (from is null)
            {
                return periods;
            }
        }
        Add(from!.Value, null);
        return periods;

        void Add(DateOnly first, DateOnly? last)
        {
            var cut = last is null || end < last ? end : last;
            if (cut is null || first <= cut)
            {
                periods.Add(new(first, cut));
            }
        }
    }

    /// <summary>Stretches of suspension. A reinstatement on the very day of a suspension lifts it from the start.</summary>
    private IEnumerable<Period> Suspensions()
    {
        DateOnly? since = null;
        foreach (var day in Events.Where(e => e.Type is RecognitionEventType.Suspend or RecognitionEventType.Reinstate)
            .GroupBy(e => e.EffectiveDate).OrderBy(g => g.Key))
        {
            if (day.Any(e => e.Type == RecognitionEventType.Reinstate))
            {
                if (since < day.Key)
                {
                    yield return new(since.Value, day.Key.AddDays(-1));
                }
                since = null;
            }
            else
            {
                since ??= day.Key;
            }
        }
        if (since is { } open)
        {
            yield return new(open, null);
        }
    }

    private DateOnly? FirstDay(RecognitionEventType type)
    {
        DateOnly? first = null;
        foreach (var happened in Events)
        {
            if (happened.Type == type && !(first <= happened.EffectiveDate))
            {
                first = happened.EffectiveDate;
            }
        }
        return first;
    }
}
