namespace Faculty.Domain.Groups;

public sealed partial record Group
{
    /// <summary>The first day on which it has ended; none while it has not.</summary>
    public DateOnly? EndedFrom => Events.Count > 0 && Events[^1].State == GroupState.Ended ? Events[^1].EffectiveDate : null;

    /// <summary>The state on a day.</summary>
    public GroupState StateOn(DateOnly day)
    {
        var state = GroupState.Unspecified;
        foreach (var stage in Events)
        {
            if (stage.EffectiveDate > day)
            {
                break;
            }
            state = stage.State;
        }
        return state;
    }

    /// <summary>Records a stage. Stages may arrive in any order that the table allows at every moment.</summary>
    public Group Record(GroupEvent stage)
    {
        var at = Events.Count(e => e.EffectiveDate <= stage.EffectiveDate);
        return Kept(this with { Events = [.. Events.Take(at), stage, .. Events.Skip(at)] });
    }

    /// <summary>Takes back a stage recorded wrongly; what is left must follow the table.</summary>
    public Group WithdrawEvent(string eventId) => Events.Any(e => e.EventId == eventId)
        ? Kept(this with { Events = [.. Events.Where(e => e.EventId != eventId)] })
        : throw UnknownPart(eventId);

    /// <summary>The group with only what is in force on a day.</summary>
    public Group AsOf(DateOnly day) => this with
    {
        Enterprises = [.. Enterprises.Where(e => e.Period.Covers(day))],
        Events = [.. Events.Where(e => e.EffectiveDate <= day)],
        Memberships = [.. MembersOn(day)],
        Tasks = [.. Tasks.Where(t => t.Year == day.Year)],
    };

    private Group Kept(Group next)
    {
        GroupInvariants.Require(this, next);
        return next;
    }

    private RuleBroken UnknownPart(string id) => new(
        Reason.GroupPartUnknown, "The group has no such event, membership or task.", ("group_code", Code), ("id", id));
}
