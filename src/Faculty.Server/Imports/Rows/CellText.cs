namespace Faculty.Server.Imports.Rows;

/// <summary>
/// How a text stands in a cell. What a spreadsheet program would take for a formula, blanks at the ends and a leading apostrophe are
/// written behind an apostrophe, which reading takes off again.
/// </summary>
internal static class CellText
{
    private const char Mark = '\'';

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
