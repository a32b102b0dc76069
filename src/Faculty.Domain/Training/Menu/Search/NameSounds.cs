using Faculty.Domain.Codes;

namespace Faculty.Domain.Training.Menu.Search;

/// <summary>How names sound: pinyin and its first letters, found from the beginning of any syllable on.</summary>
internal sealed class NameSounds
{
    private readonly Entry[] sounds;
    private readonly Entry[] initials;

    public NameSounds(IReadOnlyList<string> names)
    {
        List<Entry> whole = [], first = [];
        for (var item = 0; item < names.Count; item++)
        {
            foreach (var spelling in Pinyin.Words(names[item]))
            {
                for (var at = 0; at < spelling.Count; at++)
                {
                    whole.Add(new(string.Concat(spelling.Skip(at)), item, at));
                    first.Add(new(string.Concat(spelling.Skip(at).Select(s => s[0])), item, at));
                }
            }
        }
        (sounds, initials) = (Sorted(whole), Sorted(first));
    }

    /// <summary>The items whose names sound like the letters, and how near: 100 = the whole name, fewer for a part of it.</summary>
    public IEnumerable<(int Item, int Percent)> Sounding(string letters) => Find(sounds, letters);

    /// <summary>The same by first letters.</summary>
    public IEnumerable<(int Item, int Percent)> Beginning(string letters) => letters.Length < 2 ? [] : Find(initials, letters);

    private static IEnumerable<(int Item, int Percent)> Find(Entry[] entries, string letters)
    {
        var at = Array.BinarySearch(entries, new(letters, -1, 0));
        for (at = at < 0 ? ~at : at; at < entries.Length && entries[at].Text.StartsWith(letters, StringComparison.Ordinal); at++)
        {
            // A part of a name counts for what it covers, and less from its middle on.
            var covered = 100 * letters.Length / entries[at].Text.Length;
            yield return (entries[at].Item, entries[at].Syllable == 0 ? covered : Math.Max(1, covered / 2));
        }
    }

    private static Entry[] Sorted(List<Entry> entries) => [.. entries.Order()];

    private sealed record Entry(string Text, int Item, int Syllable) : IComparable<Entry>
    {
        public int CompareTo(Entry? other) => string.CompareOrdinal(Text, other!.Text) is not 0 and var text ? text : Item.CompareTo(other.Item);
    }
}
