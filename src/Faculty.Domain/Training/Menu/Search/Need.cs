namespace Faculty.Domain.Training.Menu.Search;

/// <summary>
/// A need as somebody says it (培训需求), taken apart: words that say nothing are left out, the others stay as they are and mean what the table of
/// synonyms says.
/// </summary>
internal sealed class Need
{
    // Of 100: a word itself, what it is taken for, and a single character beside words, which is mostly left over from a sentence.
    private const int Itself = 100, Meant = 80, Single = 25;

    /// <summary>What is left of the need, with gaps for the fillers.</summary>
    public string Text { get; }

    /// <summary>What is looked for, each once.</summary>
    public IReadOnlyList<NeedTerm> Terms { get; }

    public Need(string words, WordList fillers, WordList known, SynonymTable synonyms)
    {
        var normalized = SearchText.Normalize(words);
        Text = WithoutFillers(normalized, fillers, known);
        var terms = new Dictionary<string, NeedTerm>(StringComparer.Ordinal);
        var single = SearchText.Runs(Text).All(run => run.Text.Length == 1) ? Itself : Single;
        foreach (var (start, gram) in SearchText.Grams(Text))
        {
            terms.TryAdd(gram, new(gram, gram.Length > 1 ? Itself : single, start, Word: "", Meaning: ""));
        }
        foreach (var (word, meaning) in synonyms.Of(normalized))
        {
            foreach (var (start, gram) in SearchText.Grams(meaning))
            {
                terms.TryAdd(gram, new(gram, Meant, start, word, meaning));
            }
        }
        Terms = [.. terms.Values];
    }

    public static string WithoutFillers(string normalized, WordList fillers, WordList known)
    {
        var left = normalized.ToCharArray();
        for (var at = 0; at < normalized.Length;)
        {
            var word = known.LongestAt(normalized, at);
            var filler = FillerAt(normalized, at, fillers, known);
            if (filler > word)
            {
                left.AsSpan(at, filler).Fill(SearchText.Gap);
            }
            at += Math.Max(1, Math.Max(filler, word));
        }
        return new(left);
    }

    // A filler must not eat the beginning of a known word: 学 of 要学 may be the one of 学前教育.
    private static int FillerAt(string text, int at, WordList fillers, WordList known)
    {
        var length = fillers.LongestAt(text, at);
        while (length > 0 && Enumerable.Range(at + 1, length - 1).Any(i => i + known.LongestAt(text, i) > at + length))
        {
            length = fillers.LongestAt(text, at, length - 1);
        }
        return length;
    }
}

/// <summary>Something looked for: a pair of characters or a word of letters, what it weighs, where in its text it stands, and which synonym brought it.</summary>
internal sealed record NeedTerm(string Text, int Percent, int Start, string Word, string Meaning);
