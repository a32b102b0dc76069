using System.Text;

namespace Faculty.Cli.Applications;

/// <summary>Cells of a CSV text (RFC 4180) with the number of the line on which each row begins. Empty lines are no rows.</summary>
internal static class CsvLines
{
    public static IEnumerable<(int Line, string[] Cells)> Of(string text)
    {
        List<string> cells = [];
        var cell = new StringBuilder();
        var (line, begun, quoted) = (1, 1, false);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (i < text.Length && quoted ? c != '"' : c is not ('"' or ',' or '\r' or '\n'))
            {
                cell.Append(c);
            }
            else if (c == '"')
            {
                // Two of them inside quotes are one.
                if (!quoted && i > 0 && text[i - 1] == '"')
                {
                    cell.Append('"');
                }
                quoted = !quoted;
            }
            else if (c == ',')
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else if (c == '\n')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (cells is not [var only] || only.Trim().Length > 0)
                {
                    yield return (begun, [.. cells]);
                }
                cells.Clear();
                begun = line + 1;
            }
            line += c == '\n' ? 1 : 0;
        }
    }
}
