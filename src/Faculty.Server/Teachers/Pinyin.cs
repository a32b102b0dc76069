using System.Text;

namespace Faculty.Server.Teachers;

/// <summary>Pinyin (拼音) of names, without tones: how clerks find people. Tables of readings of characters and of surnames.</summary>
internal static class Pinyin
{
    // Names with several many-voiced characters would multiply; four spellings find everybody in practice.
    private const int MostSpellings = 4;
    private static readonly Dictionary<string, string[]> Characters = Load("pinyin.csv");
    private static readonly Dictionary<string, string[]> Surnames = Load("surnames.csv");

    /// <summary>The likely spellings of a name as syllables, the likeliest first; letters stay as they are, other signs are left out.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Spellings(string name)
    {
        var runes = name.EnumerateRunes().Select(r => r.ToString()).ToList();
        List<List<string>> spellings = [[]];
        var next = 0;
        for (var length = Math.Min(2, runes.Count); length >= 1 && next == 0; length--)
        {
            if (Surnames.TryGetValue(string.Concat(runes.Take(length)), out var syllables))
            {
                spellings[0].AddRange(syllables);
                next = length;
            }
        }
        for (; next < runes.Count; next++)
        {
            var readings = Characters.TryGetValue(runes[next], out var known) ? known : Latin(runes[next]);
            if (readings.Length > 0)
            {
                spellings = [.. spellings.SelectMany(_ => readings, (spelling, reading) => new List<string>([.. spelling, reading])).Take(MostSpellings)];
            }
        }
        return spellings;
    }

    private static string[] Latin(string rune) => rune.Length == 1 && char.IsAsciiLetter(rune[0]) ? [rune.ToLowerInvariant()] : [];

    private static Dictionary<string, string[]> Load(string file)
    {
        using var stream = typeof(Pinyin).Assembly.GetManifestResourceStream($"Faculty.Server.Teachers.Data.{file}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var table = new Dictionary<string, string[]>(StringComparer.Ordinal);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            table[line[..comma]] = line[(comma + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        return table;
    }
}
