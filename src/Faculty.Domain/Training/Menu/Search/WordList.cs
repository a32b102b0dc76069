namespace Faculty.Domain.Training.Menu.Search;

/// <summary>Words, to find the longest that begins at a place of a text.</summary>
internal sealed class WordList
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> words;
    // Of words with each first character the longest, so that most places are done with at once.
    private readonly Dictionary<char, int> longest = [];

    public WordList(IEnumerable<string> words)
    {
        var set = words.Where(w => w.Length > 0).ToHashSet(StringComparer.Ordinal);
        this.words = set.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in set)
        {
            longest[word[0]] = Math.Max(longest.GetValueOrDefault(word[0]), word.Length);
        }
    }

    /// <summary>The length of the longest word at a place, at most as long as said; 0 = none.</summary>
    public int LongestAt(ReadOnlySpan<char> text, int at, int most = int.MaxValue)
    {
        for (var length = Math.Min(Math.Min(longest.GetValueOrDefault(text[at]), most), text.Length - at); length > 0; length--)
        {
            if (words.Contains(text.Slice(at, length)) && IsWhole(text, at, length))
            {
                return length;
            }
        }
        return 0;
    }

    // A word of letters is none inside another.
    private static bool IsWhole(ReadOnlySpan<char> text, int at, int length) =>
        !(char.IsAsciiLetterOrDigit(text[at]) && at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))
        && !(char.IsAsciiLetterOrDigit(text[at + length - 1]) && at + length < text.Length && char.IsAsciiLetterOrDigit(text[at + length]));
}
