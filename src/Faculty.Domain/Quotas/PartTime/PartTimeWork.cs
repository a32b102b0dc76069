using Faculty.Domain.Metrics;
using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Quotas.PartTime;

/// <summary>Who may have part-time work: whoever is engaged from outside (外聘) on a day of the month.</summary>
public static class PartTimeWork
{
    /// <summary>The days of a month (its first day).</summary>
    public static Period Of(DateOnly month) => new(month, month.AddMonths(1).AddDays(-1));

    /// <summary>The external engagement at a school that covers most recently some of a month, and the category of its primary post there; null when there is none.</summary>
    public static (Engagement Engagement, PostCategory Category)? In(Teacher teacher, string schoolCode, DateOnly month)
    {
        var days = Of(month);
        var engagement = teacher.Engagements
            .Where(e => e.Kind.Class() == EngagementClass.External && string.Equals(e.SchoolCode, schoolCode, StringComparison.Ordinal) && e.Period.Overlaps(days))
            .OrderBy(e => e.Period.End).ThenBy(e => e.StartDate).LastOrDefault();
        if (engagement is null)
        {
            return null;
        }
        var tie = Tie.Of(teacher).Where(t => t.Engagement == engagement && t.Period.Overlaps(days)).OrderBy(t => t.Period.First).LastOrDefault();
        return (engagement, tie?.Post.Category ?? PostCategory.Unspecified);
    }
}
