using System.Collections.Immutable;
using Faculty.Domain.Groups;
using Faculty.Domain.Groups.Composition;
using Faculty.Domain.Teachers;
using Faculty.Server.Hosting;
using Faculty.Storage;

namespace Faculty.Server.Groups;

/// <summary>All groups of one moment by code, and of each person in one what groups are judged by. Nobody's identity is held.</summary>
internal sealed record GroupView
{
    public static readonly GroupView Empty = new();

    // Codes of the groups that an id is or was a member of.
    private ImmutableDictionary<string, ImmutableSortedSet<string>> memberOf = ImmutableDictionary.Create<string, ImmutableSortedSet<string>>(StringComparer.Ordinal);

    public long Revision { get; init; }

    public ImmutableSortedDictionary<string, Stored<Group>> Groups { get; private init; } = ImmutableSortedDictionary.Create<string, Stored<Group>>(StringComparer.Ordinal);

    /// <summary>What a judgement asks about persons, answered from this moment.</summary>
    public GroupPeople People => new(Persons.Standing, GroupsOn);

    /// <summary>Of the persons in them what groups are judged by.</summary>
    public KnownPeople Persons { get; init; } = new(Judged);

    public GroupView With(Stored<Group> group)
    {
        var members = memberOf;
        var before = Groups.GetValueOrDefault(group.Value.Code);
        var (held, next) = (Ids(before?.Value), Ids(group.Value));
        foreach (var id in held.Except(next))
        {
            members = members.SetItem(id, members[id].Remove(group.Value.Code));
        }
        foreach (var id in next.Except(held))
        {
            members = members.SetItem(id, members.GetValueOrDefault(id, ImmutableSortedSet.Create<string>(StringComparer.Ordinal)).Add(group.Value.Code));
        }
        return this with { memberOf = members, Groups = Groups.SetItem(group.Value.Code, group) };

        static HashSet<string> Ids(Group? of) => (of?.Memberships ?? []).Select(m => m.TeacherId).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The memberships of a person, by the standing id, under any of the ids that lead to it: by code of the group, then by first day.</summary>
    public IEnumerable<(Stored<Group> Group, Membership Membership)> MembershipsOf(string standingId)
    {
        var ids = Aliases(standingId).ToList();
        var codes = ids.Count == 1 ? memberOf.GetValueOrDefault(standingId) ?? [] : ids.SelectMany(id => memberOf.GetValueOrDefault(id) ?? []).ToImmutableSortedSet(StringComparer.Ordinal);
        return from code in codes
               let found = Groups[code]
               from membership in found.Value.Memberships
               where ids.Contains(membership.TeacherId)
               select (found, membership);
    }

    // Asked of each member of each group, so without the detours of MembershipsOf where nobody was merged.
    private int GroupsOn(string standingId, DateOnly day)
    {
        if (Persons.Find(standingId) is { MergedRecords.Count: > 0 })
        {
            return MembershipsOf(standingId).Where(m => m.Membership.Period.Covers(day) && !(m.Group.Value.EndedFrom <= day)).DistinctBy(m => m.Group.Id).Count();
        }
        var count = 0;
        foreach (var code in memberOf.GetValueOrDefault(standingId) ?? [])
        {
            count += IsMember(Groups[code].Value, standingId, day) ? 1 : 0;
        }
        return count;
    }

    private static bool IsMember(Group group, string teacherId, DateOnly day)
    {
        if (group.EndedFrom <= day)
        {
            return false;
        }
        foreach (var membership in group.Memberships)
        {
            if (membership.Period.Covers(day) && string.Equals(membership.TeacherId, teacherId, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    private IEnumerable<string> Aliases(string id) => [id, .. (Persons.Find(id)?.MergedRecords ?? []).SelectMany(m => Aliases(m.TeacherId))];

    // Only what a judgement looks at; what tells who it is, or of which certificate, stays in the store.
    private static Teacher Judged(Teacher teacher) => new()
    {
        TeacherId = teacher.TeacherId,
        Identity = Identity.Gone,
        Engagements = teacher.Engagements,
        Titles = teacher.Titles,
        Recognitions = [.. teacher.Recognitions.Select(r => r with { Field = "", CertificateNumber = "", Authority = "", RuleVersion = "", DecisionDocument = "" })],
        MergedIntoTeacherId = teacher.MergedIntoTeacherId,
        MergedRecords = [.. teacher.MergedRecords.Select(m => m with { FactIds = [] })],
    };
}
