using Faculty.Domain;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Imports.Sheets;
using Faculty.V1;

namespace Faculty.Server.Imports.Rows;

/// <summary>One row under check: its cells as values, and what is wrong with them.</summary>
internal sealed partial class Row(SourceTable table, ReadOnlyMemory<char> record, List<ImportFault> faults, Interned interned)
{
    private ulong unread;
    private ulong faulted;

    public SourceTable Table => table;

    public int Number { get; } = RowRecord.Row(record.Span);

    /// <summary>Something in the row is wrong.</summary>
    public bool Refused { get; private set; }

    /// <summary>The cells of all the columns were read; their values may still break a rule.</summary>
    public bool Reads(params ReadOnlySpan<Column> columns) => (unread & Bits(columns)) == 0;

    /// <summary>Nothing is wrong with the cells of all the columns.</summary>
    public bool Accepts(params ReadOnlySpan<Column> columns) => (faulted & Bits(columns)) == 0;

    /// <summary>The faults of a check, told by the columns the fields were read from; what is no news of a cell, or follows from another one, is not told.</summary>
    public void Add(IEnumerable<FieldFault> found)
    {
        var told = faulted;
        foreach (var fault in found)
        {
            var column = ColumnOf(fault.Field);
            if ((told & (Bit(column) | Bit(ColumnOf(fault.Given)))) == 0)
            {
                Wrong(column, Remedies.Of(fault.Kind), fault.Problem);
            }
        }
    }

    /// <summary>A cell that cannot be read, or that nothing more may be concluded from; null = the row as a whole.</summary>
    public void Fault(Column? column, ImportFaultCode code, string problem)
    {
        unread |= Bit(column);
        Wrong(column, code, problem);
    }

    /// <summary>A cell that was read and breaks a rule.</summary>
    public void Wrong(Column? column, ImportFaultCode code, string problem)
    {
        Refuse(column);
        faults.Add(New(column, code, problem));
    }

    /// <summary>The row breaks a rule between facts; ids of facts that are not stored say nothing.</summary>
    public void Breaks(RuleBroken broken)
    {
        Refuse(null);
        var facts = broken.Facts.Where(f => !f.Key.EndsWith("_id", StringComparison.Ordinal)).ToList();
        var told = facts.Count == 0 ? "" : $" ({string.Join(", ", facts.Select(f => $"{f.Key} {f.Value}"))})";
        var fault = New(null, Remedies.Of(broken.Reason), $"{broken.Message}{told}");
        fault.Reason = (ErrorReason)broken.Reason;
        fault.Metadata.Add(facts.ToDictionary(f => f.Key, f => f.Value));
        faults.Add(fault);
    }

    /// <summary>A cell that cannot be judged, because of a fault that is told elsewhere.</summary>
    public void Refuse(Column? column)
    {
        Refused = true;
        faulted |= Bit(column);
    }

    public void Warn(Column column, string problem, ImportFaultCode code = ImportFaultCode.Normalised)
    {
        var warning = New(column, code, problem);
        warning.Warning = true;
        faults.Add(warning);
    }

    /// <summary>The value as found, hidden when personal.</summary>
    public string Shown(Column column)
    {
        var cell = Raw(column).ToString();
        cell = cell.Length > 100 ? $"{cell[..100]}…" : cell;
        return !column.Personal || cell.Length == 0 ? cell
            : column.Identifier && cell.Length > 10 ? $"{cell[..3]}{new string('*', cell.Length - 6)}{cell[^3..]}"
            : $"{cell[..1]}{new string('*', cell.Length - 1)}";
    }

    /// <summary>A fault of a whole row that is no longer at hand.</summary>
    public static ImportFault FaultAt(SourceTable table, int number, ImportFaultCode code, string problem) =>
        new() { Sheet = table.Name, Row = number, Code = code, Message = problem, Remedy = Remedies.Of(code) };

    private ImportFault New(Column? column, ImportFaultCode code, string problem) => new()
    {
        Sheet = table.Name,
        Row = Number,
        Column = column is null ? "" : table.Headers[column.Index],
        Value = column is null || code == ImportFaultCode.IdInClear ? "" : Shown(column),
        Code = code,
        Message = column is null ? problem : $"{column.Name} {problem}.",
        Remedy = Remedies.Of(code),
        Rule = column is not null && code == ImportFaultCode.Rule ? problem : "",
    };

    private Column? ColumnOf(string field) =>
        field.Length == 0 ? null : table.Sheet.Columns.FirstOrDefault(c => string.Equals(c.Field, field, StringComparison.Ordinal));

    private static ulong Bit(Column? column) => column is null ? 0 : 1UL << column.Index;

    private static ulong Bits(ReadOnlySpan<Column> columns)
    {
        var bits = 0UL;
        foreach (var column in columns)
        {
            bits |= Bit(column);
        }
        return bits;
    }
}
