using Faculty.Domain.Training;
using Faculty.Domain.Training.Menu;

namespace Faculty.Domain.Tests.Training.Menu;

/// <summary>The menu of the sample school, as far as it is searched, and items that are made up.</summary>
internal static class SampleItems
{
    public static readonly IReadOnlyList<MenuItem> All =
        [.. Lines("menu.csv").Skip(1).Select(line => line.Split(',')).Select(cells => Item(cells[0], cells[1], cells[3]) with { Level = SkillLevels.Of(cells[4]), Certificate = cells[15] })];

    public static MenuItem Item(string code, string name, string occupation = "6-18-02-04") => new()
    {
        SchoolCode = "GP", Code = code, Name = name, OccupationCode = occupation, PracticeHours = 40, SmallestClass = 10, LargestClass = 40, Mode = TrainingMode.School,
        Assessment = AssessmentKind.Completion, StartDate = new(2025, 1, 1),
    };

    /// <summary>Needs and the codes of items that answer them.</summary>
    public static IReadOnlyList<(string Need, string[] Codes)> Needs(string file) =>
        [.. Lines(file).Skip(1).Select(line => line.Split(';')).Select(cells => (cells[0], cells[1].Split('|')))];

    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(typeof(SampleItems).Assembly.GetManifestResourceStream(file)!);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
