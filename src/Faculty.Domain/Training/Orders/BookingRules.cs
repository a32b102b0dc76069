using Faculty.Domain.Time;
using Faculty.Domain.Training.Pool;

namespace Faculty.Domain.Training.Orders;

/// <summary>
/// Whether somebody may be booked for a time: every rule that would be broken, as a value with what would mend it. Pure; orders refuse by it and
/// matching searches by it, so both say the same.
/// </summary>
/// <param name="Pool">The rules of the pool: accepted credentials, travel places.</param>
public sealed record BookingRules(PoolRules Pool)
{
    /// <summary>Minutes between two places of which one is not on the pool's map.</summary>
    public int UnknownTravelMinutes { get; init; } = 30;

    private static readonly TimeOnly DayBegins = new(8, 0), DayEnds = new(21, 0);

    /// <summary>Every rule that a booking would break; none = it may be.</summary>
    public IEnumerable<BookingFault> Broken(BookingAsk ask, Bookable who) =>
        Standing(ask, who).Concat(Skills(ask, who)).Concat(Times(ask, who)).Concat(Travel(ask, who)).Concat(Caps(ask, who));

    /// <summary>The stretches of a day, within 08:00–21:00, in which somebody has neither lessons nor bookings.</summary>
    public static IEnumerable<TeachingTime> Free(DateOnly day, Bookable who)
    {
        if (who.Trainer.IsOnLeave(day))
        {
            yield break;
        }
        var from = DayBegins;
        foreach (var busy in who.Trainer.LessonsOn(day).Concat(who.Bookings.Where(b => b.Day == day).Select(b => b.Time)).OrderBy(t => t.From))
        {
            if (busy.From > from && from < DayEnds)
            {
                yield return new(day, from, busy.From < DayEnds ? busy.From : DayEnds);
            }
            from = busy.To > from ? busy.To : from;
        }
        if (from < DayEnds)
        {
            yield return new(day, from, DayEnds);
        }
    }

    private static IEnumerable<BookingFault> Standing(BookingAsk ask, Bookable who)
    {
        var trainer = who.Trainer;
        if (trainer.StandingOn(ask.Time.Day) is var standing && standing.State != TrainerState.InPool)
        {
            yield return Fault(BookingRule.NotInPool, ask, who, ("trainer_state", $"{standing.State}"));
        }
        if (trainer.BlockedEnterpriseCodes.Contains(ask.EnterpriseCode, StringComparer.Ordinal) || ask.BlockedTrainerIds.Contains(trainer.TrainerId, StringComparer.Ordinal))
        {
            yield return Fault(BookingRule.Blocked, ask, who);
        }
        if (trainer.Kinds.Count > 0 && !trainer.Kinds.Contains(ask.Kind))
        {
            yield return Fault(BookingRule.Kind, ask, who, ("kind", $"{ask.Kind}"), ("kinds", string.Join(", ", trainer.Kinds)));
        }
        if (ask.Languages.Count > 0 && !ask.Languages.Intersect(trainer.Languages, StringComparer.Ordinal).Any())
        {
            yield return Fault(BookingRule.Language, ask, who, ("languages", string.Join(", ", ask.Languages)));
        }
    }

    private IEnumerable<BookingFault> Skills(BookingAsk ask, Bookable who)
    {
        foreach (var wanted in ask.Skills)
        {
            var own = who.Trainer.Skills.Where(s => s.OccupationCode == wanted.OccupationCode).ToList();
            var enough = own.Where(s => s.Level.IsAtLeast(wanted.Level)).ToList();
            if (own.Count == 0)
            {
                yield return Fault(BookingRule.SkillMissing, ask, who, ("occupation_code", wanted.OccupationCode));
            }
            else if (enough.Count == 0)
            {
                yield return Fault(BookingRule.SkillLevel, ask, who, ("occupation_code", wanted.OccupationCode), ("skill_level", $"{own.Min(s => s.Level)}"), ("needed", $"{wanted.Level}"));
            }
            else if (enough.SelectMany(s => SkillProof.Days(s, who.Person, Pool)).ToList() is var days && !days.Any(d => d.Covers(ask.Time.Day)))
            {
                var last = days.Where(d => d.End < ask.Time.Day).Select(d => (DateOnly?)d.End).Max();
                yield return Fault(BookingRule.CredentialNotValid, ask, who, ("occupation_code", wanted.OccupationCode), ("valid_until", $"{last:O}"));
            }
        }
    }

    private static IEnumerable<BookingFault> Times(BookingAsk ask, Bookable who)
    {
        if (who.Bookings.Any(b => b.Time.Overlaps(ask.Time)))
        {
            yield return Fault(BookingRule.SlotTaken, ask, who, FreeFact(ask, who));
        }
        if (who.Trainer.LessonsOn(ask.Time.Day).Where(ask.Time.Overlaps).Select(t => (TeachingTime?)t).FirstOrDefault() is { } lessons)
        {
            yield return Fault(BookingRule.Lessons, ask, who, ("lessons_from", $"{lessons.From:HH:mm}"), ("lessons_to", $"{lessons.To:HH:mm}"), FreeFact(ask, who));
        }
        if (who.Trainer.IsOnLeave(ask.Time.Day))
        {
            yield return Fault(BookingRule.Leave, ask, who);
        }
    }

    private IEnumerable<BookingFault> Travel(BookingAsk ask, Bookable who)
    {
        // Lessons are at the school whose pool it is.
        var others = who.Bookings.Where(b => b.Day == ask.Time.Day).Select(b => (b.Time, b.PlaceCode))
            .Concat(who.Trainer.LessonsOn(ask.Time.Day).Select(t => (Time: t, PlaceCode: who.Trainer.OrganisationCode)));
        foreach (var (time, place) in others)
        {
            var (gap, needed) = (time.GapMinutes(ask.Time), Minutes(place, ask.PlaceCode));
            if (!time.Overlaps(ask.Time) && gap < needed)
            {
                yield return Fault(BookingRule.TravelTime, ask, who, ("gap_minutes", $"{gap}"), ("needed_minutes", $"{needed}"), FreeFact(ask, who));
            }
        }
        if (who.Trainer.Travel is { } travel && Pool.Place(travel.PlaceCode) is { } home && Pool.Place(ask.PlaceCode) is { } there && home.MinutesTo(there) is var minutes && minutes > travel.MostMinutes)
        {
            yield return Fault(BookingRule.TooFar, ask, who, ("minutes", $"{minutes}"), ("most_minutes", $"{travel.MostMinutes}"));
        }
    }

    private static IEnumerable<BookingFault> Caps(BookingAsk ask, Bookable who)
    {
        if (who.Trainer.Caps is not { } caps)
        {
            yield break;
        }
        var day = ask.Time.Day;
        var monday = day.AddDays(1 - (int)day.Weekday());
        var month = new DateOnly(day.Year, day.Month, 1);
        var quarter = new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1);
        foreach (var (rule, hours, period) in ((BookingRule, int, Period)[])
            [(BookingRule.WeekCap, caps.WeekHours, new(monday, monday.AddDays(6))), (BookingRule.MonthCap, caps.MonthHours, new(month, month.AddMonths(1).AddDays(-1))), (BookingRule.QuarterCap, caps.QuarterHours, new(quarter, quarter.AddMonths(3).AddDays(-1)))])
        {
            var booked = who.Bookings.Where(b => period.Covers(b.Day)).Sum(b => b.Time.Minutes);
            if (hours > 0 && booked + ask.Time.Minutes > hours * 60)
            {
                yield return Fault(rule, ask, who, ("cap_minutes", $"{hours * 60}"), ("booked_minutes", $"{booked}"), ("wanted_minutes", $"{ask.Time.Minutes}"));
            }
        }
    }

    private int Minutes(string from, string to) =>
        from == to ? 0 : Pool.Place(from) is { } a && Pool.Place(to) is { } b ? a.MinutesTo(b) : UnknownTravelMinutes;

    private static (string, string) FreeFact(BookingAsk ask, Bookable who) => ("free", string.Join(", ", Free(ask.Time.Day, who).Select(t => $"{t.From:HH:mm}–{t.To:HH:mm}")));

    private static BookingFault Fault(BookingRule rule, BookingAsk ask, Bookable who, params (string, string)[] facts) => new(rule, who.Trainer.TrainerId, ask.Time, facts);
}
