namespace Faculty.Cli.Generate;

/// <summary>Posts of one engagement: primary posts that tile it, at most one change, sometimes an office beside.</summary>
internal static class Posts
{
    public static void Fill(Dice dice, Teacher teacher, Engagement engagement, Department department, string category, DateOnly today)
    {
        var school = engagement.School;
        var first = new Post(school, department, category, Taught(dice, department, category), true, engagement.Start, engagement.Last);
        if (engagement == teacher.Engagements[^1] && TurningDay(dice, engagement, today) is { } turn && Changed(dice, first) is { } next)
        {
            teacher.Posts.Add(first with { Last = turn.AddDays(-1) });
            teacher.Posts.Add(next with { Start = turn });
        }
        else
        {
            teacher.Posts.Add(first);
        }
        var mayHoldOffice = engagement.FullTime && category is "SPECIALTY" or "COMMON" && dice.Chance(40);
        if (mayHoldOffice && teacher.Posts[^1].Category != "ADMIN" && TurningDay(dice, engagement, today) is { } office)
            teacher.Posts.Add(new Post(school, department, "ADMIN", null, false, office, engagement.Last));
    }

    /// <summary>A 1 September of the last eight years, a year or more into the engagement.</summary>
    private static DateOnly? TurningDay(Dice dice, Engagement engagement, DateOnly today)
    {
        var turn = new DateOnly(today.Year - dice.Between(0, 7), 9, 1);
        return turn > today || turn < engagement.Start.AddYears(1) || turn >= engagement.Last ? null : turn;
    }

    private static Post? Changed(Dice dice, Post post)
    {
        switch (dice.Weighted(18, 40, 50, 892))
        {
            case 0:
                var category = Next(post.Category);
                return post with { Category = category, Major = Taught(dice, post.Department, category) };
            case 1:
                var department = dice.Pick(post.School.Departments);
                return department == post.Department ? null
                    : post with { Department = department, Major = Taught(dice, department, post.Category) };
            case 2 when post.Major is not null:
                var major = dice.Pick(post.Department.Majors);
                return major == post.Major ? null : post with { Major = major };
            default:
                return null;
        }
    }

    private static string Next(string category) => category switch
    {
        "COMMON" or "PRACTICE" => "SPECIALTY",
        "SPECIALTY" => "ADMIN",
        "ADMIN" => "COMMON",
        "WORKER" => "AUXILIARY",
        _ => "PRACTICE",
    };

    private static Major? Taught(Dice dice, Department department, string category) =>
        category is "SPECIALTY" or "PRACTICE" ? dice.Pick(department.Majors) : null;
}
