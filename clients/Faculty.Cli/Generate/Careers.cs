namespace Faculty.Cli.Generate;

/// <summary>
/// Engagements, posts and spells of one person. The rules of the registry hold by construction: pieces of a career follow each other,
/// primary posts tile their engagement, spells lie inside it.
/// </summary>
internal sealed class Careers(People people, DateOnly today)
{
    private static readonly string[] Kinds =
    [
        "ESTABLISHED", "CONTROLLED", "CONTRACT", "DISPATCH", "EXTERNAL_ENTERPRISE", "EXTERNAL_SCHOOL", "REHIRED_RETIREE", "INTERNAL_ADMIN",
    ];

    private static readonly string[] Leavings = ["调出", "辞职", "考录公务员"];
    private static readonly string[] Expiries = ["合同期满", "辞职"];

    // Later than the founding of any school in the plan.
    private static readonly DateOnly FirstHire = new(1986, 9, 1);

    private static readonly string[] SpellReasons = ["STUDY", "SICK", "SECONDED", "RESEARCH", "OTHER"];

    private static readonly string[] FullTimeCategories = ["SPECIALTY", "PRACTICE", "COMMON", "ADMIN", "AUXILIARY", "WORKER"];

    /// <summary>Tells a life; the neighbour is the school before in the plan: where transfers come from and guests are at home.</summary>
    public Teacher Live(Dice dice, int number, int place, School school, School? neighbour)
    {
        var kind = Kinds[dice.Weighted(585, 80, 130, 20, 95, 40, 25, 25)];
        var department = dice.Pick(school.Departments);
        var male = !dice.Chance(department.Kind.Women);
        var engagements = kind switch
        {
            "EXTERNAL_ENTERPRISE" or "EXTERNAL_SCHOOL" => External(dice, number, place, school, neighbour, kind),
            "REHIRED_RETIREE" => Rehired(dice, place, school),
            _ => Own(dice, number, place, school, neighbour, kind, male),
        };
        var first = engagements.Min(e => e.Start);
        var teacher = people.Born(dice, number, male, Birth(dice, engagements, first, male));
        teacher.Engagements.AddRange(engagements);
        var category = Category(dice, kind);
        foreach (var engagement in engagements)
        {
            var home = engagement.School == school ? department : dice.Pick(engagement.School.Departments);
            Posts.Fill(dice, teacher, engagement, home, category, today);
        }
        if (kind is not ("EXTERNAL_ENTERPRISE" or "EXTERNAL_SCHOOL" or "REHIRED_RETIREE") && dice.Chance(90))
            AddSpell(dice, teacher, engagements[^1]);
        return teacher;
    }

    private static string Category(Dice dice, string kind) => kind switch
    {
        "EXTERNAL_ENTERPRISE" => dice.Chance(600) ? "SPECIALTY" : "PRACTICE",
        "EXTERNAL_SCHOOL" or "REHIRED_RETIREE" or "INTERNAL_ADMIN" => dice.Chance(600) ? "SPECIALTY" : "COMMON",
        "DISPATCH" => FullTimeCategories[dice.Weighted(100, 200, 300, 0, 250, 150)],
        _ => FullTimeCategories[dice.Weighted(480, 120, 330, 30, 25, 15)],
    };

    /// <summary>A career in the school: still there, retired or left; sometimes come from a contract or from the neighbour.</summary>
    private List<Engagement> Own(Dice dice, int number, int place, School school, School? neighbour, string kind, bool male)
    {
        var fate = dice.Weighted(850, 65, 85);
        (DateOnly? Day, string? Reason) end = fate switch
        {
            1 => (dice.Day(today.AddYears(-8), today.AddDays(-1)), "退休"),
            2 => (new DateOnly(SchoolYear() - dice.Between(0, 7), 8, 31),
                dice.Pick(kind is "ESTABLISHED" or "CONTROLLED" ? Leavings : Expiries)),
            _ => (null, null),
        };
        var last = end.Day;
        var years = fate == 1 ? dice.Between(22, 32) : dice.Between(0, male ? 33 : 31);
        var route = fate != 1 && dice.Chance(70) ? "SELF_RECRUITED" : dice.Chance(880) ? "OPEN" : "OTHER";
        var firstYear = last is null ? SchoolYear() - years : last.Value.Year - years - 1;
        var start = Clamp(new DateOnly(firstYear, 9, 1).AddDays(dice.Chance(150) ? 14 : 0));
        var staffNumber = $"{start.Year}{place:D4}";
        var whole = new Engagement(school, kind, route, staffNumber, start, last, end.Reason);
        if (years < 6)
            return [whole];
        var turn = new DateOnly(start.Year + dice.Between(2, 5), 9, 1);
        if (last is not null && turn.AddYears(1) > last)
            return [whole];
        if (kind is "ESTABLISHED" or "CONTROLLED" && dice.Chance(110))
            return [whole with { Kind = "CONTRACT", Last = turn.AddDays(-1), EndReason = "入编" }, whole with { Start = turn }];
        if (whole.FullTime && neighbour is not null && dice.Chance(60))
        {
            var before = whole with { School = neighbour, StaffNumber = $"R{number:D7}", Last = turn.AddDays(-1), EndReason = "调出" };
            return [before, whole with { Route = "TRANSFER", StaffNumber = $"{turn.Year}{place:D4}", Start = turn }];
        }
        return [whole];
    }

    /// <summary>Terms of one to three years, perhaps into the future; a guest from the neighbour keeps the post there.</summary>
    private List<Engagement> External(Dice dice, int number, int place, School school, School? neighbour, string kind)
    {
        var start = new DateOnly(SchoolYear() - dice.Between(0, 6), 9, 1).AddDays(dice.Chance(300) ? -dice.Between(1, 180) : 0);
        var staffNumber = $"W{start.Year}{place:D4}";
        List<Engagement> terms = [];
        if (kind == "EXTERNAL_SCHOOL" && neighbour is not null && dice.Chance(600))
            terms.Add(new(neighbour, "ESTABLISHED", "OPEN", $"R{number:D7}", Clamp(start.AddYears(-dice.Between(2, 15)))));
        while (true)
        {
            var last = new DateOnly(start.Year + dice.Between(1, 3), 8, 31);
            var goesOn = last < today && dice.Chance(850);
            terms.Add(new(school, kind, "OTHER", staffNumber, start, last, last < today ? "聘期届满" : null));
            if (!goesOn)
                return terms;
            start = last.AddDays(1);
        }
    }

    private List<Engagement> Rehired(Dice dice, int place, School school)
    {
        var retired = dice.Day(today.AddYears(-5), today.AddDays(-100));
        var start = Clamp(new DateOnly(retired.Year - dice.Between(24, 32), 9, 1));
        var staffNumber = $"{start.Year}{place:D4}";
        var back = new DateOnly(retired.Year + (retired.Month > 8 ? 1 : 0), 9, 1);
        if (back > today)
            back = retired.AddDays(1);
        return
        [
            new(school, "ESTABLISHED", "OPEN", staffNumber, start, retired, "退休"),
            new(school, "REHIRED_RETIREE", "OTHER", $"F{staffNumber}", back, new DateOnly(back.Year + dice.Between(1, 3), 8, 31)),
        ];
    }

    /// <summary>Old enough at the first engagement, of pensionable age at a retirement.</summary>
    private static DateOnly Birth(Dice dice, List<Engagement> engagements, DateOnly first, bool male)
    {
        var retired = engagements.Find(e => e.EndReason == "退休");
        var year = retired is not null ? retired.Last!.Value.Year - (male ? 60 : 55)
            : engagements[0].External ? first.Year - dice.Between(27, 50)
            : first.Year - (engagements[0].Route == "SELF_RECRUITED" ? dice.Between(27, 33) : dice.Between(22, 27));
        return dice.Day(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
    }

    private void AddSpell(Dice dice, Teacher teacher, Engagement engagement)
    {
        var latest = Earlier(engagement.Last ?? today, today).AddDays(-60);
        var earliest = Later(engagement.Start.AddDays(30), today.AddYears(-8));
        if (earliest > latest)
            return;
        var start = dice.Day(earliest, latest);
        var last = start.AddDays(dice.Between(60, 400));
        DateOnly? end = engagement.Last is { } leaving ? Earlier(last, leaving) : last > today && dice.Chance(300) ? null : last;
        teacher.Spells.Add(new Spell(engagement.School, SpellReasons[dice.Weighted(50, 20, 15, 5, 10)], start, end));
    }

    /// <summary>The calendar year in which the running school year began.</summary>
    private int SchoolYear() => today.Month >= 9 ? today.Year : today.Year - 1;

    private DateOnly Clamp(DateOnly day) => Earlier(Later(day, FirstHire), today);

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
