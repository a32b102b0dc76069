using System.Text;

namespace Faculty.Domain.Training.Menu.Search;

/// <summary>Text as the search compares it: widths and cases evened out, as NFKC would for what keyboards here type; signs that say nothing are gaps.</summary>
internal static class SearchText
{
    public const char Gap = ' ';

    public static string Normalize(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            // Full-width forms lie at one distance from the half-width ones.
            var c = sign is >= '！' and <= '～' ? (char)(sign - '！' + '!') : sign;
            c = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
            if (IsHan(c) || char.IsAsciiLetterOrDigit(c))
            {
                plain.Append(c);
            }
            else if (plain.Length > 0 && plain[^1] != Gap)
            {
                plain.Append(Gap);
            }
        }
        return plain.ToString().TrimEnd(Gap);
    }

    /// <summary>Chinese characters, also the rare ones that take two.</summary>
    public static bool IsHan(char c) => c is >= '一' and <= '鿿' or >= '㐀' and <= '䶿' or '〇' || char.IsSurrogate(c);

    /// <summary>Stretches of Chinese, and words of letters and digits, with where they begin.</summary>
    public static IEnumerable<(int Start, string Text)> Runs(string normalized)
    {
        for (var at = 0; at < normalized.Length;)
        {
            var start = at;
            var han = IsHan(normalized[at]);
            while (at < normalized.Length && normalized[at] != Gap && IsHan(normalized[at]) == han)
            {
                at++;
            }
            if (at > start)
            {
                yield return (start, normalized[start..at]);
            }
            at += at < normalized.Length && normalized[at] == Gap ? 1 : 0;
        }
    }

    /// <summary>What a stretch is found by: neighbouring characters in pairs, or the one there is; a word of letters as a whole.</summary>
    public static IEnumerable<(int Start, string Text)> Grams(string normalized)
    {
        foreach (var (start, run) in Runs(normalized))
        {
            if (run.Length <= 2 || !IsHan(run[0]))
            {
                yield return (start, run);
                continue;
            }
            for (var at = 0; at + 2 <= run.Length; at++)
            {
                yield return (start + at, run.Substring(at, 2));
            }
        }
    }
}
