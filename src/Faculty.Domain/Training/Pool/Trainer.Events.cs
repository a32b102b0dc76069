using Faculty.Domain.Time;

namespace Faculty.Domain.Training.Pool;

public sealed partial record Trainer
{
    /// <summary>What the trainer is on a day.</summary>
    public TrainerStanding StandingOn(DateOnly day)
    {
        var standing = default(TrainerStanding);
        foreach (var next in Events)
        {
            if (next.EffectiveDate > day)
            {
                break;
            }
            standing = standing.On(next.EffectiveDate).After(next);
        }
        return standing.On(day);
    }

    public TrainerState StateOn(DateOnly day) => StandingOn(day).State;

    /// <summary>The consent to be shown that holds on a day; null without one.</summary>
    public TrainerEvent? ConsentOn(DateOnly day) =>
        Events.LastOrDefault(e => e.EffectiveDate <= day && e.Type.IsOfConsent()) is { Type: TrainerEventType.Consent } consent ? consent : null;

    /// <summary>Records an event. Events may arrive in any order that is allowed as a whole.</summary>
    public Trainer Record(TrainerEvent next)
    {
        var at = Events.Count(e => e.EffectiveDate <= next.EffectiveDate);
        return Kept(this with { Events = [.. Events.Take(at), next, .. Events.Skip(at)] });
    }

    /// <summary>Makes the person public from a day on, for as many working days as are asked for.</summary>
    public Trainer BeginPublicity(TrainerEvent publicity, int workingDays, WorkingDays calendar) =>
        Record(publicity with { LastDate = calendar.LastOf(publicity.EffectiveDate, workingDays) });

    /// <summary>Takes back an event recorded wrongly; what is left must be allowed.</summary>
    public Trainer WithdrawEvent(string eventId) => Events.Any(e => e.EventId == eventId)
        ? Kept(this with { Events = [.. Events.Where(e => e.EventId != eventId)] })
        : throw new RuleBroken(Reason.TrainerEventUnknown, "The trainer has no event with this id.", ("trainer_id", TrainerId), ("event_id", eventId));

    private Trainer Kept(Trainer next)
    {
        TrainerInvariants.Require(this, next);
        return next;
    }
}
