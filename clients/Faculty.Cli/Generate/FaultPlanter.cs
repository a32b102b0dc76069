namespace Faculty.Cli.Generate;

/// <summary>Spoils about one row in a hundred the way clerks and spreadsheets do, and lists what was planted where.</summary>
internal sealed class FaultPlanter(Dice dice, CsvTable list)
{
    private const int PerMille = 10;
    private const string Dates = "birth_date start_date obtained_on issued_on granted_on effective_date";
    private const string Codes = "teachers.sex engagements.kind posts.category spells.reason education.level titles.title_code "
        + "credentials.category recognitions.level recognitions.track recognitions.trust recognition_events.type";
    private const string Required = "teachers.name birth_date start_date school_code effective_date posts.category engagements.kind";

    private const string References = "posts.teacher_ref education.teacher_ref titles.teacher_ref practice.teacher_ref honours.teacher_ref";

    private static readonly Fault[] Faults =
    [
        new("bad-check-character", "id_number", v => v[..^1] + (v[^1] == '1' ? '2' : '1')),
        new("destroyed-id-number", "id_number", v => $"{v[0]}.{v[1..6]}E+17"),
        new("full-width-digits", "id_number mobile", v => string.Concat(v.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '０') : c))),
        new("impossible-date", Dates, v => v[..4] + "-02-30"),
        new("dotted-impossible-date", Dates, v => v[..4] + ".9.31"),
        new("unknown-code", Codes, _ => "XX"),
        new("missing-required", Required, _ => ""),
        new("unknown-teacher-ref", References, v => "X" + v[1..]),
        new("trailing-blanks", "teachers.name education.institution practice.enterprise", v => v + "  "),
        new("zero-width-character", "teachers.name education.institution practice.enterprise", v => v.Insert(1, "\u200B")),
    ];

    /// <summary>Whether the row just told is to be spoilt.</summary>
    public bool Strikes() => dice.Chance(PerMille);

    /// <summary>The rows to write instead of the row, listed by the line they will stand on.</summary>
    public IEnumerable<string[]> Spoil(CsvTable table, string[] row)
    {
        List<Action> ways =
        [
            .. from fault in Faults
               from column in Enumerable.Range(0, table.Columns.Length)
               where fault.Fits(table.Name, table.Columns[column]) && row[column].Length > 0
               select (Action)(() =>
               {
                   row[column] = fault.Spoil(row[column]);
                   Plant(table, table.Lines + 1, column, fault.Kind);
               }),
        ];
        string[]? again = null;
        var (start, last) = (Array.IndexOf(table.Columns, "start_date"), Array.IndexOf(table.Columns, "last_date"));
        if (start >= 0 && last >= 0 && row[start].Length == 10)
        {
            ways.Add(() =>
            {
                row[last] = $"{int.Parse(row[start][..4]) - 1}{row[start][4..7]}-01";
                Plant(table, table.Lines + 1, last, "reversed-dates");
            });
        }
        if (table.Name == "teachers")
            ways.Add(() => again = Again(0, "duplicate-teacher-ref"));
        if (table.Name == "engagements")
        {
            // The same engagement once more, begun ten days later: it overlaps the first.
            ways.Add(() =>
            {
                again = Again(start, "overlapping-engagement");
                again[start] = $"{DateOnly.Parse(row[start]).AddDays(10):yyyy-MM-dd}";
            });
        }
        if (ways.Count > 0)
            dice.Pick(ways)();
        return again is null ? [row] : [row, again];

        string[] Again(int column, string kind)
        {
            Plant(table, table.Lines + 2, column, kind);
            return [.. row];
        }
    }

    private void Plant(CsvTable table, long line, int column, string kind) =>
        list.Cell($"{table.Name}.csv").Cell(line.ToString()).Cell(table.Columns[column]).Cell(kind).End();

    /// <summary>A way to spoil one cell; columns are named alone or with their table.</summary>
    private sealed record Fault(string Kind, string Columns, Func<string, string> Spoil)
    {
        private readonly HashSet<string> _columns = [.. Columns.Split(' ')];

        public bool Fits(string table, string column) => _columns.Contains(column) || _columns.Contains($"{table}.{column}");
    }
}
