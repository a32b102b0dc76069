using Faculty.Domain.Quotas.Seats;

namespace Faculty.Domain.Quotas.Hiring;

/// <summary>How many may be approved: what is still free to plan (可用计划) of the school's establishment.</summary>
public static class PlanRules
{
    /// <summary>A step opens seats, on its day or on one after it.</summary>
    public static bool OpensMore(HiringLine now, HiringLine next, DateOnly from) =>
        next.TakesSeats && Days([now, next], next, from).Any(day => next.OpenOn(day) > now.OpenOn(day));

    /// <summary>
    /// Refuses a step by which more seats would be open than are free to plan, on its day or on a later one on which the lines of the school
    /// change. Whoever sits on a seat too many already lets nothing be approved.
    /// </summary>
    /// <param name="ledger">The establishment.</param>
    /// <param name="heads">Heads on seats from the day on.</param>
    /// <param name="others">The other lines of the school.</param>
    /// <param name="now">The line before the step.</param>
    /// <param name="next">The line after it.</param>
    /// <param name="from">Day of the step.</param>
    /// <param name="explained">The caller says why.</param>
    public static void Require(Establishment ledger, SeatHeads heads, IReadOnlyList<HiringLine> others, HiringLine now, HiringLine next, DateOnly from, bool explained)
    {
        if (ledger.Control == SeatControl.Info || (ledger.Control == SeatControl.Soft && explained))
        {
            return;
        }
        if (ledger.IsFrozenOn(from))
        {
            throw new RuleBroken(
                Reason.SeatsFrozen, "The establishment is frozen on this day; nothing is approved.", ("organisation_code", ledger.OrganisationCode), ("day", $"{from:O}"));
        }
        foreach (var day in Days([.. others, now, next], next, from))
        {
            var wanted = next.OpenOn(day) - now.OpenOn(day);
            var bucket = ledger.BucketOf(next.Category, day);
            var balance = ledger.BalanceOn(day, heads.On(day), OpenLines.On(day, [.. others, now], _ => ledger)).FirstOrDefault(b => b.Category == bucket);
            if (wanted > 0 && wanted > balance.FreeToPlan)
            {
                throw new RuleBroken(
                    Reason.PlanExceeded, "More would be approved than may still be planned for.",
                    ("organisation_code", ledger.OrganisationCode), ("category", $"{bucket}"), ("day", $"{day:O}"), ("free_to_plan", $"{balance.FreeToPlan}"), ("wanted", $"{wanted}"));
            }
        }
    }

    // The day itself, and the later ones on which a line changes while this one may be open.
    private static IEnumerable<DateOnly> Days(IReadOnlyList<HiringLine> lines, HiringLine next, DateOnly from) =>
        lines.SelectMany(l => l.Steps.Select(s => s.Date).Concat(l.Candidates.Where(c => c.CloseDate is not null).Select(c => c.CloseDate!.Value)).Append(After(l.DeadlineOn(from))))
            .Append(from).Where(day => day >= from && day <= next.DeadlineOn(DateOnly.MaxValue)).Distinct().Order();

    private static DateOnly After(DateOnly day) => day < DateOnly.MaxValue ? day.AddDays(1) : day;
}
