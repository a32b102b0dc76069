using Faculty.Domain.Teachers;

namespace Faculty.Domain.Quotas.Seats;

/// <summary>What the schools below an organisation may have together (编制总量).</summary>
public static class CapRules
{
    /// <summary>
    /// Refuses a change after which the schools pass the cap by more than before, on any day on which seats of one of them begin or end. A cap of a
    /// category is held against the seats of that category, the pool's against all seats.
    /// </summary>
    /// <param name="now">The organisation's establishment before the change; null when it had none.</param>
    /// <param name="next">The same after it.</param>
    /// <param name="schoolsNow">The establishments of the schools below before the change.</param>
    /// <param name="schoolsNext">The same after it.</param>
    public static void Require(Establishment? now, Establishment next, IReadOnlyList<Establishment> schoolsNow, IReadOnlyList<Establishment> schoolsNext)
    {
        foreach (var day in schoolsNow.Concat(schoolsNext).Append(next).Append(now ?? next).SelectMany(e => e.Authorisations).SelectMany(Edges).Distinct().Order())
        {
            foreach (var bucket in next.Buckets)
            {
                if (next.InForce(day, bucket) is { } limit && Excess(next, schoolsNext, day, bucket) is > 0 and var excess
                    && excess > (now is null ? 0 : Excess(now, schoolsNow, day, bucket)))
                {
                    throw new RuleBroken(
                        Reason.CapExceeded, "The schools below would have more seats together than the organisation.",
                        ("organisation_code", next.OrganisationCode), ("category", $"{bucket}"), ("day", $"{day:O}"), ("cap", $"{limit.SeatCount}"), ("sum", $"{limit.SeatCount + excess}"));
                }
            }
        }
    }

    // By how many the schools pass the cap; below zero while there is room, the least there is without a cap.
    private static int Excess(Establishment cap, IReadOnlyList<Establishment> schools, DateOnly day, PostCategory bucket) => cap.InForce(day, bucket) is { } limit
        ? schools.Sum(s => bucket == PostCategory.Unspecified ? s.AuthorisedOn(day) : s.AuthorisedOn(day, bucket)) - limit.SeatCount
        : int.MinValue;

    private static IEnumerable<DateOnly> Edges(Authorisation authorisation) => authorisation.Period.End < DateOnly.MaxValue
        ? [authorisation.StartDate, authorisation.Period.End.AddDays(1)]
        : [authorisation.StartDate];
}
