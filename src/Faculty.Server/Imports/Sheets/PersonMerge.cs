using Faculty.Domain.Organisations;
using Faculty.Server.Imports.Rows;
using Faculty.V1;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Imports.Sheets;

/// <summary>One person of an import: the record as the rows leave it, and what the rows did to it.</summary>
internal sealed class PersonMerge(Teacher teacher, bool isNew, DateOnly today, OrganisationTree organisations, UnclearCodes unclear, IReadOnlySet<Sheet> unread)
{
    private readonly Dictionary<string, Row> rowOfFact = new(StringComparer.Ordinal);
    private readonly HashSet<Sheet> refusedIn = [];

    public Teacher Teacher { get; set; } = teacher;

    public bool IsNew => isNew;

    public DateOnly Today => today;

    public Tally Tally { get; } = new();

    /// <summary>Keys of rows that are refused, so that they belong to no fact; another person may have them, too.</summary>
    public List<(string Index, string Value, Row Row)> RefusedKeys { get; } = [];

    /// <summary>Refuses a code that is no organisation of registry or files; kinds and days are for the rules.</summary>
    public void RequireKnown(Row row, Column column, string code)
    {
        if (!row.Reads(column) || organisations.Find(code) is not null)
        {
            return;
        }
        if (unclear.May(code))
        {
            row.Refuse(column);
        }
        else
        {
            row.Wrong(column, ImportFaultCode.UnknownOrganisation, "is no organisation of the registry or of the files");
        }
    }

    /// <summary>The school's own number is new to the record.</summary>
    public bool RefsChanged { get; init; }

    public bool Refused { get; private set; }

    /// <summary>A row about a fact; broken rules about the fact are told at the row.</summary>
    public void Took(string factId, Row row, RowResult result)
    {
        rowOfFact[factId] = row;
        Tally.Add(row.Table.Sheet, result);
    }

    public void RefuseRow(Row row)
    {
        Refused = true;
        refusedIn.Add(row.Table.Sheet);
        Tally.Add(row.Table.Sheet, RowResult.Refused);
    }

    /// <summary>Rows of the sheet were refused, or not even read: what facts of its kind there are is not known.</summary>
    public bool HasRefused(Sheet sheet) => refusedIn.Contains(sheet) || unread.Contains(sheet);

    public Row? RowOf(string factId) => rowOfFact.GetValueOrDefault(factId);

    public bool Changed => isNew || RefsChanged || Tally.Changes > 0;
}

/// <summary>What became of a row.</summary>
internal enum RowResult
{
    Created,
    Changed,
    Unchanged,
    Refused,
}

/// <summary>Rows by sheet and what became of them.</summary>
internal sealed class Tally
{
    private const int Results = 4;
    private readonly long[] counts = new long[Roster.Sheets.Count * Results];

    public long Changes { get; private set; }

    public long Rows { get; private set; }

    public void Add(Sheet sheet, RowResult result, long rows = 1)
    {
        counts[(sheet.Place * Results) + (int)result] += rows;
        Rows += rows;
        Changes += result is RowResult.Created or RowResult.Changed ? rows : 0;
    }

    /// <summary>Every row of a refused person is refused.</summary>
    public void Add(Tally other, bool refused)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            if (other.counts[i] > 0)
            {
                Add(Roster.Sheets[i / Results], refused ? RowResult.Refused : (RowResult)(i % Results), other.counts[i]);
            }
        }
    }

    public IEnumerable<ImportCount> Counts()
    {
        foreach (var sheet in Roster.Sheets)
        {
            var i = sheet.Place * Results;
            var count = new ImportCount { Sheet = sheet.Name, Created = counts[i], Changed = counts[i + 1], Unchanged = counts[i + 2], Refused = counts[i + 3] };
            count.Rows = count.Created + count.Changed + count.Unchanged + count.Refused;
            if (count.Rows > 0)
            {
                yield return count;
            }
        }
    }
}
