using Faculty.Domain;
using Faculty.Domain.Organisations;
using Faculty.Server.Access;
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

    private readonly Coverage own;

    private OrganisationRows(OrganisationView before, Coverage own) => (this.before, this.own, Tree) = (before, own, before.Tree);

    /// <summary>The tree with the organisations of the files that may stand.</summary>
    public OrganisationTree Tree { get; private set; }

    public Tally Tally { get; } = new();

    public List<ImportFault> Faults { get; } = [];

    public UnclearCodes Unclear { get; } = new();

    public bool AnyChange => good.Count > 0;

    public static OrganisationRows Decide(ReadRows file, OrganisationView before, Coverage own, Interned interned)
    {
        var decided = new OrganisationRows(before, own);
        if (file.Unread.Contains(Roster.Organisations))
        {
            decided.Unclear.Add("");
        }
        var read = new List<(Organisation Next, List<OrganisationRow> Rows)>();
        foreach (var rows in decided.Read(file, interned))
        {
            var held = before.Find(rows[0].Code)?.Value;
            var next = held is not null ? OrganisationsSheet.Bring(rows, held) : rows.Exists(r => r.Row.Refused) ? null : OrganisationsSheet.Make(rows);
            if (next is null || rows.Exists(r => r.Row.Refused))
            {
                decided.Refuse(rows);
            }
            else if (next.Equals(held))
            {
                decided.Count(rows.Count, RowResult.Unchanged);
            }
            else if (!decided.IsOwn(next, held))
            {
                rows[^1].Row.Fault(null, ImportFaultCode.NotYours, "The organisation, or the one it would stand under, is not one of yours.");
                decided.Refuse(rows);
            }
            else
            {
                read.Add((next, rows));
            }
        }
        decided.Judge(read);
        return decided;
    }

    // One that is new stands under one of the caller's, or under another new one of the files, which is judged itself.
    private bool IsOwn(Organisation next, Organisation? held) => own.Whole
        || ((held is null || own.Covers(next.Code)) && next.Parents.Count > 0
            && next.Parents.Except(held?.Parents ?? []).All(p => own.Covers(p.ParentCode) || before.Find(p.ParentCode) is null));

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

    // The rows of each organisation, oldest first, wherever they stand.
    private List<List<OrganisationRow>> Read(ReadRows file, Interned interned)
    {
        var byCode = new Dictionary<string, List<OrganisationRow>>(StringComparer.Ordinal);
        foreach (var record in file.Organisations)
        {
            var read = OrganisationsSheet.Read(new(file.Tables[RowRecord.Table(record.Span)], record, Faults, interned));
            if (read.Code.Length == 0)
            {
                Refuse([read]);
                continue;
            }
            var rows = byCode.TryGetValue(read.Code, out var known) ? known : byCode[read.Code] = [];
            if (read.IsFromRead && rows.Find(r => r.IsFromRead && r.From == read.From) is { } same)
            {
                read.Row.Fault(null, ImportFaultCode.DuplicateRow, $"The organisation stands in row {same.Row.Number}.");
                Count(1, RowResult.Refused);
                continue;
            }
            rows.Add(read);
        }
        var found = byCode.Values.Where(rows => rows.Count > 0).Select(rows => rows.OrderBy(r => r.From).ToList()).ToList();
        found.ForEach(OrganisationsSheet.RequireAgreement);
        return found;
    }

    // Rows may stand in any order: all are put into the tree, then each is judged; what falls takes with it what stands below.
    private void Judge(List<(Organisation Next, List<OrganisationRow> Rows)> read)
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
                if (broken.Reason == Reason.UnknownOrganisation && candidate.Next.Parents.Any(p => Unclear.May(p.ParentCode) && all.Find(p.ParentCode) is null))
                {
                    Refuse(candidate.Rows);
                    return true;
                }
                candidate.Rows[^1].Row.Breaks(broken);
                Refuse(candidate.Rows);
                return true;
            });
            if (fallen == 0)
            {
                Tree = all;
                break;
            }
        }
        foreach (var (next, rows) in read)
        {
            var isNew = before.Find(next.Code) is null;
            good.Add(isNew ? next with { OrganisationId = Ids.New() } : next);
            written.Add(next.Code);
            Count(rows.Count, isNew ? RowResult.Created : RowResult.Changed);
        }
    }

    private void Refuse(List<OrganisationRow> rows)
    {
        Unclear.Add(rows[0].Code);
        Count(rows.Count, RowResult.Refused);
    }

    private void Count(int rows, RowResult result)
    {
        for (var i = 0; i < rows; i++)
        {
            Tally.Add(Roster.Organisations, result);
        }
    }
}
