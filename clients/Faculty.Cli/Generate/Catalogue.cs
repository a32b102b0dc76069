using System.Globalization;

namespace Faculty.Cli.Generate;

/// <summary>The tables the generator draws from; sources in Resources/README.md.</summary>
internal sealed class Catalogue
{
    private readonly string[] _surnames;
    private readonly int[] _surnameWeightsSummed;
    private readonly ILookup<(char Sex, string Era), string> _given;

    private Catalogue()
    {
        var surnames = Rows("surnames.csv").ToArray();
        _surnames = [.. surnames.Select(row => row[0])];
        _surnameWeightsSummed = new int[surnames.Length];
        var sum = 0;
        for (var i = 0; i < surnames.Length; i++)
            _surnameWeightsSummed[i] = sum += int.Parse(surnames[i][1], CultureInfo.InvariantCulture);
        _given = Rows("given_characters.csv").ToLookup(row => (row[1][0], row[2]), row => row[0]);
        Divisions = [.. Rows("divisions.csv").Select(row => new Division(row[0], row[1]))];
        var occupations = Rows("occupations.csv").ToLookup(row => row[0], row => new Occupation(row[1], row[2]), StringComparer.Ordinal);
        var certificates = Rows("certificates.csv").ToLookup(row => (row[0], row[1]), row => row[2]);
        Majors = [.. Rows("majors.csv").Select(row => new Major(
            row[0], row[1], [.. occupations[row[0]]],
            [.. certificates[(row[0], "one_plus_x")]], [.. certificates[(row[0], "qualification")]]))];
    }

    public IReadOnlyList<Division> Divisions { get; }

    public IReadOnlyList<Major> Majors { get; }

    public static Catalogue Load() => new();

    public string Surname(Dice dice)
    {
        var place = Array.BinarySearch(_surnameWeightsSummed, dice.Between(1, _surnameWeightsSummed[^1]));
        return _surnames[place < 0 ? ~place : place];
    }

    /// <summary>Characters that parents gave a child of this sex in that era ("old", "any", "young"), with the timeless ones.</summary>
    public IReadOnlyList<string> GivenCharacters(bool male, string era) =>
        [.. new[] { era, "any" }.Distinct().SelectMany(e => _given[(male ? 'M' : 'F', e)].Concat(_given[('B', e)]))];

    private static IEnumerable<string[]> Rows(string file)
    {
        using var reader = new StreamReader(typeof(Catalogue).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not embedded."));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line.Split(',');
    }
}

/// <summary>An administrative division (行政区划) by its six-digit code.</summary>
internal sealed record Division(string Code, string Name);

/// <summary>A secondary major (专业) with where it leads.</summary>
internal sealed record Major(
    string Code, string Name, IReadOnlyList<Occupation> Occupations, IReadOnlyList<string> OnePlusX, IReadOnlyList<string> Qualifications);

/// <summary>An occupation (职业) of the national classification.</summary>
internal sealed record Occupation(string Code, string Name);
