using System.Text;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

/// <summary>An application and the number of its line.</summary>
internal sealed record FileLine(int Line, NewApplication Application);

/// <summary>Applications as lines of a CSV file. Faults name line and column and never what stands there: it may be somebody's name.</summary>
internal static class ApplicationRows
{
    private const int MostFaults = 20;

    /// <summary>Columns by their proto names; the last ones may be left out.</summary>
    public static readonly IReadOnlyList<string> Columns = ["teacher_id", "level", "field", "exception_code", "school_code"];

    private static readonly string[] Needed = ["teacher_id", "level", "field"];

    /// <param name="content">UTF-8, with or without byte order mark; header first.</param>
    /// <param name="name">Name of the file, for the faults.</param>
    /// <param name="words">The language.</param>
    /// <exception cref="UsageException">The file is not such a one; every fault on a line of its own, at most 20.</exception>
    public static IReadOnlyList<FileLine> Read(byte[] content, string name, Words words)
    {
        List<string> faults = [];
        List<FileLine> read = [];
        var lineOf = new Dictionary<string, int>(StringComparer.Ordinal);
        using var lines = CsvLines.Of(Text(content, name, words)).GetEnumerator();
        string[] header = lines.MoveNext() ? [.. lines.Current.Cells.Select(c => c.Trim())] : [];
        Check(header, words, (column, problem) => Fault(1, column, problem));
        // Under a wrong header every line is wrong.
        var most = faults.Count == 0 ? MostFaults : 0;
        while (faults.Count < most && lines.MoveNext())
        {
            var (line, cells) = lines.Current;
            if (cells.Length != header.Length)
            {
                Fault(line, "", words[$"{cells.Length} cells, the header has {header.Length}", $"有 {cells.Length} 格，表头为 {header.Length} 格"]);
                continue;
            }
            var application = Application(header, cells, words, (column, problem) => Fault(line, column, problem));
            read.Add(new(line, application));
            if (faults.Count == 0 && !lineOf.TryAdd(application.TeacherId, line))
            {
                Fault(line, "teacher_id", words[$"is in line {lineOf[application.TeacherId]} already", $"与第 {lineOf[application.TeacherId]} 行重复"]);
            }
        }
        if (faults.Count == 0 && read.Count == 0)
        {
            Fault(2, "", words["there is no application", "没有申请"]);
        }
        return faults.Count == 0 ? read : throw new UsageException(string.Join('\n', faults));

        void Fault(int line, string column, string problem) => faults.Add(words[
            $"{name} line {line}{(column.Length > 0 ? $", {column}" : "")}: {problem}.", $"{name} 第 {line} 行{(column.Length > 0 ? $" {column} 列" : "")}：{problem}。"]);
    }

    private static void Check(string[] header, Words words, Action<string, string> fault)
    {
        foreach (var missing in Needed.Except(header))
        {
            fault(missing, words["the header has no such column", "表头缺少此列"]);
        }
        for (var i = 0; i < header.Length; i++)
        {
            if (!Columns.Contains(header[i]))
            {
                fault($"{i + 1}", words[$"a column is one of {string.Join(", ", Columns)}", $"列名应为下列之一：{string.Join("、", Columns)}"]);
            }
            else if (header.Take(i).Contains(header[i]))
            {
                fault(header[i], words["the column is there twice", "列重复"]);
            }
        }
    }

    private static NewApplication Application(string[] header, string[] cells, Words words, Action<string, string> fault)
    {
        var application = new NewApplication();
        foreach (var (column, cell) in header.Zip(cells, (h, c) => (h, c.Trim())))
        {
            var field = NewApplication.Descriptor.FindFieldByName(column);
            if (cell.Length == 0)
            {
                if (Needed.Contains(column))
                {
                    fault(column, words["is empty", "为空"]);
                }
            }
            else if (Field.Value(field, cell) is { } value)
            {
                field.Accessor.SetValue(application, value);
            }
            else
            {
                fault(column, words[$"takes {Field.Expected(field, words)}", $"应填{Field.Expected(field, words)}"]);
            }
        }
        return application;
    }

    private static string Text(byte[] content, string name, Words words)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException(words[$"{name} is not text in UTF-8. Save it as 'CSV UTF-8'.", $"{name} 不是 UTF-8 文本，请另存为“CSV UTF-8”。"]);
        }
    }
}
