namespace Faculty.Cli.Generate;

/// <summary>
/// Recognitions as dual-qualified over eight years, 60 months each: renewed, upgraded, lapsed, now and then suspended or revoked,
/// so that the share of recognised specialty teachers rises every year.
/// </summary>
internal static class Recognitions
{
    private const int ValidityMonths = 60;
    private const int YearsTold = 8;
    private const int FirstShare = 380;
    private const int YearlyRise = 40;
    private static readonly string[] Levels = ["JUNIOR", "MIDDLE", "SENIOR"];
    private static readonly string[] Trusts = ["OFFICIAL_IMPORT", "DOCUMENT", "UNVERIFIED"];

    public static void Add(Dice dice, Teacher teacher, School school, DateOnly today)
    {
        var specialty = teacher.Posts.FindLast(p => p.Major is not null);
        if (specialty is null && !dice.Chance(30))
            return;
        // Recognised before 1 September of the year in which the rising line passes the teacher's rank.
        var rank = dice.Between(0, 999);
        var year = today.Year - YearsTold + 1;
        for (var line = FirstShare; rank >= line; line += YearlyRise)
            year++;
        // Those recognised from the beginning come from several earlier years, so that they do not all lapse at once.
        var start = new DateOnly(year - 1 - (rank < FirstShare ? dice.Between(0, 3) : 0), 12, 1);
        var hired = teacher.Engagements[0].Start;
        while (start < hired.AddMonths(6))
            start = start.AddYears(1);
        var until = teacher.Engagements[^1].Last is { } last && last < today ? last : today;
        var age = start.Year - teacher.Birth.Year;
        var level = age > 45 ? dice.Weighted(60, 32, 8) : age > 35 ? dice.Weighted(75, 25) : 0;
        var trust = Trusts[dice.Weighted(86, 11, 3)];
        var field = specialty?.Major?.Name ?? "公共基础";
        while (start <= until)
            start = Follow(dice, teacher, Granted(teacher, school, level, field, start, trust), until, ref level);
    }

    private static Recognition Granted(Teacher teacher, School school, int level, string field, DateOnly start, string trust)
    {
        var number = $"SS{school.Province.Code[..2]}-{start:yyyyMM}-{teacher.Number:D7}";
        var authority = level == 0 ? school.CityAuthority : school.ProvinceAuthority;
        var recognition = new Recognition(
            Levels[level], field, number, authority, start, start.AddMonths(ValidityMonths).AddDays(-1), trust);
        teacher.Recognitions.Add(recognition);
        return recognition;
    }

    /// <summary>What becomes of a recognition: the day the next one starts, or one past all days.</summary>
    private static DateOnly Follow(Dice dice, Teacher teacher, Recognition recognition, DateOnly until, ref int level)
    {
        var end = recognition.Last < until ? recognition.Last : until;
        if (end > recognition.Start.AddDays(200))
        {
            switch (dice.Weighted(8, 8, 4, 980))
            {
                case 0:
                    Happen(recognition, "REVOKE", dice.Day(recognition.Start.AddDays(180), end), "师德失范");
                    return DateOnly.MaxValue;
                case 1:
                    var suspended = dice.Day(recognition.Start.AddDays(60), end.AddDays(-100));
                    Happen(recognition, "SUSPEND", suspended, "材料复核");
                    if (dice.Chance(800))
                        Happen(recognition, "REINSTATE", suspended.AddDays(dice.Between(30, 99)), "复核通过");
                    break;
                case 2:
                    Happen(recognition, "CORRECT", recognition.Start.AddDays(30), "更正专业领域");
                    break;
            }
        }
        if (level < 2 && recognition.Events.Count == 0 && dice.Chance(level == 0 ? 260 : 80))
        {
            level++;
            var next = recognition.Start.AddYears(dice.Between(3, 4));
            if (next <= until)
                Happen(recognition, "SUPERSEDE", next, "晋级");
            return next;
        }
        if (!dice.Chance(930))
            return dice.Chance(400) ? recognition.Start.AddMonths(ValidityMonths + 12) : DateOnly.MaxValue;
        return recognition.Last.AddDays(1);
    }

    private static void Happen(Recognition recognition, string type, DateOnly day, string reason) =>
        recognition.Events.Add(new(type, day, $"认定〔{day.Year}〕{day.DayOfYear}号", reason));
}
