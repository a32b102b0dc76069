using Faculty.Domain.Codes;

namespace Faculty.Domain.Training.Menu.Search;

/// <summary>Kinds of work within occupations (工种), and other titles they go by.</summary>
internal static class OccupationWords
{
    private static readonly Dictionary<string, (string[] WorkTypes, string[] Aliases)> ByCode =
        Resource.Lines("occupation_words.csv").Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells => (Split(cells[1]), Split(cells[2])), StringComparer.Ordinal);

    public static (IReadOnlyList<string> WorkTypes, IReadOnlyList<string> Aliases) Of(string occupationCode) =>
        ByCode.TryGetValue(occupationCode, out var words) ? words : ([], []);

    private static string[] Split(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries);
}
