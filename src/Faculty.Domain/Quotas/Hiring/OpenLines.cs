using Faculty.Domain.Quotas.Seats;

namespace Faculty.Domain.Quotas.Hiring;

/// <summary>Seats that are approved and not filled (已批未用).</summary>
public static class OpenLines
{
    /// <summary>
    /// Seats that lines may still fill on a day, by category; index = category. A line that is over holds those that are kept for its candidates.
    /// Lines that take no seats count nothing. Seats kept outside lines are not here (<see cref="Establishment.BalanceOn"/> adds them).
    /// </summary>
    /// <param name="day">The day.</param>
    /// <param name="lines">Lines of the schools asked about.</param>
    /// <param name="ledger">The establishment of a school, or null.</param>
    public static int[] On(DateOnly day, IEnumerable<HiringLine> lines, Func<string, Establishment?> ledger)
    {
        var seats = new int[Enum.GetValues<Teachers.PostCategory>().Length];
        foreach (var line in lines.Where(l => l.TakesSeats))
        {
            var kept = ledger(line.SchoolCode)?.Reservations.Count(r => string.Equals(r.LineCode, line.Code, StringComparison.Ordinal) && r.HoldsOn(day)) ?? 0;
            seats[(int)line.Category] += Math.Max(line.OpenOn(day), kept);
        }
        return seats;
    }
}
