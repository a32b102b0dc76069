namespace Faculty.Domain.Teachers;

public sealed partial record Teacher
{
    /// <summary>Starts a further post in an engagement.</summary>
    public Teacher StartPost(Post post) => this with
    {
        Posts = Ordered([.. Posts, Within(EngagementWith(post.EngagementId), post)], p => p.StartDate, p => p.PostId),
    };

    /// <summary>Ends a post on its last day.</summary>
    public Teacher EndPost(string postId, DateOnly lastDate, DateOnly today)
    {
        var post = Posts.FirstOrDefault(p => p.PostId == postId) ?? throw Unknown(postId);
        RequireNotEnded(postId, post.LastDate, lastDate, today);
        return this with { Posts = Replaced(Posts, post, post with { LastDate = lastDate }) };
    }

    /// <summary>
    /// Change of category (转任), department or major: the primary post of the day ends the day before, the next takes its place
    /// to its last day.
    /// </summary>
    /// <param name="engagementId">The engagement whose primary post changes.</param>
    /// <param name="startDate">First day of the next post.</param>
    /// <param name="postId">Id of the next post.</param>
    /// <param name="change">Makes the next post out of the former one.</param>
    public Teacher ChangeCategory(string engagementId, DateOnly startDate, string postId, Func<Post, Post> change)
    {
        var engagement = EngagementWith(engagementId);
        var former = Posts.FirstOrDefault(p => p.Primary && p.EngagementId == engagementId && p.Period.Covers(startDate))
            ?? throw new RuleBroken(
                Reason.PrimaryPostMissing,
                "The engagement has no primary post on this day.",
                ("engagement_id", engagementId), ("day", $"{startDate:O}")) { FactId = engagement.EngagementId };
        var next = change(former) with { PostId = postId, StartDate = startDate };
        return this with
        {
            Posts = Ordered([.. Replaced(Posts, former, former with { LastDate = startDate.AddDays(-1) }), next], p => p.StartDate, p => p.PostId),
        };
    }
}
