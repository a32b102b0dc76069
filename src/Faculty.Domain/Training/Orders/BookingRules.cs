using Faculty.Domain.Training.Pool;

namespace Faculty.Domain.Training.Orders;

/// <summary>
/// Whether somebody may be booked for a time: which rules would be broken. Pure; orders refuse by it and matching searches by it, so both say the same. It is
/// asked of thousands for one order, so it makes nothing; what a broken rule looked at is told by the other half.
/// </summary>
/// <param name="Pool">The rules of the pool: accepted credentials, travel places.</param>
public sealed partial record BookingRules(PoolRules Pool)
{
    /// <summary>Minutes between two places of which one is not on the pool's map.</summary>
    public int UnknownTravelMinutes { get; init; } = 30;

    /// <summary>The rules that a booking would break.</summary>
    public BookingRuleSet Judge(BookingAsk ask, Bookable who) =>
        Standing(ask, who.Trainer) | Skills(ask, who) | Times(ask, who) | Travel(ask, who) | Caps(ask, who);

    private static BookingRuleSet Standing(BookingAsk ask, Trainer trainer)
    {
        var broken = BookingRuleSet.None;
        if (trainer.StateOn(ask.Time.Day) != TrainerState.InPool)
        {
            broken |= BookingRuleSet.NotInPool;
        }
        else if (trainer.ConsentOn(ask.Time.Day) is null)
        {
            broken |= BookingRuleSet.NoConsent;
        }
        if (Has(trainer.BlockedEnterpriseCodes, ask.EnterpriseCode) || Has(ask.BlockedTrainerIds, trainer.TrainerId))
        {
            broken |= BookingRuleSet.Blocked;
        }
        if (trainer.Kinds.Count > 0 && !trainer.Kinds.Contains(ask.Kind))
        {
            broken |= BookingRuleSet.Kind;
        }
        return ask.Languages.Count > 0 && !Shares(ask.Languages, trainer.Languages) ? broken | BookingRuleSet.Language : broken;
    }

    private BookingRuleSet Skills(BookingAsk ask, Bookable who)
    {
        var broken = BookingRuleSet.None;
        foreach (var wanted in ask.Skills)
        {
            broken |= Skill(wanted, ask.Time.Day, who);
        }
        return broken;
    }

    private BookingRuleSet Skill(OrderedSkill wanted, DateOnly day, Bookable who)
    {
        var (has, enough) = (false, false);
        var skills = who.Trainer.Skills;
        for (var i = 0; i < skills.Count; i++)
        {
            if (skills[i].OccupationCode != wanted.OccupationCode)
            {
                continue;
            }
            has = true;
            if (!skills[i].Level.IsAtLeast(wanted.Level))
            {
                continue;
            }
            enough = true;
            foreach (var days in who.ProvenDays?[i] ?? SkillProof.Days(skills[i], who.Person, Pool))
            {
                if (days.Covers(day))
                {
                    return BookingRuleSet.None;
                }
            }
        }
        return enough ? BookingRuleSet.CredentialNotValid : has ? BookingRuleSet.SkillLevel : BookingRuleSet.SkillMissing;
    }

    private static BookingRuleSet Times(BookingAsk ask, Bookable who)
    {
        var broken = BookingRuleSet.None;
        foreach (var booking in who.Bookings)
        {
            broken |= booking.Day == ask.Time.Day && booking.Time.Overlaps(ask.Time) ? BookingRuleSet.SlotTaken : BookingRuleSet.None;
        }
        foreach (var block in who.Trainer.Timetable)
        {
            broken |= block.On(ask.Time.Day)?.Overlaps(ask.Time) == true ? BookingRuleSet.Lessons : BookingRuleSet.None;
        }
        foreach (var leave in who.Trainer.Leaves)
        {
            broken |= leave.Period.Covers(ask.Time.Day) ? BookingRuleSet.Leave : BookingRuleSet.None;
        }
        return broken;
    }

    private BookingRuleSet Travel(BookingAsk ask, Bookable who)
    {
        var broken = BookingRuleSet.None;
        foreach (var booking in who.Bookings)
        {
            broken |= booking.Day == ask.Time.Day && IsTooNear(booking.Time, booking.PlaceCode, ask) ? BookingRuleSet.TravelTime : BookingRuleSet.None;
        }
        foreach (var block in who.Trainer.Timetable)
        {
            // Lessons are at the school whose pool it is.
            broken |= block.On(ask.Time.Day) is { } lessons && IsTooNear(lessons, who.Trainer.OrganisationCode, ask) ? BookingRuleSet.TravelTime : BookingRuleSet.None;
        }
        return who.Trainer.Travel is { } travel && Minutes(travel, ask) > travel.MostMinutes ? broken | BookingRuleSet.TooFar : broken;
    }

    private static BookingRuleSet Caps(BookingAsk ask, Bookable who)
    {
        if (who.Trainer.Caps is not { } caps)
        {
            return BookingRuleSet.None;
        }
        var (week, month, quarter) = (ask.Time.Minutes, ask.Time.Minutes, ask.Time.Minutes);
        foreach (var booking in who.Bookings)
        {
            week += CapPeriod.Week.Holds(booking.Day, ask.Time.Day) ? booking.Time.Minutes : 0;
            month += CapPeriod.Month.Holds(booking.Day, ask.Time.Day) ? booking.Time.Minutes : 0;
            quarter += CapPeriod.Quarter.Holds(booking.Day, ask.Time.Day) ? booking.Time.Minutes : 0;
        }
        return (IsOver(week, caps.WeekHours) ? BookingRuleSet.WeekCap : BookingRuleSet.None)
            | (IsOver(month, caps.MonthHours) ? BookingRuleSet.MonthCap : BookingRuleSet.None)
            | (IsOver(quarter, caps.QuarterHours) ? BookingRuleSet.QuarterCap : BookingRuleSet.None);
    }

    private static bool IsOver(int minutes, int capHours) => capHours > 0 && minutes > capHours * 60;

    private bool IsTooNear(TeachingTime time, string place, BookingAsk ask) => !time.Overlaps(ask.Time) && time.GapMinutes(ask.Time) < Minutes(place, ask.PlaceCode);

    private int Minutes(string from, string to) =>
        from == to ? 0 : Pool.Place(from) is { } a && Pool.Place(to) is { } b ? a.MinutesTo(b) : UnknownTravelMinutes;

    // From home; 0 where the map does not say.
    private int Minutes(TrainerTravel travel, BookingAsk ask) =>
        Pool.Place(travel.PlaceCode) is { } home && Pool.Place(ask.PlaceCode) is { } there ? home.MinutesTo(there) : 0;

    private static bool Has(IReadOnlyList<string> codes, string code)
    {
        for (var i = 0; i < codes.Count; i++)
        {
            if (codes[i] == code)
            {
                return true;
            }
        }
        return false;
    }

    private static bool Shares(IReadOnlyList<string> some, IReadOnlyList<string> others)
    {
        for (var i = 0; i < some.Count; i++)
        {
            if (Has(others, some[i]))
            {
                return true;
            }
        }
        return false;
    }
}
