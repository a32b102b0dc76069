using Faculty.Domain.Organisations;
using Faculty.Server.Hosting;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Organisation = Faculty.Domain.Organisations.Organisation;

namespace Faculty.Server.Imports.Decide;

/// <summary>What the organisations of the files do to the tree.</summary>
internal sealed class OrganisationRows
{
    private readonly OrganisationView before;
    private readonly List<Organisation> good = [];
    private readonly HashSet<string> written = new(StringComparer.Ordinal);

    private OrganisationRows(OrganisationView before) => (this.before, Tree) = (before, before.Tree);

    /// <summary>The tree with the organisations of the files that may stand.</summary>
    public OrganisationTree Tree { get; private set; }

    public Tally Tally { get; } = new();

    public List<ImportFault> Faults { get; } = [];

    public bool AnyRefused { get; private set; }

    public bool AnyChange => good.Count > 0;

    public static OrganisationRows Decide(ReadRows rows, OrganisationView before, Interned interned)
    {
        var decided = new OrganisationRows(before);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var read = new List<(Organisation Next, Row Row)>();
        foreach (var record in rows.Organisations)
        {
            var row = new Row(rows.Tables[RowRecord.Table(record.Span)], record, decided.Faults, interned);
            var next = OrganisationsSheet.Read(row, before.Tree.Find);
            if (!row.Refused && !seen.TryAdd(next.Code, row.Number))
            {
                row.Fault(null, ImportFaultCode.DuplicateRow, $"The organisation stands in row {seen[next.Code]}.");
            }
            if (row.Refused)
            {
                decided.Refuse();
            }
            else if (before.Find(next.Code)?.Value is { } held && (ReferenceEquals(held, next) || held.Equals(next)))
            {
                decided.Tally.Add(Roster.Organisations, RowResult.Unchanged);
            }
            else
            {
                read.Add((next, row));
            }
        }
        decided.Judge(read);
        return decided;
    }

    /// <summary>The entries of the journal that write them, a tree's whole change under its guard.</summary>
    public void Put(WriteBatch batch)
    {
        foreach (var next in good)
        {
            _ = before.Find(next.Code) is { } held ? batch.Replace(Documents.Organisations, held, next) : batch.Insert(Documents.Organisations, next.OrganisationId, next);
        }
        before.Guard(batch);
    }

    /// <summary>A code that this import writes itself, so that nothing can rely on its former version.</summary>
    public bool Writes(string code) => written.Contains(code);

    // Rows may stand in any order: all are put into the tree, then each is judged; what falls takes with it what stands below.
    private void Judge(List<(Organisation Next, Row Row)> read)
    {
        while (read.Count > 0)
        {
            var changed = read.Select(r => r.Next.Code).ToHashSet(StringComparer.Ordinal);
            var all = OrganisationTree.Of(before.Tree.All.Where(o => !changed.Contains(o.Code)).Concat(read.Select(r => r.Next)));
            var fallen = read.RemoveAll(candidate =>
            {
                if (OrganisationInvariants.Broken(candidate.Next, all).FirstOrDefault() is not { } broken)
                {
                    return false;
                }
                candidate.Row.Fault(null, Remedies.Of(broken.Reason), $"{broken.Message} ({string.Join(", ", broken.Facts.Select(f => $"{f.Key} {f.Value}"))})");
                Refuse();
                return true;
            });
            if (fallen == 0)
            {
                Tree = all;
                break;
            }
        }
        foreach (var (next, _) in read)
        {
            var isNew = before.Find(next.Code) is null;
            good.Add(isNew ? next with { OrganisationId = Ids.New() } : next);
            written.Add(next.Code);
            Tally.Add(Roster.Organisations, isNew ? RowResult.Created : RowResult.Changed);
        }
    }

    private void Refuse()
    {
        AnyRefused = true;
        Tally.Add(Roster.Organisations, RowResult.Refused);
    }
}
