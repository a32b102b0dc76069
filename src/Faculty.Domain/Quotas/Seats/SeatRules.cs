using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Quotas.Seats;

/// <summary>When a seat may be taken: there is one on every day of it, and nothing is frozen on the first.</summary>
public static class SeatRules
{
    /// <summary>The schools whose seats a change of a person's record takes more of, on some day, than before.</summary>
    public static IReadOnlyList<string> SchoolsTakenFrom(Teacher? before, Teacher after)
    {
        var (old, next) = (before is null ? [] : SeatSpan.Of(before), SeatSpan.Of(after));
        return [.. next.Where(s => !old.Any(o => o.SchoolCode == s.SchoolCode && o.Category == s.Category && o.Period.Covers(s.Period))).Select(s => s.SchoolCode).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Refuses a change that takes a seat which is not there. Days on which it takes no more than before are not asked about, so that what is
    /// over already can still be mended.
    /// </summary>
    /// <param name="now">The ledger before the change.</param>
    /// <param name="next">The ledger after it.</param>
    /// <param name="occupied">Heads on seats by category on a day, without the change.</param>
    /// <param name="taken">Stretches that the change takes; of a category.</param>
    /// <param name="given">Stretches that it gives back.</param>
    /// <param name="days">Days on which the heads without the change move, from the first stretch on.</param>
    /// <param name="explained">The caller says why.</param>
    public static void Require(
        Establishment now, Establishment next, Func<DateOnly, IReadOnlyList<int>> occupied, IReadOnlyList<(PostCategory Category, Period Period)> taken,
        IReadOnlyList<(PostCategory Category, Period Period)> given, IEnumerable<DateOnly> days, bool explained)
    {
        if (now.Control == SeatControl.Info || (now.Control == SeatControl.Soft && explained))
        {
            return;
        }
        foreach (var day in Days(now, next, taken, given, days))
        {
            var heads = occupied(day);
            foreach (var bucket in next.Buckets)
            {
                var before = In(now, bucket, heads, day) + now.ReservedOn(day, bucket);
                var change = Count(taken, next, bucket, day) - Count(given, next, bucket, day);
                var after = In(next, bucket, heads, day) + change + next.ReservedOn(day, bucket);
                if (after > before && after > next.AuthorisedOn(day, bucket))
                {
                    throw Exhausted(next, bucket, day, after - change - next.ReservedOn(day, bucket));
                }
                if (after > before && next.IsFrozenOn(day) && Begins(now, next, taken, day))
                {
                    throw new RuleBroken(
                        Reason.SeatsFrozen, "The establishment is frozen on this day; nothing is filled or kept.",
                        ("organisation_code", next.OrganisationCode), ("day", $"{day:O}"));
                }
            }
        }
    }

    private static RuleBroken Exhausted(Establishment establishment, PostCategory bucket, DateOnly day, int occupied) => new(
        Reason.SeatsExhausted, "No seat of this category is vacant on this day.",
        ("organisation_code", establishment.OrganisationCode), ("category", $"{bucket}"), ("day", $"{day:O}"), ("authorised", $"{establishment.AuthorisedOn(day, bucket)}"),
        ("occupied", $"{occupied}"), ("control", $"{establishment.Control}"));

    // Every day on which anything of it begins or is over.
    private static SortedSet<DateOnly> Days(
        Establishment now, Establishment next, IReadOnlyList<(PostCategory Category, Period Period)> taken, IReadOnlyList<(PostCategory Category, Period Period)> given, IEnumerable<DateOnly> days)
    {
        var edges = taken.Concat(given).Select(t => t.Period)
            .Concat(now.Authorisations.Concat(next.Authorisations).Select(a => a.Period))
            .Concat(now.Reservations.Concat(next.Reservations).Select(r => new Period(r.StartDate, r.CloseDate is { } closed ? DateOnly.FromDayNumber(Math.Max(r.StartDate.DayNumber, closed.DayNumber - 1)) : r.LastDate)));
        var all = new SortedSet<DateOnly>(days);
        foreach (var period in edges)
        {
            all.Add(period.First);
            if (period.End < DateOnly.MaxValue)
            {
                all.Add(period.End.AddDays(1));
            }
        }
        return all;
    }

    private static int In(Establishment establishment, PostCategory bucket, IReadOnlyList<int> heads, DateOnly day) =>
        heads.Index().Where(h => h.Item > 0 && establishment.BucketOf((PostCategory)h.Index, day) == bucket).Sum(h => h.Item);

    private static int Count(IReadOnlyList<(PostCategory Category, Period Period)> stretches, Establishment establishment, PostCategory bucket, DateOnly day) =>
        stretches.Count(s => s.Period.Covers(day) && establishment.BucketOf(s.Category, day) == bucket);

    private static bool Begins(Establishment now, Establishment next, IReadOnlyList<(PostCategory Category, Period Period)> taken, DateOnly day) =>
        taken.Any(t => t.Period.First == day) || next.Reservations.Any(r => r.StartDate == day && !now.Reservations.Contains(r));
}
