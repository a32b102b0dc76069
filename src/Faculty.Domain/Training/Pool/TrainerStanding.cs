namespace Faculty.Domain.Training.Pool;

/// <summary>What a trainer is on a day: the state, the last day of the term while in the pool, the last day of the last publicity.</summary>
public readonly record struct TrainerStanding(TrainerState State, DateOnly? TermLast, DateOnly? PublicityLast)
{
    /// <summary>The same on a day no event lies on: a term that has ended takes the trainer out by itself.</summary>
    public TrainerStanding On(DateOnly day) => TermLast < day ? new(TrainerState.Removed, null, PublicityLast) : this;

    /// <summary>After an event, which the stages allow.</summary>
    public TrainerStanding After(TrainerEvent next) => next.Type switch
    {
        TrainerEventType.Propose => new(TrainerState.Candidate, null, null),
        TrainerEventType.Publicity => new(TrainerState.Publicity, null, next.LastDate),
        TrainerEventType.Admit => this with { State = TrainerState.InPool, TermLast = next.LastDate },
        TrainerEventType.Suspend => this with { State = TrainerState.Suspended },
        TrainerEventType.Reinstate => this with { State = TrainerState.InPool },
        TrainerEventType.Extend => this with { TermLast = next.LastDate },
        TrainerEventType.Remove => new(TrainerState.Removed, null, PublicityLast),
        _ => this,
    };
}
