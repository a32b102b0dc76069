using Faculty.Domain.Teachers;

namespace Faculty.Domain.Quotas.Seats;

/// <summary>What the schools below an organisation may have together (编制总量).</summary>
public static class CapRules
{
    /// <summary>
    /// Refuses a cap that the sum of the schools passes, on any day on which one of them begins or ends. A cap of a category is held against
    /// the seats of that category, the pool's against all seats.
    /// </summary>
    /// <param name="cap">The organisation's establishment.</param>
    /// <param name="schools">Those of the schools below it.</param>
    public static void Require(Establishment cap, IReadOnlyList<Establishment> schools)
    {
        foreach (var day in schools.Append(cap).SelectMany(e => e.Authorisations).SelectMany(a => Edges(a)).Distinct().Order())
        {
            foreach (var bucket in cap.Buckets)
            {
                if (cap.InForce(day, bucket) is { } limit
                    && schools.Sum(s => bucket == PostCategory.Unspecified ? s.AuthorisedOn(day) : s.AuthorisedOn(day, bucket)) is var sum && sum > limit.SeatCount)
                {
                    throw new RuleBroken(
                        Reason.CapExceeded, "The schools below would have more seats together than the organisation.",
                        ("organisation_code", cap.OrganisationCode), ("category", $"{bucket}"), ("day", $"{day:O}"), ("cap", $"{limit.SeatCount}"), ("sum", $"{sum}"));
                }
            }
        }
    }

    private static IEnumerable<DateOnly> Edges(Authorisation authorisation) => authorisation.Period.End < DateOnly.MaxValue
        ? [authorisation.StartDate, authorisation.Period.End.AddDays(1)]
        : [authorisation.StartDate];
}
