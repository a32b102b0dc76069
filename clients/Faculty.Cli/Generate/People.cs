namespace Faculty.Cli.Generate;

/// <summary>
/// Who the teachers are. Nobody real: ID numbers carry area code 140599, which no county has, and phones a block that is not in use.
/// </summary>
internal sealed class People(Catalogue catalogue)
{
    private const string NoArea = "140599";
    private const int OrderCodes = 499;
    private static readonly DateOnly FirstBirth = new(1940, 1, 1);
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    // Characters beyond the Basic Multilingual Plane: names that careless software cuts in two.
    private static readonly string[] RareCharacters = ["𬭚", "𬍛", "𫖯", "𬱖"];
    private static readonly string[] UyghurWomen = ["阿依古丽", "古丽娜尔", "帕提古丽", "热依拉"];
    private static readonly string[] UyghurMen = ["艾尔肯", "买买提江", "阿力木", "吐尔逊江"];
    private static readonly string[] UyghurFathers = ["买买提", "阿布都拉", "艾买提", "吐尔逊", "依米提"];
    private static readonly string[] Minorities = ["02", "03", "06", "08", "11", "15"];

    private readonly Dictionary<(bool, string), IReadOnlyList<string>> _given =
        (from male in new[] { true, false } from era in new[] { "old", "any", "young" } select (male, era))
        .ToDictionary(key => key, key => catalogue.GivenCharacters(key.male, key.era));

    // Numbers given out per birth date and sex, so that no two persons share one: a fixed 60 KB, however long the roster.
    private readonly short[] _issued = new short[2 * 30_000];

    public Teacher Born(Dice dice, int number, bool male, DateOnly birth)
    {
        var uyghur = dice.Chance(2);
        return new Teacher
        {
            Number = number,
            Name = uyghur ? $"{dice.Pick(male ? UyghurMen : UyghurWomen)}·{dice.Pick(UyghurFathers)}" : Name(dice, male, birth),
            Male = male,
            Birth = birth,
            IdNumber = dice.Chance(667) ? IdNumber(male, birth) : null,
            EthnicGroup = uyghur ? "05" : dice.Chance(40) ? dice.Pick(Minorities) : "01",
            Mobile = dice.Chance(920) ? $"1900000{dice.Between(0, 9999):D4}" : null,
        };
    }

    private string Name(Dice dice, bool male, DateOnly birth)
    {
        var era = birth.Year < 1972 ? "old" : birth.Year < 1988 ? "any" : "young";
        var surname = catalogue.Surname(dice);
        if (dice.Chance(1))
            return surname + dice.Pick(RareCharacters);
        var characters = _given[(male, era)];
        var first = dice.Pick(characters);
        if (dice.Chance(era == "young" ? 180 : 300))
            return surname + first;
        var second = dice.Pick(characters);
        return surname + first + second;
    }

    /// <summary>The next number of that day and sex, or none when all are given out.</summary>
    private string? IdNumber(bool male, DateOnly birth)
    {
        var slot = (2 * (birth.DayNumber - FirstBirth.DayNumber)) + (male ? 1 : 0);
        if (_issued[slot] == OrderCodes)
            return null;
        // Seven steps round a prime: every order code once, not in order. Odd is male.
        var order = (2 * (_issued[slot]++ * 7 % OrderCodes)) + (male ? 1 : 2);
        var body = $"{NoArea}{birth:yyyyMMdd}{order:D3}";
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += (body[i] - '0') * Weights[i];
        return body + "10X98765432"[sum % 11];
    }
}
