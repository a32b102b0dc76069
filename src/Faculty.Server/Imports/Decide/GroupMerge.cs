using Faculty.Domain;
using Faculty.Domain.Groups;
using Faculty.Domain.Organisations;
using Faculty.Server.Hosting;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Sheets;
using Faculty.V1;
using Group = Faculty.Domain.Groups.Group;
using GroupEvent = Faculty.Domain.Groups.GroupEvent;
using GroupState = Faculty.Domain.Groups.GroupState;
using OrganisationKind = Faculty.Domain.Organisations.OrganisationKind;

namespace Faculty.Server.Imports.Decide;

/// <summary>One group of an import: the record as its rows leave it, and what the rows did to it.</summary>
internal sealed class GroupMerge(List<Row> rows, Group? held, MemberMatch members, OrganisationTree tree, UnclearCodes unclear, DateOnly today)
{
    private readonly Dictionary<string, Row> rowOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> standing = new(StringComparer.Ordinal);

    /// <summary>The caller may write groups of this school.</summary>
    public required Func<string, bool> MayWrite { get; init; }

    /// <summary>The caller may decide on stages of groups of this school.</summary>
    public required Func<string, bool> MayDecide { get; init; }

    /// <summary>The code belongs to a group that the caller does not see.</summary>
    public required bool IsTaken { get; init; }

    /// <summary>The table of groups could be read.</summary>
    public required bool AreGroupsRead { get; init; }

    public Tally Tally { get; private set; } = new();

    public bool IsRefused => rows.Exists(r => r.Refused);

    /// <summary>The group as the rows leave it; null when it is not clear which it is.</summary>
    public async Task<Group?> BringAsync(CancellationToken ct)
    {
        if (Base() is not { } group)
        {
            Tally = new();
            rows.ForEach(r => Tally.Add(r.Table.Sheet, RowResult.Refused));
            return null;
        }
        foreach (var membership in group.Memberships)
        {
            standing[membership.TeacherId] = await members.StandingAsync(membership.TeacherId, ct);
        }
        group = await PartsAsync(Roster.GroupEvents, group, ct);
        group = await PartsAsync(Roster.GroupEnterprises, group, ct);
        group = await PartsAsync(Roster.Memberships, group, ct);
        group = await PartsAsync(Roster.GroupTasks, group, ct);
        var next = Applied(group);
        if (!IsRefused)
        {
            Judge(next);
        }
        return next;
    }

    // The group that the parts belong to: as its own row leaves it, or as it is held.
    private Group? Base()
    {
        var own = rows.Where(r => r.Table.Sheet == Roster.Groups).ToList();
        foreach (var again in own.Skip(1))
        {
            again.Fault(null, ImportFaultCode.DuplicateRow, $"The group stands in row {own[0].Number}.");
            Tally.Add(Roster.Groups, RowResult.Refused);
        }
        if (own.Count == 0)
        {
            if (held is null && AreGroupsRead)
            {
                rows[0].Fault(rows[0].Table.Sheet.Columns[0], ImportFaultCode.UnknownCode, "stands neither in the groups table nor in the registry");
            }
            else if (held is null)
            {
                rows[0].Refuse(null);
            }
            return held;
        }
        var row = own[0];
        var read = Roster.Groups.Read(row);
        row.Add(GroupChecks.Of(read, today));
        RequireHost(row, read.SchoolCode);
        if (IsTaken)
        {
            row.Fault(row.Table.Sheet.Columns[0], ImportFaultCode.NotYours, "belongs to a group that is not one of yours");
        }
        if (row.Refused)
        {
            Tally.Add(Roster.Groups, RowResult.Refused);
            return held;
        }
        if (held is null)
        {
            Tally.Add(Roster.Groups, RowResult.Created);
            return read with { GroupId = Ids.New() };
        }
        return Kept(row, GroupsSheet.Keep(read, held, row.Table), held);
    }

    private Group Kept(Row row, Group next, Group before)
    {
        try
        {
            var changed = next == before ? before : before.Edit(next, MayDecide(before.SchoolCode));
            Tally.Add(Roster.Groups, next == before ? RowResult.Unchanged : RowResult.Changed);
            return changed;
        }
        catch (RuleBroken broken)
        {
            row.Breaks(broken);
            Tally.Add(Roster.Groups, RowResult.Refused);
            return before;
        }
    }

    private void RequireHost(Row row, string code)
    {
        if (!row.Accepts(GroupsSheet.Host) || (held is not null && held.SchoolCode == code))
        {
            return;
        }
        if (tree.Find(code) is not { } host)
        {
            if (unclear.May(code))
            {
                row.Refuse(GroupsSheet.Host);
            }
            else
            {
                row.Wrong(GroupsSheet.Host, ImportFaultCode.UnknownOrganisation, "is no organisation of the registry or of the files");
            }
        }
        else if (host.Kind is not (OrganisationKind.School or OrganisationKind.AttachedClass))
        {
            row.Wrong(GroupsSheet.Host, ImportFaultCode.OrganisationRule, "is no school");
        }
        else if (!MayWrite(code))
        {
            row.Wrong(GroupsSheet.Host, ImportFaultCode.NotYours, "is not one of your schools");
        }
    }

    private async Task<Group> PartsAsync<T>(GroupPartSheet<T> sheet, Group group, CancellationToken ct)
        where T : class
    {
        var before = sheet.Of(group);
        var parts = before.ToList();
        var taken = new HashSet<object>();
        foreach (var row in rows.Where(r => r.Table.Sheet == sheet))
        {
            var teacherId = sheet is MembershipsSheet ? await members.FindAsync(row, group.SchoolCode, ct) : "";
            standing.TryAdd(teacherId, teacherId);
            var read = sheet.Read(row, teacherId);
            row.Add(sheet.Check(read, today));
            if (row.Refused)
            {
                Tally.Add(sheet, RowResult.Refused);
                continue;
            }
            var key = sheet.KeyOf(read, Standing);
            if (!taken.Add(key))
            {
                row.Fault(null, ImportFaultCode.DuplicateRow, "The same stands in an earlier row.");
                Tally.Add(sheet, RowResult.Refused);
                continue;
            }
            var at = parts.FindIndex(p => sheet.KeyOf(p, Standing).Equals(key));
            var next = at < 0 ? sheet.New(read) : sheet.Keep(read, parts[at], row.Table);
            rowOf[sheet.IdOf(next)] = row;
            var result = at < 0 ? RowResult.Created : next.Equals(parts[at]) ? RowResult.Unchanged : RowResult.Changed;
            Tally.Add(sheet, result);
            if (result != RowResult.Unchanged && next is GroupEvent { State: not GroupState.Applied } && !MayDecide(group.SchoolCode))
            {
                row.Wrong(GroupEventsSheet.State, ImportFaultCode.NotYours, "is decided by the office above; leave the row out");
            }
            if (at < 0 && teacherId.Length > 0 && await members.IsErasedAsync(teacherId, ct))
            {
                row.Fault(MembershipsSheet.Person, ImportFaultCode.ErasedTeacher, "is a person whose identity was erased");
            }
            if (at < 0)
            {
                parts.Add(next);
            }
            else
            {
                parts[at] = next;
            }
        }
        return parts.SequenceEqual(before) ? group : sheet.With(group, parts);
    }

    // A new group is applied for before anything else happens to it.
    private Group Applied(Group group)
    {
        if (held is not null || group.Events.Any(e => e.State == GroupState.Applied))
        {
            return group;
        }
        var first = group.StartDate ?? today;
        var day = group.Events.Count > 0 && group.Events[0].EffectiveDate < first ? group.Events[0].EffectiveDate : first;
        return group with { Events = [new() { EventId = Ids.New(), State = GroupState.Applied, EffectiveDate = day }, .. group.Events] };
    }

    // Every rule that the rows break and the registry kept, told at the row that breaks it.
    private void Judge(Group next)
    {
        var known = held is null ? [] : GroupInvariants.Broken(held, Standing).Select(b => (b.Reason, b.FactId)).ToHashSet();
        foreach (var broken in GroupInvariants.Broken(next, Standing).Where(b => !known.Contains((b.Reason, b.FactId))))
        {
            // Of two rows of a file that clash, the later one.
            string[] ids = [broken.FactId, .. broken.Facts.Where(f => f.Key == "membership_id").Select(f => f.Value)];
            (ids.Select(id => rowOf.GetValueOrDefault(id)).OfType<Row>().MaxBy(r => r.Number) ?? rows[0]).Breaks(broken);
        }
    }

    private string Standing(string teacherId) => standing.GetValueOrDefault(teacherId, teacherId);
}
