using Faculty.Domain.Groups.Composition;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Groups;

/// <summary>Finds what is amiss with a group on a day or will be within so many days. Everything is derived; nothing changes by it.</summary>
public sealed class GroupWatch(CompositionBook book, GroupPeople people, DateOnly day, int withinDays)
{
    private readonly DateOnly until = withinDays > DateOnly.MaxValue.DayNumber - day.DayNumber ? DateOnly.MaxValue : day.AddDays(withinDays);

    /// <summary>The alerts by type and day; none of a group that is not applied for, has failed or has ended.</summary>
    /// <param name="group">The group.</param>
    /// <param name="dated">Else a composition that does not hold is dated with the day itself: since when is found by going back.</param>
    public IReadOnlyList<GroupAlert> Of(Group group, bool dated = true)
    {
        var state = group.StateOn(day);
        if (!state.IsAlive())
        {
            return [];
        }
        Membership[] members = [.. group.MembersOn(day)];
        return
        [
            .. OfRecognitions(members).Concat(OfLeader(group)).Concat(OfTerms(group, members)).Concat(OfPeriod(group, state)).Concat(OfComposition(group, dated))
                .OrderBy(a => a.Type).ThenBy(a => a.Date).ThenBy(a => a.Membership?.MembershipId, StringComparer.Ordinal),
        ];
    }

    private IEnumerable<GroupAlert> OfRecognitions(Membership[] members)
    {
        foreach (var (membership, person) in members.Select(m => (m, Person: people.Standing(m.TeacherId))).DistinctBy(m => m.Person?.TeacherId ?? m.m.TeacherId))
        {
            var stretches = Recognised.Stretches(person);
            var now = stretches.FindIndex(s => s.Covers(day));
            if (now >= 0)
            {
                if (stretches[now].Last is { } last && last <= until)
                {
                    yield return new(GroupAlertType.RecognitionEnding, last, membership, MemberCause.Unspecified, []);
                }
            }
            else if (stretches.FindLast(s => s.End < day) is { Last: { } ended })
            {
                yield return new(GroupAlertType.RecognitionLost, ended.AddDays(1), membership, Recognised.WhyNot(person, day), []);
            }
        }
    }

    private IEnumerable<GroupAlert> OfLeader(Group group)
    {
        if (group.LeaderOn(day) is not { } leader)
        {
            var before = group.Memberships.Where(m => m.Role == MemberRole.Leader && m.Period.End < day).MaxBy(m => m.Period.End);
            yield return new(GroupAlertType.NoLeader, before is null ? group.Events[0].EffectiveDate : before.Period.End.AddDays(1), before, MemberCause.Unspecified, []);
            yield break;
        }
        var atHost = (people.Standing(leader.TeacherId)?.Engagements ?? []).Where(e => e.Kind.IsFullTime() && e.SchoolCode == group.SchoolCode).ToList();
        // Who never was full-time at the host did not leave it: masters from enterprises lead studios too.
        if (!atHost.Exists(e => e.Period.Covers(day)) && atHost.Where(e => e.Period.End < day).MaxBy(e => e.Period.End) is { } last)
        {
            yield return new(GroupAlertType.LeaderLeft, last.Period.End.AddDays(1), leader, MemberCause.NotAtHost, []);
        }
    }

    private IEnumerable<GroupAlert> OfTerms(Group group, Membership[] members) => members
        .Where(m => m.LastDate is { } last && last <= until && !IsFollowed(group, m, last))
        .Select(m => new GroupAlert(GroupAlertType.TermEnding, m.LastDate!.Value, m, MemberCause.Unspecified, []));

    // By the same person, or, where one leads, by the next leader.
    private bool IsFollowed(Group group, Membership membership, DateOnly last) => last < DateOnly.MaxValue && group.Memberships.Any(m =>
        m != membership && m.Period.Covers(last.AddDays(1))
        && (PersonOf(m) == PersonOf(membership) || (m.Role == MemberRole.Leader && membership.Role == MemberRole.Leader)));

    private IEnumerable<GroupAlert> OfPeriod(Group group, GroupState state)
    {
        if (group.LastDate is { } last && state.IsUnderWay() && last <= until)
        {
            yield return last < day
                ? new(GroupAlertType.PeriodOver, last.AddDays(1), null, MemberCause.Unspecified, [])
                : new(GroupAlertType.PeriodEnding, last, null, MemberCause.Unspecified, []);
        }
    }

    private IEnumerable<GroupAlert> OfComposition(Group group, bool dated)
    {
        var judged = CompositionJudge.Judge(group, book, day, people);
        if (judged.Result == CompositionResult.Lacking)
        {
            yield return new(GroupAlertType.CompositionLacking, dated ? LackingSince(group) : day, null, MemberCause.Unspecified, [.. judged.LackingCodes]);
        }
    }

    // Back over the days on which anything about the group changed, and the days before them, to one on which it held.
    private DateOnly LackingSince(Group group)
    {
        var since = day;
        foreach (var known in DaysOfChange(group).SelectMany(d => d > DateOnly.MinValue ? (DateOnly[])[d, d.AddDays(-1)] : [d]).Where(d => d < day).Distinct().OrderDescending())
        {
            if (!IsLacking(group, known))
            {
                return FirstLacking(group, known, since);
            }
            since = known;
        }
        return since;
    }

    // By halving between a day on which it held and one on which it did not: titles and months of service come and groups elsewhere change on days not asked for.
    private DateOnly FirstLacking(Group group, DateOnly held, DateOnly lacking)
    {
        while (lacking.DayNumber - held.DayNumber > 1)
        {
            var middle = held.AddDays((lacking.DayNumber - held.DayNumber) / 2);
            (held, lacking) = IsLacking(group, middle) ? (held, middle) : (middle, lacking);
        }
        return lacking;
    }

    private bool IsLacking(Group group, DateOnly on) => CompositionJudge.Judge(group, book, on, people).Result == CompositionResult.Lacking;

    private IEnumerable<DateOnly> DaysOfChange(Group group)
    {
        var rules = book.All.Where(r => r.Kind == group.Kind).ToList();
        var terms = rules.SelectMany(r => r.Rules).Select(r => r.Term).OfType<TermRule>()
            .SelectMany(t => group.Memberships.Where(m => m.Role == MemberRole.Leader && m.StartDate <= day).Select(m => t.LastOf(m.StartDate).AddDays(1)));
        var periods = group.Memberships.Select(m => m.Period)
            .Concat(group.Enterprises.Select(e => e.Period))
            .Concat(rules.Select(r => r.Period))
            .Concat(group.Memberships.Select(m => people.Standing(m.TeacherId)).OfType<Teacher>().DistinctBy(t => t.TeacherId)
                .SelectMany(t => t.Recognitions.SelectMany(r => r.InForcePeriods()).Concat(t.Engagements.Select(e => e.Period))));
        return group.Events.Select(e => e.EffectiveDate).Concat(terms)
            .Concat(periods.SelectMany(p => p.End < DateOnly.MaxValue ? (DateOnly[])[p.First, p.End.AddDays(1)] : [p.First]));
    }

    private string PersonOf(Membership membership) => people.Standing(membership.TeacherId)?.TeacherId ?? membership.TeacherId;
}
