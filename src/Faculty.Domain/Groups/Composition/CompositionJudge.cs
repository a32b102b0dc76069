using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Groups.Composition;

/// <summary>Judges the composition of groups on any day; changes nothing.</summary>
public static class CompositionJudge
{
    /// <summary>The judgement of a group by the rules for its kind and level on the day. A person counts once, in the first of the roles.</summary>
    public static CompositionJudgement Judge(Group group, CompositionBook book, DateOnly day, GroupPeople people)
    {
        var state = group.StateOn(day);
        var members = Seen(group, day, people);
        var rules = state is GroupState.Unspecified or GroupState.Ended ? null : book.For(group.Kind, group.Level, day);
        if (rules is null)
        {
            return new(CompositionResult.NotApplicable, [], null, state, Persons(members));
        }
        var findings = new List<Finding>(rules.Rules.Count);
        var result = CompositionResult.Met;
        foreach (var rule in rules.Rules)
        {
            var finding = Find(rule, group, members, day, people);
            findings.Add(finding);
            result = (finding.Result, result) switch
            {
                (CompositionResult.Lacking, _) => CompositionResult.Lacking,
                (CompositionResult.Manual, CompositionResult.Met) => CompositionResult.Manual,
                _ => result,
            };
        }
        return new(result, findings, rules, state, Persons(members));
    }

    private static Finding Find(CompositionRule rule, Group group, List<Member> members, DateOnly day, GroupPeople people) => rule switch
    {
        { Size: { } size } => Size(rule, size, members),
        { Recognised: { } share } => Share(rule, share, members, m => RecognisedCause(m, share.LeastLevel, day)),
        { Enterprise: { } share } => Share(rule, share, members, m =>
            m.Membership.Role == MemberRole.EnterpriseMember ? (true, MemberCause.FromEnterprise) : (false, MemberCause.NotFromEnterprise)),
        { Leader: { } leader } => Leader(rule, leader, group, members, day),
        { Groups: { } groups } => Groups(rule, groups, members, day, people),
        { Term: { } term } => Term(rule, term, members, day),
        { Enterprises: { } enterprises } => Enterprises(rule, enterprises, group, day),
        _ => new(rule, CompositionResult.Manual, 0, 0, []),
    };

    private static Finding Size(CompositionRule rule, SizeRule size, List<Member> members)
    {
        var (seen, counted) = (new CountedMember[members.Count], 0);
        for (var i = 0; i < members.Count; i++)
        {
            seen[i] = LeftOut(members[i], size.WithoutRoles) ?? new(members[i].Membership, Counts: true, MemberCause.Member);
            counted += seen[i].Counts ? 1 : 0;
        }
        return new(rule, Met(counted >= size.LeastCount && (size.MostCount == 0 || counted <= size.MostCount)), counted, 0, seen);
    }

    private static Finding Share(CompositionRule rule, ShareRule share, List<Member> members, Func<Member, (bool Counts, MemberCause Cause)> judge)
    {
        var (seen, counted, among) = (new CountedMember[members.Count], 0, 0);
        for (var i = 0; i < members.Count; i++)
        {
            if (LeftOut(members[i], share.WithoutRoles) is { } left)
            {
                seen[i] = left;
                continue;
            }
            var (counts, cause) = judge(members[i]);
            seen[i] = new(members[i].Membership, counts, cause);
            (counted, among) = (counted + (counts ? 1 : 0), among + 1);
        }
        var isShare = share.Comparison != ShareComparison.Unspecified;
        // 0 of 0 is neither enough nor too little.
        var result = among == 0 && share.LeastCount == 0 ? CompositionResult.NotApplicable : Met(share.Holds(counted, among));
        return new(rule, result, counted, isShare ? among : 0, seen);
    }

    private static (bool, MemberCause) RecognisedCause(Member member, RecognitionLevel least, DateOnly day) => Recognised.LevelOn(member.Person, day) switch
    {
        RecognitionLevel.Unspecified => (false, Recognised.WhyNot(member.Person, day)),
        var level when level < least => (false, MemberCause.LevelTooLow),
        _ => (true, MemberCause.Recognised),
    };

    private static Finding Leader(CompositionRule rule, LeaderRule asked, Group group, List<Member> members, DateOnly day)
    {
        var leader = members.Find(m => m.Membership.Role == MemberRole.Leader);
        if (leader.Membership is null)
        {
            return new(rule, CompositionResult.Lacking, 0, 0, []);
        }
        var cause = LeaderCause(asked, group.SchoolCode, leader.Person, day);
        var counts = cause == MemberCause.Qualified;
        return new(rule, Met(counts), counts ? 1 : 0, 0, [new(leader.Membership, counts, cause)]);
    }

    private static MemberCause LeaderCause(LeaderRule asked, string host, Teacher? person, DateOnly day)
    {
        var fullTime = person?.Engagements.Where(e => e.Kind.IsFullTime()) ?? [];
        return asked.LeastTitleRank > 0 && (person is null || new TitleRule { LeastRank = asked.LeastTitleRank }.Check(person, day).Result != RequirementResult.Met) ? MemberCause.TitleTooLow
            : asked.LeastLevel > Recognised.LevelOn(person, day) ? Recognised.LevelOn(person, day) == RecognitionLevel.Unspecified ? Recognised.WhyNot(person, day) : MemberCause.LevelTooLow
            : asked.LeastMonths > 0 && PeriodDays.Months(fullTime.Select(e => e.Period), day) < asked.LeastMonths ? MemberCause.TooFewMonths
            : asked.FullTimeAtHost && !fullTime.Any(e => e.SchoolCode == host && e.Period.Covers(day)) ? MemberCause.NotAtHost
            : MemberCause.Qualified;
    }

    private static Finding Groups(CompositionRule rule, GroupsRule groups, List<Member> members, DateOnly day, GroupPeople people)
    {
        var (seen, most) = (new CountedMember[members.Count], 0);
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].IsAgain)
            {
                seen[i] = new(members[i].Membership, Counts: false, MemberCause.SamePerson);
                continue;
            }
            var count = people.GroupsOn(members[i].PersonId, day);
            most = Math.Max(most, count);
            seen[i] = count <= groups.MostCount
                ? new(members[i].Membership, Counts: true, MemberCause.FewGroups)
                : new(members[i].Membership, Counts: false, MemberCause.TooManyGroups);
        }
        return new(rule, members.Count == 0 ? CompositionResult.NotApplicable : Met(most <= groups.MostCount), most, 0, seen);
    }

    private static Finding Term(CompositionRule rule, TermRule term, List<Member> members, DateOnly day)
    {
        var leader = members.Find(m => m.Membership.Role == MemberRole.Leader);
        if (leader.Membership is not { } led)
        {
            return new(rule, CompositionResult.NotApplicable, 0, 0, []);
        }
        var holds = day <= term.LastOf(led.StartDate);
        return new(rule, Met(holds), PeriodDays.Months([led.Period], day), 0, [new(led, holds, holds ? MemberCause.WithinTerm : MemberCause.TermOver)]);
    }

    private static Finding Enterprises(CompositionRule rule, EnterprisesRule asked, Group group, DateOnly day)
    {
        var count = group.Enterprises.Where(e => e.Period.Covers(day)).DistinctBy(e => e.Name).Count();
        return new(rule, Met(count >= asked.LeastCount), count, 0, []);
    }

    private static CountedMember? LeftOut(Member member, IReadOnlyList<MemberRole> roles) =>
        member.IsAgain ? new(member.Membership, Counts: false, MemberCause.SamePerson)
        : roles.Count > 0 && roles.Contains(member.Membership.Role) ? new(member.Membership, Counts: false, MemberCause.RoleLeftOut)
        : null;

    private static List<Member> Seen(Group group, DateOnly day, GroupPeople people)
    {
        var members = new List<Member>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var membership in group.MembersOn(day))
        {
            var person = people.Standing(membership.TeacherId);
            var personId = person?.TeacherId ?? membership.TeacherId;
            members.Add(new(membership, person, personId, IsAgain: !known.Add(personId)));
        }
        return members;
    }

    private static int Persons(List<Member> members) => members.Count(m => !m.IsAgain);

    private static CompositionResult Met(bool holds) => holds ? CompositionResult.Met : CompositionResult.Lacking;

    /// <summary>A membership on the day and who it is; again = of a person who stands before.</summary>
    private readonly record struct Member(Membership Membership, Teacher? Person, string PersonId, bool IsAgain);
}
