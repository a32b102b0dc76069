using System.Text;
using MiniExcelLibs;

namespace Faculty.Benchmarks.Servers;

/// <summary>A folder of CSV files as one workbook, a sheet a file, every cell as text.</summary>
internal static class Workbook
{
    public static void Write(string roster, string workbook) => MiniExcel.SaveAs(
        workbook,
        Directory.GetFiles(roster, "*.csv").ToDictionary(f => Path.GetFileNameWithoutExtension(f), object (f) => Rows(f)));

    private static IEnumerable<IDictionary<string, object>> Rows(string file)
    {
        using var lines = File.ReadLines(file, Encoding.UTF8).GetEnumerator();
        if (!lines.MoveNext())
        {
            yield break;
        }
        var header = Cells(lines.Current);
        while (lines.MoveNext())
        {
            var cells = Cells(lines.Current);
            yield return header.Zip(cells).ToDictionary(pair => pair.First, object (pair) => pair.Second);
        }
    }

    // Generated rosters have no line breaks within a cell.
    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '"' when quoted && i + 1 < line.Length && line[i + 1] == '"':
                    cell.Append('"');
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    cells.Add(cell.ToString());
                    cell.Clear();
                    break;
                case var other:
                    cell.Append(other);
                    break;
            }
        }
        cells.Add(cell.ToString());
        return cells;
    }
}
