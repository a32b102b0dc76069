using Faculty.V1;

namespace Faculty.Server.Imports.Rows;

/// <summary>The faults of an import: all counted, the first so many kept, fewer of the warnings. Safe for several threads.</summary>
internal sealed class FaultList
{
    public const int MostKept = 100_000;
    private const int MostWarningsKept = 10_000;
    private readonly Lock gate = new();
    private readonly List<ImportFault> kept = [];

    public long Errors { get; private set; }

    public long Warnings { get; private set; }

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

    /// <summary>The faults kept, by sheet and row; errors before warnings where not all are shown.</summary>
    public IReadOnlyList<ImportFault> Listed(int most)
    {
        lock (gate)
        {
            return [.. kept.OrderBy(f => f.Warning).ThenBy(f => f.Sheet, StringComparer.Ordinal).ThenBy(f => f.Row).Take(most)];
        }
    }
}
