using System.Runtime.InteropServices;
using Faculty.Server.Imports.Sheets;
using Faculty.V1;

namespace Faculty.Server.Imports.Rows;

/// <summary>The rows of one teacher_ref, from all tables.</summary>
internal sealed class PersonRows(string reference, long ordinal)
{
    private readonly List<ReadOnlyMemory<char>> records = [];

    public string Reference => reference;

    /// <summary>Tells the persons of an import apart.</summary>
    public long Ordinal => ordinal;

    public int Count => records.Count;

    /// <summary>The persons of a partition, in the order of their first rows.</summary>
    public static List<PersonRows> Of(ReadOnlyMemory<char> partition, int number, IReadOnlyList<SourceTable> tables)
    {
        var persons = new List<PersonRows>();
        var byReference = new Dictionary<string, PersonRows>(StringComparer.Ordinal);
        var bySpan = byReference.GetAlternateLookup<ReadOnlySpan<char>>();
        while (partition.Length > 0)
        {
            var record = partition[..RowRecord.Length(partition.Span)];
            partition = partition[record.Length..];
            var cell = record.Span.Slice(RowRecord.FirstCell(tables[RowRecord.Table(record.Span)].Places.Length), RowRecord.CellLength(record.Span, 0));
            var reference = CellText.Plain(cell, out _);
            if (!bySpan.TryGetValue(reference, out var person))
            {
                person = new(reference.ToString(), ((long)number << 32) | (uint)persons.Count);
                byReference.Add(person.Reference, person);
                persons.Add(person);
            }
            person.records.Add(record);
        }
        return persons;
    }

    /// <summary>The rows by sheet, ready to be checked; what is wrong is added to <paramref name="faults"/>.</summary>
    public Dictionary<Sheet, List<Row>> Rows(IReadOnlyList<SourceTable> tables, List<ImportFault> faults, Interned interned)
    {
        var rows = new Dictionary<Sheet, List<Row>>();
        foreach (var record in records)
        {
            var table = tables[RowRecord.Table(record.Span)];
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, table.Sheet, out _);
            (list ??= []).Add(new(table, record, faults, interned));
        }
        return rows;
    }
}
