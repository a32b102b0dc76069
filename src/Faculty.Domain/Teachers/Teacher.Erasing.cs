namespace Faculty.Domain.Teachers;

public sealed partial record Teacher
{
    /// <summary>
    /// Takes out who the person is (抹除), for ever; the dated facts stay, because figures were made of them. Refused while an engagement is open.
    /// </summary>
    public Teacher Erase(DateOnly today)
    {
        RequireUnmerged().RequireKnown();
        if (Engagements.FirstOrDefault(e => e.Period.End >= today) is { } open)
        {
            throw new RuleBroken(
                Reason.EngagementOpen,
                "An engagement is open; the identity is needed as long as it lasts.",
                ("engagement_id", open.EngagementId), ("school_code", open.SchoolCode)) { FactId = open.EngagementId };
        }
        return WithoutIdentity();
    }

    /// <summary>The record of an erased person, of which others that were merged into it are a part.</summary>
    public Teacher WithoutIdentity() => this with { Identity = Identity.Gone };
}
