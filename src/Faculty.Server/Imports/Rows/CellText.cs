using System.Buffers;

namespace Faculty.Server.Imports.Rows;

/// <summary>
/// How a text stands in a cell. What a spreadsheet program would take for a formula, blanks at the ends and a leading apostrophe are
/// written behind an apostrophe, which reading takes off again.
/// </summary>
internal static class CellText
{
    private const char Mark = '\'';
    private static readonly SearchValues<char> Decimals = SearchValues.Create("0123456789.");

    /// <summary>The cell without blanks around it and without the mark.</summary>
    public static ReadOnlySpan<char> Plain(ReadOnlySpan<char> cell, out bool trimmed)
    {
        trimmed = false;
        if (cell.Length == 0)
        {
            return cell;
        }
        if (cell[0] == Mark)
        {
            return cell[1..];
        }
        if (!IsBlank(cell[0]) && !IsBlank(cell[^1]))
        {
            return cell;
        }
        trimmed = true;
        while (cell.Length > 0 && IsBlank(cell[0]))
        {
            cell = cell[1..];
        }
        while (cell.Length > 0 && IsBlank(cell[^1]))
        {
            cell = cell[..^1];
        }
        return cell.Length > 0 && cell[0] == Mark ? cell[1..] : cell;
    }

    public static bool NeedsMark(ReadOnlySpan<char> text) =>
        text.Length > 0 && (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or Mark or '＝' or '＋' or '－' or '＠' || IsBlank(text[0]) || IsBlank(text[^1]));

    /// <summary>1.40581E+17, as a spreadsheet program writes a long number into a CSV file.</summary>
    public static bool IsDestroyed(ReadOnlySpan<char> cell) =>
        cell.IndexOf("E+", StringComparison.Ordinal) is > 0 and var at
        && cell[..at].IndexOfAnyExcept(Decimals) < 0 && cell[(at + 2)..] is { Length: > 0 } power && !power.ContainsAnyExceptInRange('0', '9');

    /// <summary>Full-width characters as their half-width ones.</summary>
    public static string HalfWidth(ReadOnlySpan<char> cell) => string.Create(cell.Length, cell, (half, full) =>
    {
        for (var i = 0; i < full.Length; i++)
        {
            half[i] = full[i] is >= '\uff01' and <= '\uff5e' ? (char)(full[i] - 0xfee0) : full[i];
        }
    });

    private static bool IsBlank(char c) => c is ' ' or '\u3000' or '\u00a0' or '\t' or '\r' or '\n' or '\ufeff' || char.IsWhiteSpace(c);
}

/// <summary>Texts that come again and again (codes, authorities, schools) are held once.</summary>
internal sealed class Interned
{
    private const int Most = 50_000;
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    public Interned() => bySpan = known.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Of(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
        {
            return "";
        }
        if (bySpan.TryGetValue(text, out var held))
        {
            return held;
        }
        var made = text.ToString();
        if (known.Count < Most)
        {
            known.Add(made, made);
        }
        return made;
    }
}
