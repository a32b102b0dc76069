namespace Faculty.Domain.Teachers;

public sealed partial record Teacher
{
    private const string MovedAway = "调出";

    /// <summary>Starts an engagement with its posts. What the posts leave open they take from the engagement.</summary>
    public Teacher StartEngagement(Engagement engagement, params IEnumerable<Post> posts) => this with
    {
        Engagements = Ordered([.. Engagements, engagement], e => e.StartDate, e => e.EngagementId),
        Posts = Ordered([.. Posts, .. posts.Select(p => Within(engagement, p))], p => p.StartDate, p => p.PostId),
    };

    /// <summary>Ends an engagement, and with it the posts and spells that would outlast it.</summary>
    public Teacher EndEngagement(string engagementId, DateOnly lastDate, string endReason, DateOnly today)
    {
        var engagement = EngagementWith(engagementId);
        RequireNotEnded(engagementId, engagement.LastDate, lastDate, today);
        return Cut(engagement, lastDate, endReason);
    }

    /// <summary>
    /// Takes a full-time teacher over (调动), one action by the receiver: the full-time engagement of the day before ends on that
    /// day, the new one starts.
    /// </summary>
    public Teacher Transfer(Engagement engagement, Post post)
    {
        var lastDate = DateOnly.FromDayNumber(Math.Max(0, engagement.StartDate.DayNumber - 1));
        var former = Engagements.FirstOrDefault(e => e.Kind.IsFullTime() && e.Period.Covers(lastDate));
        if (former is null || !engagement.Kind.IsFullTime())
        {
            throw new RuleBroken(
                Reason.NotTransferable,
                "A transfer takes over a full-time engagement that covers the day before; start an engagement instead.",
                ("teacher_id", TeacherId), ("day", $"{lastDate:O}"));
        }
        var received = engagement.HiringRoute == HiringRoute.Unspecified ? engagement with { HiringRoute = HiringRoute.Transfer } : engagement;
        return Cut(former, lastDate, MovedAway).StartEngagement(received, post);
    }

    /// <summary>The post as part of an engagement: school and, unless the post has its own, the last day.</summary>
    private static Post Within(Engagement engagement, Post post) => post with
    {
        EngagementId = engagement.EngagementId,
        SchoolCode = engagement.SchoolCode,
        LastDate = post.LastDate ?? engagement.LastDate,
    };

    // What would only have begun after the last day does not happen any more; it stays in the history.
    private Teacher Cut(Engagement engagement, DateOnly lastDate, string endReason) => this with
    {
        Engagements = Replaced(Engagements, engagement, engagement with { LastDate = lastDate, EndReason = endReason }),
        Posts = [.. Posts
            .Where(p => p.EngagementId != engagement.EngagementId || p.StartDate <= lastDate)
            .Select(p => p.EngagementId == engagement.EngagementId && p.Period.End > lastDate ? p with { LastDate = lastDate } : p)],
        Spells = [.. Spells
            .Where(s => !RestsOn(engagement, s) || s.StartDate <= lastDate)
            .Select(s => RestsOn(engagement, s) && s.Period.End > lastDate ? s with { LastDate = lastDate } : s)],
    };

    /// <summary>The spell rests on this engagement, and on no other of the school.</summary>
    private bool RestsOn(Engagement engagement, Spell spell) => engagement.SchoolCode == spell.SchoolCode
        && engagement.Period.Overlaps(spell.Period)
        && !Engagements.Any(e => e != engagement && e.SchoolCode == spell.SchoolCode && e.Period.Overlaps(spell.Period));

    private Engagement EngagementWith(string engagementId) =>
        Engagements.FirstOrDefault(e => e.EngagementId == engagementId) ?? throw Unknown(engagementId);
}
