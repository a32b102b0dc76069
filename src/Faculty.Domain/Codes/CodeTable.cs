namespace Faculty.Domain.Codes;

/// <summary>A table of codes and their names.</summary>
public sealed class CodeTable
{
    private readonly Dictionary<string, (string Name, int Rank)> byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> byName = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    internal CodeTable(string file)
    {
        foreach (var line in Resource.Lines(file).Skip(1))
        {
            var cells = line.Split(',');
            byCode.Add(cells[0], (cells[1], int.Parse(cells[2])));
            names.Add(cells[1]);
            byName.TryAdd(cells[1], cells[0]);
            foreach (var other in cells[3].Split('|', StringSplitOptions.RemoveEmptyEntries))
            {
                // A short name in use wins over the same words elsewhere in the table.
                byName[other] = cells[0];
            }
        }
    }

    public IReadOnlyCollection<string> Codes => byCode.Keys;

    /// <summary>The names in the order of the table.</summary>
    public IReadOnlyList<string> Names => names;

    public bool Contains(string code) => byCode.ContainsKey(code);

    public string? NameOf(string code) => byCode.TryGetValue(code, out var entry) ? entry.Name : null;

    /// <summary>The code that a person means by a code, a name or another name in use; null when unknown.</summary>
    public string? CodeOf(string codeOrName) =>
        byCode.ContainsKey(codeOrName) ? codeOrName : byName.GetValueOrDefault(codeOrName);

    /// <summary>The greater the higher; 0 when the table has no order.</summary>
    public int RankOf(string code) => byCode.TryGetValue(code, out var entry) ? entry.Rank : 0;

    /// <summary>The highest by the table's order, not the last typed.</summary>
    public string? Highest(IEnumerable<string> codes) => codes.Where(Contains).MaxBy(RankOf);
}
