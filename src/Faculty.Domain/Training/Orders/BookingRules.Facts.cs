using Faculty.Domain.Training.Pool;

namespace Faculty.Domain.Training.Orders;

public sealed partial record BookingRules
{
    private static readonly TimeOnly DayBegins = new(8, 0), DayEnds = new(21, 0);

    /// <summary>Every rule that a booking would break, with what it looked at; none = it may be.</summary>
    public IEnumerable<BookingFault> Broken(BookingAsk ask, Bookable who)
    {
        var broken = Judge(ask, who);
        return Enum.GetValues<BookingRule>().Where(rule => broken.Has(rule)).Select(rule => new BookingFault(rule, who.Trainer.TrainerId, ask.Time, [.. Facts(rule, ask, who)]));
    }

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

    // What a broken rule looked at: of several skills, lessons or bookings the first that breaks it.
    private IEnumerable<(string, string)> Facts(BookingRule rule, BookingAsk ask, Bookable who)
    {
        var (trainer, day) = (who.Trainer, ask.Time.Day);
        switch (rule)
        {
            case BookingRule.NotInPool:
                return [("trainer_state", $"{trainer.StateOn(day)}")];
            case BookingRule.Kind:
                return [("kind", $"{ask.Kind}"), ("kinds", string.Join(", ", trainer.Kinds))];
            case BookingRule.Language:
                return [("languages", string.Join(", ", ask.Languages))];
            case BookingRule.SkillMissing or BookingRule.SkillLevel or BookingRule.CredentialNotValid:
                return SkillFacts(rule, ask.Skills.First(s => Skill(s, day, who).Has(rule)), day, who);
            case BookingRule.SlotTaken:
                return [Free(ask, who)];
            case BookingRule.Lessons:
                var lessons = trainer.LessonsOn(day).First(ask.Time.Overlaps);
                return [("lessons_from", $"{lessons.From:HH:mm}"), ("lessons_to", $"{lessons.To:HH:mm}"), Free(ask, who)];
            case BookingRule.TravelTime:
                var (time, place) = who.Bookings.Where(b => b.Day == day).Select(b => (b.Time, b.PlaceCode))
                    .Concat(trainer.LessonsOn(day).Select(t => (Time: t, PlaceCode: trainer.OrganisationCode))).First(other => IsTooNear(other.Time, other.PlaceCode, ask));
                return [("gap_minutes", $"{time.GapMinutes(ask.Time)}"), ("needed_minutes", $"{Minutes(place, ask.PlaceCode)}"), Free(ask, who)];
            case BookingRule.TooFar:
                return [("minutes", $"{Minutes(trainer.Travel!, ask)}"), ("most_minutes", $"{trainer.Travel!.MostMinutes}")];
            case BookingRule.WeekCap:
                return CapFacts(CapPeriod.Week, trainer.Caps!.WeekHours, ask, who);
            case BookingRule.MonthCap:
                return CapFacts(CapPeriod.Month, trainer.Caps!.MonthHours, ask, who);
            case BookingRule.QuarterCap:
                return CapFacts(CapPeriod.Quarter, trainer.Caps!.QuarterHours, ask, who);
            default:
                return [];
        }
    }

    private IEnumerable<(string, string)> SkillFacts(BookingRule rule, OrderedSkill wanted, DateOnly day, Bookable who)
    {
        var own = who.Trainer.Skills.Where(s => s.OccupationCode == wanted.OccupationCode).ToList();
        return rule switch
        {
            BookingRule.SkillMissing => [("occupation_code", wanted.OccupationCode)],
            BookingRule.SkillLevel => [("occupation_code", wanted.OccupationCode), ("skill_level", $"{own.Min(s => s.Level)}"), ("needed", $"{wanted.Level}")],
            _ =>
            [
                ("occupation_code", wanted.OccupationCode),
                ("valid_until", $"{own.Where(s => s.Level.IsAtLeast(wanted.Level)).SelectMany(s => SkillProof.Days(s, who.Person, Pool)).Where(d => d.End < day).Select(d => (DateOnly?)d.End).Max():O}"),
            ],
        };
    }

    private static IEnumerable<(string, string)> CapFacts(CapPeriod period, int hours, BookingAsk ask, Bookable who) =>
    [
        ("cap_minutes", $"{hours * 60}"), ("booked_minutes", $"{who.Bookings.Where(b => period.Holds(b.Day, ask.Time.Day)).Sum(b => b.Time.Minutes)}"), ("wanted_minutes", $"{ask.Time.Minutes}"),
    ];

    private static (string, string) Free(BookingAsk ask, Bookable who) => ("free", string.Join(", ", Free(ask.Time.Day, who).Select(t => $"{t.From:HH:mm}–{t.To:HH:mm}")));
}
