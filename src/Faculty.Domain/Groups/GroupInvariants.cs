using Faculty.Domain.Time;

namespace Faculty.Domain.Groups;

/// <summary>What must hold of a group whatever verb or import made it.</summary>
public static class GroupInvariants
{
    /// <summary>Every rule the group breaks, each with its reason and the part concerned.</summary>
    /// <param name="group">The group.</param>
    /// <param name="standing">The record that stands for a teacher's id; none = the ids themselves.</param>
    public static IEnumerable<RuleBroken> Broken(Group group, Func<string, string>? standing = null) =>
        Reversed(group).ToList() is { Count: > 0 } reversed
            ? reversed // The other rules reckon with periods that run forward.
            : Stages(group).Concat(Members(group, standing ?? (id => id))).Concat(Enterprises(group)).Concat(Tasks(group));

    /// <summary>Refuses a change that breaks a rule the group kept before; what is broken already, by a merge, say, does not stand in its way.</summary>
    public static void Require(Group before, Group after, Func<string, string>? standing = null)
    {
        HashSet<(Reason, string)>? known = null;
        foreach (var broken in Broken(after, standing))
        {
            known ??= [.. Broken(before, standing).Select(b => (b.Reason, b.FactId))];
            if (!known.Contains((broken.Reason, broken.FactId)))
            {
                throw broken;
            }
        }
    }

    private static IEnumerable<RuleBroken> Reversed(Group group) =>
        group.Memberships.Select(m => (Id: m.MembershipId, m.Period))
            .Concat(group.Enterprises.Select(e => (Id: "", e.Period)))
            .Concat(group.StartDate is { } first ? [(Id: "", Period: new Period(first, group.LastDate))] : [])
            .Where(p => p.Period.IsReversed)
            .Select(p => new RuleBroken(
                Reason.PeriodReversed, "The last day lies before the first day.",
                ("fact_id", p.Id), ("start_date", $"{p.Period.First:O}"), ("last_date", $"{p.Period.Last:O}")) { FactId = p.Id });

    private static IEnumerable<RuleBroken> Stages(Group group)
    {
        var state = GroupState.Unspecified;
        foreach (var stage in group.Events)
        {
            var next = GroupStages.Next(state);
            if (!next.Contains(stage.State))
            {
                yield return new(
                    Reason.GroupStageOrder, $"{stage.State} cannot follow {state}.",
                    ("group_code", group.Code), ("group_state", $"{state}"), ("next_state", $"{stage.State}"), ("effective_date", $"{stage.EffectiveDate:O}"),
                    ("allowed", string.Join(", ", next))) { FactId = stage.EventId };
            }
            if (stage.State != GroupState.Applied && stage.DocumentNumber.Length == 0)
            {
                yield return new(Reason.DocumentMissing, "This decision needs the number of its document.", ("group_code", group.Code)) { FactId = stage.EventId };
            }
            state = stage.State;
        }
        if (group.Events.Count == 0)
        {
            yield return new(
                Reason.GroupStageOrder, "A group is applied for first.",
                ("group_code", group.Code), ("group_state", $"{state}"), ("next_state", ""), ("effective_date", ""), ("allowed", $"{GroupState.Applied}"));
        }
    }

    private static IEnumerable<RuleBroken> Members(Group group, Func<string, string> standing)
    {
        var persons = group.Memberships.Select(m => standing(m.TeacherId)).ToList();
        for (var i = 0; i < group.Memberships.Count; i++)
        {
            var later = group.Memberships[i];
            if (group.EndedFrom is { } ended && later.StartDate >= ended)
            {
                yield return new(
                    Reason.GroupEnded, "The group has ended on that day.", ("group_code", group.Code), ("ended_from", $"{ended:O}")) { FactId = later.MembershipId };
            }
            for (var j = 0; j < i; j++)
            {
                var earlier = group.Memberships[j];
                if (later.Period.Intersect(earlier.Period) is not { } shared)
                {
                    continue;
                }
                if (persons[i] == persons[j])
                {
                    yield return Clash(Reason.MemberTwice, "The person is a member on these days already.", group, later, earlier, shared);
                }
                else if (later.Role == MemberRole.Leader && earlier.Role == MemberRole.Leader)
                {
                    yield return Clash(Reason.SecondLeader, "A day would have two leaders.", group, later, earlier, shared);
                }
            }
        }
    }

    private static RuleBroken Clash(Reason reason, string message, Group group, Membership later, Membership earlier, Period shared) => new(
        reason, message,
        ("group_code", group.Code), ("membership_id", earlier.MembershipId), ("from", $"{shared.First:O}"), ("to", $"{shared.Last:O}")) { FactId = later.MembershipId };

    private static IEnumerable<RuleBroken> Enterprises(Group group)
    {
        for (var i = 0; i < group.Enterprises.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (group.Enterprises[i].Name == group.Enterprises[j].Name && group.Enterprises[i].Period.Intersect(group.Enterprises[j].Period) is { } shared)
                {
                    yield return new(
                        Reason.EnterpriseTwice, "The cooperation stands twice on a day.",
                        ("group_code", group.Code), ("from", $"{shared.First:O}"), ("to", $"{shared.Last:O}")) { FactId = group.Enterprises[i].Name };
                }
            }
        }
    }

    private static IEnumerable<RuleBroken> Tasks(Group group) =>
        group.Tasks.GroupBy(t => (t.Year, t.Title, t.Output)).SelectMany(same => same.Skip(1).Select(task => new RuleBroken(
            Reason.TaskTwice, "The same task stands twice in a year.",
            ("group_code", group.Code), ("year", $"{task.Year}"), ("task_id", same.First().TaskId)) { FactId = task.TaskId }));
}
