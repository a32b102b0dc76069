namespace Faculty.Domain.Teachers;

/// <summary>
/// Where a person belongs from a day on (所在学校): the school and department that a work list shows them under. One at a time: the full-time
/// engagement, else another, of equals the newest; of who is engaged nowhere the last one, before the first that one.
/// </summary>
public readonly record struct TeacherHome(DateOnly From, string School, string Department)
{
    /// <summary>The homes of a record, in order, the first from the beginning of days; nowhere for a record without an engagement.</summary>
    public static IReadOnlyList<TeacherHome> Of(Teacher teacher)
    {
        var days = new SortedSet<DateOnly> { DateOnly.MinValue };
        foreach (var period in teacher.Engagements.Select(e => e.Period).Concat(teacher.Posts.Select(p => p.Period)))
        {
            days.Add(period.First);
            if (period.End < DateOnly.MaxValue)
            {
                days.Add(period.End.AddDays(1));
            }
        }
        var homes = new List<TeacherHome>(days.Count);
        foreach (var day in days)
        {
            var home = On(teacher, day);
            if (homes.Count == 0 || homes[^1].School != home.School || homes[^1].Department != home.Department)
            {
                homes.Add(home);
            }
        }
        return homes;
    }

    private static TeacherHome On(Teacher teacher, DateOnly day)
    {
        if (Nearest(teacher.Engagements, e => e.Period, e => e.Kind.IsFullTime(), e => e.EngagementId, day) is not { } engagement)
        {
            return new(day, "", "");
        }
        var posts = teacher.Posts.Where(p => p.EngagementId == engagement.EngagementId).ToList();
        return new(day, engagement.SchoolCode, Nearest(posts, p => p.Period, p => p.Primary, p => p.PostId, day)?.DepartmentCode ?? "");
    }

    private static T? Nearest<T>(IReadOnlyList<T> facts, Func<T, Time.Period> period, Func<T, bool> better, Func<T, string> id, DateOnly day)
        where T : class =>
        facts.Where(f => period(f).Covers(day)).OrderByDescending(better).ThenByDescending(f => period(f).First).ThenBy(id, StringComparer.Ordinal).FirstOrDefault()
        ?? facts.Where(f => period(f).End < day).OrderByDescending(f => period(f).End).ThenByDescending(better).ThenBy(id, StringComparer.Ordinal).FirstOrDefault()
        ?? facts.OrderBy(f => period(f).First).ThenByDescending(better).ThenBy(id, StringComparer.Ordinal).FirstOrDefault();
}
