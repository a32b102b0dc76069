using System.Collections;
using System.Text;

namespace Faculty.Domain.Codes;

/// <summary>Pinyin (拼音) of names, without tones: how clerks find people and courses. Tables of readings of characters and of surnames.</summary>
public static class Pinyin
{
    // Names with several many-voiced characters would multiply; four spellings find everybody in practice.
    private const int MostSpellings = 4;
    private static readonly Dictionary<string, string[]> Characters = Load("pinyin.csv");
    private static readonly Dictionary<string, string[]> Surnames = Load("surnames.csv");

    // Small enough to stay near the processor while a page of names is asked. A surname is read in one way.
    private static readonly BitArray ManyVoiced = Bits(_ => true);
    private static readonly BitArray ManyVoicedAtFirst = Bits(character => !Surnames.ContainsKey(character));

    /// <summary>
    /// The likely spellings of a name as syllables, the likeliest first; letters stay as they are, other signs are left
    /// out.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string>> Spellings(string name)
    {
        var surname = SurnameOf(name, out var syllables);
        return Spellings([.. syllables], name[surname..]);
    }

    /// <summary>The same of words that are nobody's name.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Words(string words) => Spellings([], words);

    private static List<List<string>> Spellings(List<string> begun, string text)
    {
        List<List<string>> spellings = [begun];
        foreach (var rune in text.EnumerateRunes())
        {
            var readings = Characters.TryGetValue(rune.ToString(), out var known) ? known : Latin(rune);
            if (readings.Length > 0)
            {
                spellings = [.. spellings.SelectMany(_ => readings, (spelling, reading) => new List<string>([.. spelling, reading])).Take(MostSpellings)];
            }
        }
        return spellings;
    }

    /// <summary>A name, in UTF-8, of which every character has one reading has one spelling; most names do.</summary>
    public static bool MayHaveSeveralSpellings(ReadOnlySpan<byte> name)
    {
        for (var first = true; name.Length > 0; first = false)
        {
            Rune.DecodeFromUtf8(name, out var rune, out var taken);
            if (!rune.IsBmp || (first ? ManyVoicedAtFirst : ManyVoiced)[rune.Value])
            {
                return true;
            }
            name = name[taken..];
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

    private static BitArray Bits(Func<string, bool> counts)
    {
        var bits = new BitArray(char.MaxValue + 1);
        foreach (var (character, readings) in Characters)
        {
            if (readings.Length > 1 && character.Length == 1 && counts(character))
            {
                bits[character[0]] = true;
            }
        }
        return bits;
    }

    private static Dictionary<string, string[]> Load(string file)
    {
        var table = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var line in Resource.Lines(file).Skip(1))
        {
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            table[line[..comma]] = line[(comma + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        return table;
    }
}
