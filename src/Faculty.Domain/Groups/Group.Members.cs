namespace Faculty.Domain.Groups;

public sealed partial record Group
{
    /// <summary>The memberships on a day, the leader's first; none once the group has ended.</summary>
    public IEnumerable<Membership> MembersOn(DateOnly day) => EndedFrom <= day
        ? []
        : Memberships.Where(m => m.Period.Covers(day)).OrderBy(m => m.Role).ThenBy(m => m.StartDate).ThenBy(m => m.MembershipId, StringComparer.Ordinal);

    /// <summary>The leader's membership on a day.</summary>
    public Membership? LeaderOn(DateOnly day) =>
        EndedFrom <= day ? null : Memberships.FirstOrDefault(m => m.Role == MemberRole.Leader && m.Period.Covers(day));

    /// <summary>Begins a membership.</summary>
    /// <param name="membership">The membership.</param>
    /// <param name="standing">The record that stands for a teacher's id: two records that were merged are one person.</param>
    public Group Add(Membership membership, Func<string, string> standing) => Changed([.. Memberships, membership], standing);

    /// <summary>Ends a membership on its last day, which may be earlier than the one it was begun with.</summary>
    public Group EndMember(string membershipId, DateOnly lastDate, string reason)
    {
        var membership = MembershipWith(membershipId);
        return membership.LastDate is { } ended && ended <= lastDate
            ? throw new RuleBroken(Reason.AlreadyEnded, "It has ended already.", ("fact_id", membershipId), ("last_date", $"{ended:O}")) { FactId = membershipId }
            : Kept(this with { Memberships = Replaced(membership, membership with { LastDate = lastDate, EndReason = reason }) });
    }

    /// <summary>Replaces a membership recorded wrongly.</summary>
    public Group Correct(Membership corrected, Func<string, string> standing) => Changed(Replaced(MembershipWith(corrected.MembershipId), corrected), standing);

    /// <summary>Takes back a membership that should never have been recorded.</summary>
    public Group WithdrawMember(string membershipId)
    {
        var membership = MembershipWith(membershipId);
        return Kept(this with { Memberships = [.. Memberships.Where(m => m != membership)] });
    }

    public Membership MembershipWith(string membershipId) => Memberships.FirstOrDefault(m => m.MembershipId == membershipId) ?? throw UnknownPart(membershipId);

    private Group Changed(IReadOnlyList<Membership> memberships, Func<string, string> standing)
    {
        var next = this with { Memberships = InOrder(memberships) };
        GroupInvariants.Require(this, next, standing);
        return next;
    }

    private List<Membership> Replaced(Membership old, Membership next) => InOrder(Memberships.Select(m => m == old ? next : m));

    /// <summary>Memberships as a record keeps them.</summary>
    public static List<Membership> InOrder(IEnumerable<Membership> memberships) =>
        [.. memberships.OrderBy(m => m.StartDate).ThenBy(m => m.MembershipId, StringComparer.Ordinal)];
}
