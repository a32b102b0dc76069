namespace Faculty.Cli.Tests.Generate;

/// <summary>A folder of CSV files as anyone would read it, without the product's code.</summary>
internal sealed class Roster(string folder)
{
    private readonly Dictionary<string, List<Dictionary<string, string>>> _tables = new(StringComparer.Ordinal);

    public List<Dictionary<string, string>> this[string table]
    {
        get
        {
            if (_tables.TryGetValue(table, out var rows))
                return rows;
            var lines = File.ReadAllLines(Path.Combine(folder, $"{table}.csv"));
            var columns = lines[0].Split(',');
            rows = [.. lines.Skip(1).Select(line => columns.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second))];
            return _tables[table] = rows;
        }
    }

    public ILookup<string, Dictionary<string, string>> ByTeacher(string table) => this[table].ToLookup(row => row["teacher_ref"]);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    public static DateOnly First(Dictionary<string, string> row) => Day(row["start_date"]);

    public static DateOnly Last(Dictionary<string, string> row) => row["last_date"].Length == 0 ? DateOnly.MaxValue : Day(row["last_date"]);

    public static bool Covers(Dictionary<string, string> row, DateOnly day) => First(row) <= day && day <= Last(row);

    public static bool FullTime(Dictionary<string, string> engagement) => engagement["kind"] is "ESTABLISHED" or "CONTROLLED" or "CONTRACT";

    /// <summary>M1 by counting heads: (recognised, full-time specialty and practice teachers who teach) on a day.</summary>
    public (int Recognised, int Counted) M1(DateOnly day)
    {
        var (posts, spells, recognitions) = (ByTeacher("posts"), ByTeacher("spells"), ByTeacher("recognitions"));
        var events = this["recognition_events"].ToLookup(row => row["certificate_number"] + row["authority"]);
        var counted = this["engagements"].Where(e => FullTime(e) && Covers(e, day))
            .Select(e => (Ref: e["teacher_ref"], School: e["school_code"]))
            .Where(e => posts[e.Ref].Any(p => p["school_code"] == e.School && p["primary"] == "yes" && Covers(p, day)
                && p["category"] is "SPECIALTY" or "PRACTICE"))
            .Where(e => !spells[e.Ref].Any(s => s["school_code"] == e.School && Covers(s, day)))
            .Select(e => e.Ref).ToHashSet();
        return (counted.Count(who => recognitions[who].Any(r => r["trust"] != "UNVERIFIED" && Covers(r, day)
            && !EndedOrSuspended(events[r["certificate_number"] + r["authority"]], day))), counted.Count);
    }

    private static bool EndedOrSuspended(IEnumerable<Dictionary<string, string>> events, DateOnly day)
    {
        var past = events.Where(e => Day(e["effective_date"]) <= day).OrderBy(e => e["effective_date"], StringComparer.Ordinal).ToList();
        return past.Exists(e => e["type"] is "REVOKE" or "SUPERSEDE")
            || past.FindLast(e => e["type"] is "SUSPEND" or "REINSTATE") is { } state && state["type"] == "SUSPEND";
    }
}
