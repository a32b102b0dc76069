using System.Text;

namespace Faculty.Server.Teachers;

/// <summary>Pinyin (拼音) of names, without tones: how clerks find people. Tables of readings of characters and of surnames.</summary>
internal static class Pinyin
{
    // Names with several many-voiced characters would multiply; four spellings find everybody in practice.
    private const int MostSpellings = 4;
    private static readonly Dictionary<string, string[]> Characters = Load("pinyin.csv");
    private static readonly Dictionary<string, string[]> Surnames = Load("surnames.csv");

    /// <summary>
    /// The likely spellings of a name as syllables, the likeliest first; letters stay as they are, other signs are left
    /// out.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string>> Spellings(string name)
    {
        var surname = SurnameOf(name, out var syllables);
        List<List<string>> spellings = [[.. syllables]];
        foreach (var rune in name[surname..].EnumerateRunes())
        {
            var readings = Characters.TryGetValue(rune.ToString(), out var known) ? known : Latin(rune);
            if (readings.Length > 0)
            {
                spellings = [.. spellings.SelectMany(_ => readings, (spelling, reading) => new List<string>([.. spelling, reading])).Take(MostSpellings)];
            }
        }
        return spellings;
    }

    /// <summary>A name of which every character has one reading has one spelling; most names do.</summary>
    public static bool MayHaveSeveralSpellings(string name)
    {
        var readings = Characters.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = SurnameOf(name, out _); at < name.Length; at++)
        {
            if (readings.TryGetValue(name.AsSpan(at, 1), out var known) && known.Length > 1)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>How many characters of the name are a surname of the table, and how it is read.</summary>
    private static int SurnameOf(string name, out string[] syllables)
    {
        var surnames = Surnames.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(2, name.Length); length >= 1; length--)
        {
            if (surnames.TryGetValue(name.AsSpan(0, length), out syllables!))
            {
                return length;
            }
        }
        syllables = [];
        return 0;
    }

    private static string[] Latin(Rune rune) =>
        rune.IsAscii && char.IsAsciiLetter((char)rune.Value) ? [$"{char.ToLowerInvariant((char)rune.Value)}"] : [];

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
