using Faculty.Domain.Codes;

namespace Faculty.Domain.Training.Menu.Search;

/// <summary>What words mean: the general ones, and over them those of a school.</summary>
public sealed class SynonymTable
{
    internal const string WordsFolder = "Training.Menu.Search.Words";

    private readonly Dictionary<string, IReadOnlyList<string>> meanings = new(StringComparer.Ordinal);
    private readonly WordList words;

    public SynonymTable(IEnumerable<MenuSynonym> own)
    {
        foreach (var synonym in General.Concat(own))
        {
            meanings[SearchText.Normalize(synonym.Word)] = [.. synonym.Meanings.Select(SearchText.Normalize)];
        }
        words = new(meanings.Keys);
    }

    /// <summary>The general words of the trades taught here; they come with the program.</summary>
    public static IReadOnlyList<MenuSynonym> General { get; } =
        [.. Resource.Lines("synonyms.csv", WordsFolder).Skip(1).Select(line => line.Split(',')).Select(cells => new MenuSynonym { Word = cells[0], Meanings = cells[1].Split('|') })];

    internal IEnumerable<string> Words => meanings.Keys.Concat(meanings.Values.SelectMany(m => m));

    /// <summary>The words of the table in a text and their meanings; a word inside a longer one does not count.</summary>
    internal IEnumerable<(string Word, string Meaning)> Of(string normalized)
    {
        for (int at = 0, done = 0; at < normalized.Length; at++)
        {
            var length = words.LongestAt(normalized, at);
            if (length > 0 && at + length > done)
            {
                done = at + length;
                var word = normalized.Substring(at, length);
                foreach (var meaning in meanings[word])
                {
                    yield return (word, meaning);
                }
            }
        }
    }
}
