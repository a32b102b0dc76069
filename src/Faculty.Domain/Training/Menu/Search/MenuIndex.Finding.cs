namespace Faculty.Domain.Training.Menu.Search;

public sealed partial class MenuIndex
{
    private const int MostReasons = 5;
    // Of 100 of the best score.
    private const int LeastOfBest = 10;
    private const long OfSound = 40_000, Exact = 1L << 40;

    /// <summary>The items that answer a need in any words, the best first, each with what it was found by.</summary>
    /// <param name="words">The need.</param>
    /// <param name="takes">Which items may be answered.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<MenuFound> Search(string words, Func<MenuItem, bool> takes, int most)
    {
        var need = new Need(words, Fillers, known, synonyms);
        var (scores, covered) = (new long[items.Length], new int[items.Length]);
        var terms = need.Terms.Where(t => postings.ContainsKey(t.Text)).Select(t => (Term: t, Found: postings[t.Text])).ToList();
        foreach (var (term, found) in terms)
        {
            var weight = term.Percent * Rarity(found.Length);
            foreach (var posting in found)
            {
                var (field, fieldWeight) = posting.Best;
                scores[posting.Item] += weight * fieldWeight;
                covered[posting.Item] += field == MenuField.Name && term.Text.Length > 1 ? term.Percent : 0;
            }
        }
        // The more of its name was said, the better.
        for (var item = 0; item < items.Length; item++)
        {
            scores[item] += scores[item] * covered[item] / (100 * Math.Max(1, nameTerms[item]));
        }
        var heard = Hear(need.Text, scores);
        NameExactly(need.Text, scores, heard);
        return Best(scores, takes, most).Select(item => new MenuFound(items[item], scores[item], ReasonsOf(item, need.Text, terms, heard))).ToList();
    }

    // How rare a term is: the rarer, the more it says.
    private long Rarity(int count) => (long)Math.Round(100 * Math.Log2(1 + ((double)items.Length / count)));

    // Words of letters may be the sound of a name, together or one by one.
    private Dictionary<int, MenuReason> Hear(string text, long[] scores)
    {
        var spoken = SearchText.Runs(text).Select(run => string.Concat(run.Text.Where(char.IsAsciiLetter))).Where(letters => letters.Length > 0).ToList();
        var best = new Dictionary<int, (int Percent, MenuReason Reason)>();
        foreach (var letters in spoken.Append(string.Concat(spoken)).Where(l => l.Length > 1).Distinct(StringComparer.Ordinal))
        {
            foreach (var (field, heard) in ((MenuField, IEnumerable<(int, int)>)[])[(MenuField.Pinyin, sounds.Sounding(letters)), (MenuField.Initials, sounds.Beginning(letters))])
            {
                foreach (var (item, percent) in heard)
                {
                    if (percent > best.GetValueOrDefault(item).Percent)
                    {
                        best[item] = (percent, new(letters, "", field));
                    }
                }
            }
        }
        foreach (var (item, (percent, _)) in best)
        {
            scores[item] += percent * OfSound;
        }
        return best.ToDictionary(b => b.Key, b => b.Value.Reason);
    }

    private void NameExactly(string text, long[] scores, Dictionary<int, MenuReason> heard)
    {
        var said = WithoutGaps(text);
        for (var item = 0; said.Length > 0 && item < items.Length; item++)
        {
            if (said == codes[item])
            {
                heard[item] = new(items[item].Code, "", MenuField.Code);
            }
            if (said == names[item] || said == codes[item])
            {
                scores[item] += Exact;
            }
        }
    }

    private IEnumerable<int> Best(long[] scores, Func<MenuItem, bool> takes, int most)
    {
        var found = Enumerable.Range(0, items.Length).Where(item => scores[item] > 0 && takes(items[item])).OrderByDescending(item => scores[item]).ThenBy(item => item).Take(most).ToList();
        return found.Where(item => scores[item] >= scores[found[0]] % Exact * LeastOfBest / 100);
    }

    private static List<MenuReason> ReasonsOf(int item, string text, List<(NeedTerm Term, Posting[] Found)> terms, Dictionary<int, MenuReason> heard)
    {
        var hits = terms.Select(t => (t.Term, At: Array.BinarySearch(t.Found, new(item, 0)), t.Found)).Where(t => t.At >= 0).Select(t => (t.Term, t.Found[t.At].Best.Field)).ToList();
        List<MenuReason> reasons = heard.TryGetValue(item, out var sound) ? [sound] : [];
        // Pairs side by side in the need make the words it said.
        foreach (var field in hits.Where(h => h.Term.Word.Length == 0).GroupBy(h => h.Field).OrderBy(g => Array.FindIndex(Weights, w => w.Field == g.Key)))
        {
            var said = new bool[text.Length];
            foreach (var (term, _) in field)
            {
                said.AsSpan(term.Start, term.Text.Length).Fill(true);
            }
            var marked = string.Concat(text.Select((c, at) => said[at] ? c : SearchText.Gap));
            reasons.AddRange(marked.Split(SearchText.Gap, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Select(word => new MenuReason(word, "", field.Key)));
        }
        reasons.AddRange(hits.Where(h => h.Term.Word.Length > 0).Select(h => new MenuReason(h.Term.Word, h.Term.Meaning, h.Field)).Distinct());
        return [.. reasons.Take(MostReasons)];
    }
}

/// <summary>An item that answers a need; the greater the score the better, within one answer.</summary>
public sealed record MenuFound(MenuItem Item, long Score, IReadOnlyList<MenuReason> Reasons);

/// <summary>A word of the need, what it was taken for (empty = itself), and where in the item it was found.</summary>
public sealed record MenuReason(string Word, string Meaning, MenuField Field);
