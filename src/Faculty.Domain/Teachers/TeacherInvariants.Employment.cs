namespace Faculty.Domain.Teachers;

public static partial class TeacherInvariants
{
    private const int WorkingAge = 16;

    private static IEnumerable<RuleBroken> EngagementRules(Teacher teacher)
    {
        foreach (var (later, earlier) in Pairs(teacher.Engagements))
        {
            if (later.Period.Intersect(earlier.Period) is not { } shared)
            {
                continue;
            }
            if (later.Kind == earlier.Kind && later.SchoolCode == earlier.SchoolCode)
            {
                yield return Overlap(later.EngagementId, earlier.EngagementId, shared);
            }
            else if (later.Kind.IsFullTime() && earlier.Kind.IsFullTime())
            {
                yield return new(
                    Reason.SecondFullTimeEngagement,
                    "The person has a full-time engagement on these days; end it, or transfer.",
                    ("school_code", earlier.SchoolCode), ("from", $"{shared.First:O}"), ("to", $"{shared.Last:O}")) { FactId = later.EngagementId };
            }
        }
        foreach (var engagement in teacher.Engagements.Where(e => e.StartDate < teacher.Identity.BirthDate.AddYears(WorkingAge)))
        {
            yield return new(
                Reason.UnderWorkingAge,
                "The engagement begins before the person's sixteenth birthday; mend the date or the birth date.",
                ("engagement_id", engagement.EngagementId), ("start_date", $"{engagement.StartDate:O}")) { FactId = engagement.EngagementId };
        }
    }

    private static IEnumerable<RuleBroken> PostRules(Teacher teacher)
    {
        foreach (var post in teacher.Posts)
        {
            var engagement = teacher.Engagements.FirstOrDefault(e => e.EngagementId == post.EngagementId);
            if (engagement is null || post.SchoolCode != engagement.SchoolCode || !engagement.Period.Covers(post.Period))
            {
                yield return new(
                    Reason.PostOutsideEngagement,
                    "The post reaches beyond its engagement.",
                    ("post_id", post.PostId), ("engagement_id", post.EngagementId)) { FactId = post.PostId };
            }
        }
        foreach (var engagement in teacher.Engagements)
        {
            var primary = teacher.Posts.Where(p => p.Primary && p.EngagementId == engagement.EngagementId).ToList();
            foreach (var (later, earlier) in Pairs(primary))
            {
                if (later.Period.Intersect(earlier.Period) is { } shared)
                {
                    yield return new(
                        Reason.PrimaryPostTwice,
                        "A day of the engagement would have two primary posts.",
                        ("engagement_id", engagement.EngagementId), ("day", $"{shared.First:O}")) { FactId = later.PostId };
                }
            }
            if (FirstUncovered(engagement.Period, primary.Select(p => p.Period)) is { } day)
            {
                yield return new(
                    Reason.PrimaryPostMissing,
                    "A day of the engagement would have no primary post.",
                    ("engagement_id", engagement.EngagementId), ("day", $"{day:O}")) { FactId = engagement.EngagementId };
            }
        }
    }

    private static IEnumerable<RuleBroken> SpellRules(Teacher teacher)
    {
        foreach (var (later, earlier) in Pairs(teacher.Spells))
        {
            if (later.SchoolCode == earlier.SchoolCode && later.Period.Intersect(earlier.Period) is { } shared)
            {
                yield return Overlap(later.SpellId, earlier.SpellId, shared);
            }
        }
        foreach (var spell in teacher.Spells)
        {
            var engaged = teacher.Engagements.Where(e => e.SchoolCode == spell.SchoolCode).Select(e => e.Period);
            if (FirstUncovered(spell.Period, engaged) is { } day)
            {
                yield return new(
                    Reason.SpellOutsideEngagement,
                    "A day of the spell lies outside every engagement at the school.",
                    ("school_code", spell.SchoolCode), ("spell_id", spell.SpellId), ("day", $"{day:O}")) { FactId = spell.SpellId };
            }
        }
    }
}
