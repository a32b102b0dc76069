namespace Faculty.Cli.Generate;

/// <summary>Credentials, enterprise practice and honours.</summary>
internal static class Skills
{
    private static readonly string[] SkillLevels = ["3", "2", "1", "4"];
    private static readonly string[] Stems = ["甲辰", "乙巳", "丙午", "丁未", "戊申", "己酉", "庚戌", "辛亥", "壬子", "癸丑"];
    private static readonly string[] PracticePosts = ["工艺岗位实践", "生产一线顶岗", "设备维护岗位", "技术服务岗位", "项目管理岗位"];
    private static readonly string[] HonourTitles = ["骨干教师", "学科带头人", "教学名师", "技术能手", "优秀教师", "优秀班主任"];
    private static readonly string[] HonourLevels = ["校级", "县级", "市级", "省级", "国家级"];

    public static void Add(Dice dice, Teacher teacher, School school, DateOnly today)
    {
        Qualify(dice, teacher, school, today);
        if (teacher.Posts.FindLast(p => p.Major is not null) is { Major: { } major })
        {
            Certify(dice, teacher, school, major, today);
            Practise(dice, teacher, school, today);
        }
        if (teacher.Engagements[^1].FullTime && dice.Chance(90))
            Honour(dice, teacher, today);
    }

    /// <summary>The 17-digit qualification, of an authority 99x that does not exist; type 6 only beside practice posts alone.</summary>
    private static void Qualify(Dice dice, Teacher teacher, School school, DateOnly today)
    {
        if (teacher.Posts[0].Category is "WORKER" or "AUXILIARY" || (teacher.Engagements[0].External && dice.Chance(750)))
            return;
        var practiceOnly = teacher.Posts.TrueForAll(p => p.Category == "PRACTICE");
        var type = practiceOnly && dice.Chance(650) ? 6 : 5;
        var start = teacher.Engagements[0].Start;
        var earliest = Later(teacher.Birth.AddYears(21), start.AddYears(-1));
        // There were no such numbers before the teachers' law of 1993; who taught already got one in the years after.
        if (earliest.Year < 1994)
            (earliest, start) = (new(1994, 1, 1), new(1997, 12, 31));
        var issued = dice.Day(earliest, Later(earliest, Earlier(start.AddYears(1), today)));
        if (issued > today)
            return;
        var sex = teacher.Male ? 1 : 2;
        var number = $"{issued.Year}{school.Province.Code[..2]}99{school.City.Code[3]}{type}{sex}{teacher.Number % 1_000_000:D6}";
        var name = type == 6 ? "中等职业学校实习指导教师资格" : "中等职业学校教师资格";
        teacher.Credentials.Add(new("TEACHER_QUALIFICATION", name, null, number, school.CityAuthority, issued, null, null, null));
    }

    private static void Certify(Dice dice, Teacher teacher, School school, Major major, DateOnly today)
    {
        var earliest = teacher.Birth.AddYears(24);
        var sequence = 0;
        if (major.Occupations.Count > 0 && dice.Chance(620))
        {
            var occupation = dice.Pick(major.Occupations);
            var level = SkillLevels[dice.Weighted(55, 30, 9, 6)];
            Add("SKILL_LEVEL", occupation.Name, level, $"{school.ProvinceShort}职业技能评价中心", null, occupation.Code);
        }
        if (major.Qualifications.Count > 0 && dice.Chance(120))
            Add("VOCATIONAL_QUALIFICATION", dice.Pick(major.Qualifications), null, $"{school.ProvinceShort}职业资格管理中心", null, null);
        if (major.OnePlusX.Count > 0 && dice.Chance(250))
            Add("ONE_PLUS_X", dice.Pick(major.OnePlusX), dice.Chance(700) ? "中级" : "高级", "职业技能等级证书培训评价组织", null, null, sinceOnePlusX: true);
        if (major.Occupations.Count > 0 && dice.Chance(90))
            Add("ASSESSOR", $"{dice.Pick(major.Occupations).Name}考评员", null, $"{school.ProvinceShort}职业技能评价中心", 3, null);

        void Add(string category, string name, string? level, string issuer, int? years, string? occupation, bool sinceOnePlusX = false)
        {
            // The 1+X scheme began in 2019.
            var from = sinceOnePlusX ? Later(earliest, new DateOnly(2019, 9, 1))
                : years is null ? earliest : Later(earliest, today.AddYears(-6));
            if (from > today)
                return;
            var issued = dice.Day(from, today);
            DateOnly? last = years is { } n ? issued.AddYears(n).AddDays(-1) : null;
            var number = $"S99{issued.Year}{teacher.Number:D7}{++sequence:D2}";
            teacher.Credentials.Add(new(category, name, level, number, issuer, issued, years is null ? null : issued, last, occupation));
        }
    }

    /// <summary>One spell a summer at most, so that verified days never count twice.</summary>
    private static void Practise(Dice dice, Teacher teacher, School school, DateOnly today)
    {
        var enterprise = $"{school.County.Name}{dice.Pick(Stems)}{teacher.Posts[^1].Department.Kind.Trade}有限公司";
        for (var year = today.Year - 8; year <= today.Year; year++)
        {
            var start = new DateOnly(year, dice.Between(6, 7), dice.Between(1, 28));
            var last = start.AddDays(dice.Between(13, 60));
            if (dice.Chance(300) && start >= teacher.Engagements[0].Start && last <= Earlier(today, teacher.Engagements[^1].Last ?? today))
                teacher.Practices.Add(new(enterprise, dice.Pick(PracticePosts), start, last, dice.Chance(850)));
        }
    }

    private static void Honour(Dice dice, Teacher teacher, DateOnly today)
    {
        var year = today.Year - dice.Between(1, 8);
        var granted = new DateOnly(year, 9, 10);
        var end = teacher.Engagements[^1].Last ?? today;
        if (granted < teacher.Engagements[0].Start.AddYears(1) || granted > end)
            return;
        var (title, level) = (dice.Pick(HonourTitles), HonourLevels[dice.Weighted(40, 30, 20, 9, 1)]);
        teacher.Honours.Add(new(title, level, granted, $"表彰〔{year}〕{dice.Between(1, 60)}号"));
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
