namespace Faculty.Cli.Generate;

/// <summary>
/// Which schools there are. Read twice, once for the organisations and once for the teachers, so that no list is kept:
/// every school comes from its own stream of choices. Gaoping comes first, then its city, its province, the nation.
/// </summary>
internal sealed class SchoolPlan(Catalogue catalogue, RosterOptions options)
{
    /// <summary>Teachers of a mean secondary vocational school.</summary>
    private const int MeanSize = 104;

    private const int SmallestSize = 44;

    private static readonly (string Letters, string Type, string Name, int Weight)[] Types =
    [
        ("ZZ", "中专", "中等专业学校", 45), ("ZG", "职高", "职业高级中学", 35), ("JG", "技工", "技工学校", 12), ("CR", "成人中专", "成人中等专业学校", 8),
    ];

    private static readonly string[] GaopingMajors =
    [
        "660103", "660105", "660301", "660701", "710201", "710202", "710210",
        "740201", "740104", "770101", "790302", "750101", "750109", "750201",
    ];

    private readonly Dictionary<string, Division> _divisions = catalogue.Divisions.ToDictionary(d => d.Code, StringComparer.Ordinal);
    private readonly ILookup<string, Major> _majors = catalogue.Majors.ToLookup(m => m.Code[..4], StringComparer.Ordinal);

    public IEnumerable<School> Schools()
    {
        if (options.OneSchool)
        {
            yield return Gaoping();
            yield break;
        }
        var dice = new Dice((ulong)options.Seed);
        var counties = Counties();
        var meanPerCounty = Math.Max(3, (options.Teachers * 11 / (MeanSize * 10 * counties.Count)) + 1);
        var left = options.Teachers;
        var index = 0;
        for (var c = 0; left > 0; c++)
        {
            // The last county takes what is left, whatever the dice said before.
            var schools = c == counties.Count - 1 ? int.MaxValue : dice.For(Purpose.County, c).Between(1, (2 * meanPerCounty) - 1);
            for (var n = 1; n <= schools && left > 0; n++)
            {
                var school = At(dice.For(Purpose.School, index), index++, n, counties[c], left);
                left -= school.Size;
                yield return school;
            }
        }
    }

    private List<Division> Counties() =>
    [
        .. catalogue.Divisions.Where(d => !d.Code.EndsWith("00", StringComparison.Ordinal))
            .OrderBy(d => d.Code == "140581" ? 0 : d.Code.StartsWith("1405", StringComparison.Ordinal) ? 1
                : d.Code.StartsWith("14", StringComparison.Ordinal) ? 2 : 3),
    ];

    private School At(Dice dice, int index, int ordinal, Division county, int left)
    {
        var type = Types[dice.Weighted([.. Types.Select(t => t.Weight)])];
        var size = dice.Between(30, 90) + dice.Between(14, 74);
        var kinds = DepartmentKind.All.ToList();
        while (kinds.Count > 3 && (kinds.Count > 6 || dice.Chance(500)))
            kinds.RemoveAt(dice.Between(0, kinds.Count - 1));
        var code = $"{county.Code}-{type.Letters}{ordinal:D2}";
        return Make(index, code, county, kinds, kind => Taught(dice, kind)) with
        {
            Name = $"{county.Name}第{Ordinal(ordinal)}{type.Name}",
            Type = type.Type,
            Founded = new DateOnly(dice.Between(1953, 1985), 9, 1),
            Size = left - size < SmallestSize ? left : size,
        };
    }

    private School Gaoping() => Make(0, "140581-GP01", _divisions["140581"], DepartmentKind.All.Take(4),
        kind => [.. GaopingMajors.SelectMany(code => _majors[code[..4]].Where(m => m.Code == code && kind.Classes.Contains(code[..4])))]);

    private School Make(
        int index, string code, Division county, IEnumerable<DepartmentKind> kinds, Func<DepartmentKind, List<Major>> taught) => new()
    {
        Index = index,
        Code = code,
        Name = "高平中专",
        Type = "中专",
        Province = _divisions[county.Code[..2] + "0000"],
        City = _divisions[county.Code[..4] + "00"],
        County = county,
        Founded = new DateOnly(1984, 9, 1),
        Size = options.Teachers,
        Departments = [.. kinds.Select(kind => new Department($"{code}-{kind.Letters}", kind, taught(kind)))],
    };

    private List<Major> Taught(Dice dice, DepartmentKind kind)
    {
        var majors = kind.Classes.SelectMany(c => _majors[c]).ToList();
        var count = dice.Between(3, 5);
        while (majors.Count > count)
            majors.RemoveAt(dice.Between(0, majors.Count - 1));
        return majors;
    }

    private static string Ordinal(int n) => n switch
    {
        <= 10 => "一二三四五六七八九十"[n - 1].ToString(),
        < 20 => "十" + Ordinal(n - 10),
        < 100 => Ordinal(n / 10) + "十" + (n % 10 == 0 ? "" : Ordinal(n % 10)),
        _ => n.ToString(),
    };
}
