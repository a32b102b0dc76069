using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Imports.Tables;
using Faculty.V1;

namespace Faculty.Server.Imports.Rows;

/// <summary>The rows of an upload, put down by person; rows that belong to no person are held.</summary>
internal sealed class ReadRows : IDisposable
{
    private readonly FaultList faults;
    private readonly long mostRows;
    private readonly ArrayBufferWriter<char> held = new();
    private readonly List<ulong> teachers = [];
    private List<ReadOnlyMemory<char>> organisations = [];
    private readonly List<ReadOnlyMemory<char>> groups = [];
    private readonly List<ReadOnlyMemory<char>> ledgers = [];
    private List<ReadOnlyMemory<char>> events = [];

    private ReadRows(string folder, long uploadBytes, FaultList faults, long mostRows) =>
        (Spill, this.faults, this.mostRows) = (new(Path.Combine(folder, "spill"), uploadBytes), faults, mostRows);

    public Spill Spill { get; }

    public List<SourceTable> Tables { get; } = [];

    public IReadOnlyList<ReadOnlyMemory<char>> Organisations => organisations;

    /// <summary>Rows of groups and their parts, in the order of the files.</summary>
    public IReadOnlyList<ReadOnlyMemory<char>> Groups => groups;

    /// <summary>Rows of authorised seats and hiring lines, in the order of the files.</summary>
    public IReadOnlyList<ReadOnlyMemory<char>> Ledgers => ledgers;

    /// <summary>Sheets of which a table could not be read, told already: what other rows say of it cannot be judged.</summary>
    public HashSet<Sheet> Unread { get; } = [];

    /// <summary>Rows without a teacher_ref, told already.</summary>
    public Tally Refused { get; } = new();

    public long Rows { get; private set; }

    /// <summary>A row says an ID number, be it right or not.</summary>
    public bool HasIdNumbers { get; private set; }

    /// <summary>Rows of organisations, events, groups and ledgers.</summary>
    public long RowsOfNobody { get; private set; }

    public static ReadRows From(Upload upload, FaultList faults, long mostRows, Action<long> progress, CancellationToken ct)
    {
        var files = upload.Files;
        var bytes = files.Sum(f => new FileInfo(Path.Combine(upload.Folder, f)).Length * (f.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? 8 : 1));
        var rows = new ReadRows(upload.Folder, bytes, faults, mostRows);
        try
        {
            UploadedTables.ReadAll(upload.Folder, files, faults, (table, sheet, name) => rows.Read(table, sheet, name, progress, ct), rows.Miss);
            rows.teachers.Sort();
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    public void Dispose() => Spill.Dispose();

    /// <summary>The teachers table has a row of this teacher_ref.</summary>
    public bool HasTeacher(string reference) => teachers.BinarySearch(HashOf(reference)) >= 0;

    /// <summary>The rows of events, to be read once.</summary>
    public IReadOnlyList<ReadOnlyMemory<char>> TakeEvents() => Interlocked.Exchange(ref events, []);

    /// <summary>The organisations are written: their rows are asked for no more.</summary>
    public void DropOrganisations() => organisations = [];

    private void Read(TableReader reader, Sheet sheet, string name, Action<long> progress, CancellationToken ct)
    {
        if (!reader.Read())
        {
            return;
        }
        if (Header.Read(reader, Tables.Count, sheet, name, faults) is not { } table)
        {
            Miss(sheet);
            return;
        }
        Tables.Add(table);
        while (reader.Read())
        {
            if (IsEmpty(reader, table))
            {
                continue;
            }
            if (++Rows > mostRows)
            {
                throw UnreadableTableException.Limit($"The upload has more than {mostRows} rows, which is the most for an import that is taken whole.", "Import block by block.");
            }
            if ((Rows & 0xfff) == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress(Rows);
            }
            Put(reader, table);
        }
        progress(Rows);
    }

    private void Miss(Sheet? sheet) => Unread.UnionWith(sheet is null ? Roster.Sheets : [sheet]);

    private void Put(TableReader reader, SourceTable table)
    {
        if (table.Sheet is not TeacherSheet)
        {
            RowsOfNobody++;
            held.ResetWrittenCount();
            RowRecord.Write(held, reader, table.Number, table.Places);
            (table.Sheet is OrganisationsSheet ? organisations : table.Sheet is GroupSheet ? groups : table.Sheet is LedgerSheet ? ledgers : events).Add(held.WrittenSpan.ToArray());
            return;
        }
        var place = table.Places[0];
        var reference = place < reader.Count ? CellText.Plain(reader.Cell(place), out _) : [];
        if (reference.Length == 0)
        {
            Refuse(ImportFaultCode.Required, "teacher_ref is empty.");
            return;
        }
        if (reference.Length >= IdNumber.Length && IdNumber.StandsIn(reference.ToString()))
        {
            Refuse(ImportFaultCode.IdInClear, $"teacher_ref {IdNumber.InClear}.");
            return;
        }
        if (table.Sheet is TeachersSheet)
        {
            teachers.Add(HashOf(reference));
            HasIdNumbers |= TeachersSheet.SaysNumber(reader, table);
        }
        RowRecord.Write(Spill.For(reference, out var partition), reader, table.Number, table.Places);
        Spill.Wrote(partition);

        void Refuse(ImportFaultCode code, string message)
        {
            faults.Add(Header.Fault(table.Name, reader.Row, table.Headers[0], code, message));
            Refused.Add(table.Sheet, RowResult.Refused);
        }
    }

    private static ulong HashOf(ReadOnlySpan<char> reference) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(reference));

    private static bool IsEmpty(TableReader reader, SourceTable table)
    {
        foreach (var place in table.Places)
        {
            if (place >= 0 && place < reader.Count && (reader.Kind(place) != CellKind.Text || !reader.Cell(place).IsWhiteSpace()))
            {
                return false;
            }
        }
        return true;
    }
}
