using Faculty.V1;

namespace Faculty.Server.Imports.Rows;

/// <summary>The faults of an import: all counted, the first so many kept, fewer of the warnings. Safe for several threads.</summary>
internal sealed class FaultList
{
    public const int MostKept = 100_000;
    private const int MostWarningsKept = 10_000;
    private readonly Lock gate = new();
    private readonly List<ImportFault> kept = [];
    private readonly Dictionary<string, int> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Table, string Header), int> columns = [];

    public long Errors { get; private set; }

    public long Warnings { get; private set; }

    /// <summary>A file or sheet is read next; faults are listed in this order.</summary>
    public void Reads(string table)
    {
        lock (gate)
        {
            tables.TryAdd(table, tables.Count);
        }
    }

    /// <summary>The headers of a table, from left to right.</summary>
    public void Reads(string table, IEnumerable<string> headers)
    {
        lock (gate)
        {
            foreach (var (place, header) in headers.Index())
            {
                columns.TryAdd((table, header), place);
            }
        }
    }

    public void Add(ImportFault fault)
    {
        lock (gate)
        {
            var before = fault.Warning ? Warnings++ : Errors++;
            if (before < (fault.Warning ? MostWarningsKept : MostKept))
            {
                kept.Add(fault);
            }
        }
    }

    /// <summary>A list that goes on from this one.</summary>
    public FaultList Continued()
    {
        lock (gate)
        {
            var next = new FaultList { Errors = Errors, Warnings = Warnings };
            next.kept.AddRange(kept);
            foreach (var (table, place) in tables)
            {
                next.tables.Add(table, place);
            }
            foreach (var (header, place) in columns)
            {
                next.columns.Add(header, place);
            }
            return next;
        }
    }

    public void AddAll(IEnumerable<ImportFault> faults)
    {
        foreach (var fault in faults)
        {
            Add(fault);
        }
    }

    /// <summary>The faults kept, as somebody reads the file: by table, row and column; errors before warnings where not all are shown.</summary>
    public IReadOnlyList<ImportFault> Listed(int most)
    {
        lock (gate)
        {
            return
            [
                .. kept.OrderBy(f => f.Warning)
                    .ThenBy(f => tables.GetValueOrDefault(f.Sheet, -1))
                    .ThenBy(f => f.Row)
                    .ThenBy(f => f.Column.Length == 0 ? -1 : columns.GetValueOrDefault((f.Sheet, f.Column), int.MaxValue))
                    .Take(most),
            ];
        }
    }
}
