using Faculty.Domain.Metrics;
using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Quotas.Seats;

/// <summary>Days on which a person is on a seat (在编) of a school in one category and department.</summary>
public sealed record SeatSpan(string SchoolCode, string DepartmentCode, PostCategory Category, Period Period, string EngagementId)
{
    /// <summary>The seats of a person, by school and first day.</summary>
    public static IReadOnlyList<SeatSpan> Of(Teacher teacher) =>
    [
        .. Tie.Of(teacher)
            .Where(t => t.Engagement.Kind == EngagementKind.Established)
            .Select(t => new SeatSpan(t.Engagement.SchoolCode, t.Post.DepartmentCode, t.Post.Category, t.Period, t.Engagement.EngagementId))
            .OrderBy(s => s.SchoolCode, StringComparer.Ordinal).ThenBy(s => s.Period.First),
    ];
}
