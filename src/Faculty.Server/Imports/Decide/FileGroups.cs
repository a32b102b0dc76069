using Faculty.Domain.Organisations;
using Faculty.Server.Access;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Group = Faculty.Domain.Groups.Group;

namespace Faculty.Server.Imports.Decide;

/// <summary>What the groups of the files do to the registry: decided after the persons, group by group; a group with a fault is refused whole.</summary>
internal sealed class FileGroups(IRegistryStore store, ReadRows file, TeacherRows own, Coverage deciders, OrganisationTree tree, UnclearCodes unclear, PersonRefs persons, DateOnly today)
{
    // An entry of more than 85,000 bytes is a large object, which stays until the whole heap is looked through.
    private const int GroupsAnEntry = 20;
    private readonly List<(Stored<Group>? Held, Group Next)> good = [];

    public Tally Tally { get; } = new();

    public List<ImportFault> Faults { get; } = [];

    public bool AnyChange => good.Count > 0;

    /// <summary>The teacher_refs that rows of members name.</summary>
    public static HashSet<string> References(ReadRows file) =>
        [.. file.Groups.Where(r => file.Tables[RowRecord.Table(r.Span)].Sheet is MembershipsSheet)
            .Select(r => new Row(file.Tables[RowRecord.Table(r.Span)], r, [], new()).Glance(MembershipsSheet.Person))];

    public async Task<FileGroups> DecideAsync(CancellationToken ct)
    {
        var interned = new Interned();
        var byCode = new Dictionary<string, List<Row>>(StringComparer.Ordinal);
        foreach (var record in file.Groups)
        {
            var row = new Row(file.Tables[RowRecord.Table(record.Span)], record, Faults, interned);
            var code = ((GroupSheet)row.Table.Sheet).CodeOf(row);
            if (code.Length == 0)
            {
                Tally.Add(row.Table.Sheet, RowResult.Refused);
                continue;
            }
            (byCode.TryGetValue(code, out var rows) ? rows : byCode[code] = []).Add(row);
        }
        foreach (var (code, rows) in byCode)
        {
            ct.ThrowIfCancellationRequested();
            await DecideAsync(code, rows, ct);
        }
        return this;
    }

    /// <summary>The entries that write the groups; the first of them into an entry that is there already, if any.</summary>
    public IEnumerable<WriteBatch> Entries(Func<WriteBatch> newBatch, OrganisationView organisations, Func<string, bool> isWrittenHere)
    {
        foreach (var some in good.Chunk(GroupsAnEntry))
        {
            var batch = newBatch();
            foreach (var (held, next) in some)
            {
                _ = held is null ? batch.Insert(Documents.Groups, next.GroupId, next) : batch.Replace(Documents.Groups, held, next);
            }
            yield return organisations.RelyOn(batch, some.Select(g => g.Next.SchoolCode).Where(code => !isWrittenHere(code)));
        }
    }

    private async Task DecideAsync(string code, List<Row> rows, CancellationToken ct)
    {
        var held = await store.FindByKeyAsync(Documents.Groups, Documents.CodeIndex, code, ct);
        var isForeign = held is not null && !own.Coverage.Covers(held.Value.SchoolCode);
        var merge = new GroupMerge(rows, isForeign ? null : held?.Value, new(store, file, own, persons), tree, unclear, today)
        {
            MayWrite = own.Coverage.Covers, MayDecide = deciders.Covers, IsTaken = isForeign, AreGroupsRead = !file.Unread.Contains(Roster.Groups),
        };
        var next = await merge.BringAsync(ct);
        Tally.Add(merge.Tally, merge.IsRefused);
        if (!merge.IsRefused && next is not null && merge.Tally.Changes > 0)
        {
            good.Add((held, next));
        }
    }
}
