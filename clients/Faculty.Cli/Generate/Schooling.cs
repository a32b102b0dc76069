namespace Faculty.Cli.Generate;

/// <summary>Education (GB/T 4658 levels, GB/T 6864 degrees) and titles (GB/T 8561 codes; X21, X41 are the senior ones of 2019).</summary>
internal static class Schooling
{
    private static readonly string[] Levels = ["41", "47", "31", "21", "14", "11"];

    // The last two digits of a degree code name the discipline, the first the rank: 2 doctor, 3 master, 4 bachelor.
    private static readonly (string Subject, string Discipline)[] GeneralSubjects =
    [
        ("汉语言文学", "05"), ("英语", "05"), ("数学与应用数学", "07"), ("物理学", "07"), ("思想政治教育", "03"), ("体育教育", "04"),
        ("历史学", "06"), ("计算机科学与技术", "08"),
    ];

    public static void Add(Dice dice, Teacher teacher, School school, DateOnly today)
    {
        Educate(dice, teacher, school, today);
        Appoint(dice, teacher, school, today);
    }

    private static void Educate(Dice dice, Teacher teacher, School school, DateOnly today)
    {
        var first = teacher.Engagements[0];
        var level = Levels[teacher switch
        {
            _ when first.Kind == "EXTERNAL_ENTERPRISE" => dice.Weighted(20, 10, 40, 30, 0, 0),
            { Birth.Year: < 1970 } => dice.Weighted(18, 2, 45, 35, 0, 0),
            { Birth.Year: < 1985 } => dice.Weighted(2, 1, 27, 66, 4, 0),
            _ when first.Start.Year - teacher.Birth.Year >= 25 => dice.Weighted(0, 1, 5, 64, 28, 2),
            _ => dice.Weighted(0, 1, 7, 92, 0, 0),
        }];
        var age = level switch { "11" => 28, "14" => 25, "21" => 22, "31" => 21, _ => 19 };
        var year = Math.Min(teacher.Birth.Year + age, first.Start.Year - (first.Start.Month < 7 ? 1 : 0));
        teacher.Educations.Add(Completed(dice, teacher, school, level, year));
        var further = year + dice.Between(5, 12);
        if (further >= today.Year)
            return;
        if (level is "41" or "31" && dice.Chance(600))
            teacher.Educations.Add(Completed(dice, teacher, school, "21", further));
        else if (level == "21" && dice.Chance(90))
            teacher.Educations.Add(Completed(dice, teacher, school, "14", further));
    }

    private static Education Completed(Dice dice, Teacher teacher, School school, string level, int year)
    {
        var (subject, discipline) = teacher.Posts[^1].Major is { } major
            ? (major.Name, Discipline(major.Code)) : dice.Pick(GeneralSubjects);
        var degree = level switch
        {
            "21" => dice.Chance(850) ? "4" + discipline : null,
            "14" => "3" + discipline,
            "11" => "2" + discipline,
            _ => null,
        };
        var kind = level switch { "41" => "中等专业学校", "47" => "技工学校", "31" => "职业技术学院", _ => dice.Chance(500) ? "师范大学" : "理工大学" };
        // Diplomas of earlier years often say the month only.
        var day = year < 2005 && dice.Chance(500) ? $"{year}-07" : $"{year}-07-01";
        return new Education(level, degree, school.ProvinceShort + kind, subject, day);
    }

    private static string Discipline(string majorCode) => majorCode[..2] switch
    {
        "61" => "09",
        "72" => "10",
        "73" or "74" or "79" => "12",
        "75" => "05",
        "77" => "04",
        _ => "08",
    };

    private static void Appoint(Dice dice, Teacher teacher, School school, DateOnly today)
    {
        var first = teacher.Engagements[0];
        var engineer = first.Kind == "EXTERNAL_ENTERPRISE" || (first.Route == "SELF_RECRUITED" && dice.Chance(400));
        var category = teacher.Posts[0].Category;
        if (category == "WORKER" || (engineer && dice.Chance(300)))
            return;
        var series = (category, school.Type) switch
        {
            _ when engineer => "08",
            ("PRACTICE", _) => "04",
            (_, "技工") => "03",
            ("COMMON", "职高") => "05",
            _ => "02",
        };
        var authority = engineer ? "工程技术系列职称评审委员会" : "教师系列职称评审委员会";
        // An engineer from an enterprise brings titles along.
        var begin = engineer ? teacher.Birth.Year + 23 : first.Start.Year;
        var until = teacher.Engagements[^1].Last is { } last && last < today ? last : today;
        Step(series + "4", begin + 1, 950);
        Step(series + "3", begin + dice.Between(6, 9), 850);
        Step(series + "2", begin + dice.Between(13, 19), 500);
        if (series is "02" or "04")
            Step(series == "02" ? "X21" : "X41", begin + dice.Between(22, 26), 60);

        void Step(string code, int year, int chance)
        {
            var obtained = new DateOnly(year, dice.Between(9, 12), dice.Between(1, 28));
            var appointed = obtained.AddDays(dice.Between(20, 200));
            if (appointed <= until && dice.Chance(chance))
                teacher.Titles.Add(new Title(code, obtained, engineer && dice.Chance(300) ? null : appointed, authority));
        }
    }
}
