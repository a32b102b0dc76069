using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Quotas.Seats;

/// <summary>When a seat may be taken: there is one on every day of it, and nothing is frozen on the first, nor today without a reason.</summary>
public static class SeatRules
{
    /// <summary>Refuses what <see cref="Broken"/> finds.</summary>
    public static void Require(Establishment now, Establishment next, SeatHeads heads, SeatMove move, bool explained, DateOnly today)
    {
        if (Broken(now, next, heads, move, explained, today) is { } broken)
        {
            throw broken;
        }
    }

    /// <summary>
    /// What stands against a change that takes or keeps a seat which is not there; null when nothing does. Days on which it takes no more than
    /// before are not asked about, so that what is over already can still be mended.
    /// </summary>
    /// <param name="now">The ledger before the change.</param>
    /// <param name="next">The ledger after it.</param>
    /// <param name="heads">Heads on seats, without the change, from its first day on.</param>
    /// <param name="move">What persons take and give back by it.</param>
    /// <param name="explained">The caller says why.</param>
    /// <param name="today">While this day is frozen, what takes a seat on it from an earlier day, recorded late, asks for a reason.</param>
    public static RuleBroken? Broken(Establishment now, Establishment next, SeatHeads heads, SeatMove move, bool explained, DateOnly today)
    {
        if (now.Control == SeatControl.Info || (now.Control == SeatControl.Soft && explained))
        {
            return null;
        }
        foreach (var day in Days(now, next, heads, move, today))
        {
            var occupied = heads.On(day);
            foreach (var bucket in next.Buckets)
            {
                var before = In(now, bucket, occupied, day) + now.ReservedOn(day, bucket);
                var change = Count(move.Taken, next, bucket, day) - Count(move.Given, next, bucket, day);
                var after = In(next, bucket, occupied, day) + change + next.ReservedOn(day, bucket);
                if (after > before && after > next.AuthorisedOn(day, bucket))
                {
                    return Exhausted(now, next, bucket, day, In(next, bucket, occupied, day), FactOn(day, bucket));
                }
                if (after > before && next.IsFrozenOn(day) && ((day == today && !explained) || Begins(now, next, move, day)))
                {
                    return new(
                        Reason.SeatsFrozen, "The establishment is frozen on this day; nothing is filled or kept. What began before is recorded with a reason.",
                        ("organisation_code", next.OrganisationCode), ("day", $"{day:O}")) { FactId = FactOn(day, bucket) };
                }
            }
        }
        return null;

        string FactOn(DateOnly day, PostCategory bucket) =>
            move.Taken.FirstOrDefault(s => s.Period.Covers(day) && next.BucketOf(s.Category, day) == bucket)?.EngagementId ?? "";
    }

    private static RuleBroken Exhausted(Establishment now, Establishment next, PostCategory bucket, DateOnly day, int occupied, string engagementId) => new(
        Reason.SeatsExhausted, "No seat of this category is vacant on this day.",
        ("organisation_code", next.OrganisationCode), ("category", $"{bucket}"), ("day", $"{day:O}"), ("authorised", $"{next.AuthorisedOn(day, bucket)}"),
        ("occupied", $"{occupied}"), ("reserved", $"{now.ReservedOn(day, bucket)}"), ("control", $"{next.Control}")) { FactId = engagementId };

    // Every day on which anything of it begins or is over, from the first on which the change makes a difference.
    private static SortedSet<DateOnly> Days(Establishment now, Establishment next, SeatHeads heads, SeatMove move, DateOnly today)
    {
        var kept = now.Reservations.Concat(next.Reservations).ToList();
        var changed = kept.Where(r => !(now.Reservations.Contains(r) && next.Reservations.Contains(r))).Select(r => r.StartDate);
        var starts = changed.Concat(move.Taken.Concat(move.Given).Select(s => s.Period.First)).ToList();
        if (starts.Count == 0)
        {
            return [];
        }
        var days = new SortedSet<DateOnly>(heads.Days) { today };
        foreach (var period in move.Taken.Concat(move.Given).Select(s => s.Period)
            .Concat(now.Authorisations.Concat(next.Authorisations).Select(a => a.Period))
            .Concat(kept.Select(r => new Period(r.StartDate, r.CloseDate is { } closed && closed > r.StartDate ? closed.AddDays(-1) : r.LastDate))))
        {
            days.Add(period.First);
            if (period.End < DateOnly.MaxValue)
            {
                days.Add(period.End.AddDays(1));
            }
        }
        return days.GetViewBetween(starts.Min(), DateOnly.MaxValue);
    }

    private static int In(Establishment establishment, PostCategory bucket, IReadOnlyList<int> heads, DateOnly day) =>
        heads.Index().Where(h => h.Item > 0 && establishment.BucketOf((PostCategory)h.Index, day) == bucket).Sum(h => h.Item);

    private static int Count(IReadOnlyList<SeatSpan> spans, Establishment establishment, PostCategory bucket, DateOnly day) =>
        spans.Count(s => s.Period.Covers(day) && establishment.BucketOf(s.Category, day) == bucket);

    private static bool Begins(Establishment now, Establishment next, SeatMove move, DateOnly day) =>
        move.Taken.Any(s => s.Period.First == day) || next.Reservations.Any(r => r.StartDate == day && !now.Reservations.Contains(r));
}
