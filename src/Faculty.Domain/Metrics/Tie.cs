using Faculty.Domain.Certification;
using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Metrics;

/// <summary>A stretch of days on which one engagement with its primary post ties a person to a school and a department.</summary>
public sealed record Tie(Period Period, Engagement Engagement, Post Post)
{
    public static IEnumerable<Tie> Of(Teacher teacher)
    {
        // A record merged into another stands for nobody.
        if (teacher.MergedIntoTeacherId.Length > 0)
        {
            yield break;
        }
        foreach (var engagement in teacher.Engagements)
        {
            foreach (var post in teacher.Posts)
            {
                if (post.Primary && string.Equals(post.EngagementId, engagement.EngagementId, StringComparison.Ordinal)
                    && post.Period.Intersect(engagement.Period) is { } shared)
                {
                    yield return new(shared, engagement, post);
                }
            }
        }
    }

    /// <summary>How the tie's school sees the person on a day.</summary>
    internal Standing StandingOn(DateOnly day, IReadOnlyList<Spell> spells, RecognitionLevel level)
    {
        var inSpell = false;
        foreach (var spell in spells)
        {
            inSpell |= spell.Period.Covers(day) && string.Equals(spell.SchoolCode, Engagement.SchoolCode, StringComparison.Ordinal);
        }
        return Standing.Of(Engagement.Kind.Class(), Post.Category, inSpell, level, Engagement.Kind == EngagementKind.Established);
    }
}
