using Faculty.Domain.Groups;
using Faculty.Domain.Groups.Composition;
using Faculty.Domain.Teachers;
using Faculty.Server.Access;
using Faculty.Storage;

namespace Faculty.Server.Groups;

/// <summary>What a group is judged by as it was known at a revision, read from the documents of then.</summary>
internal static class GroupHistory
{
    /// <summary>The group, and the persons in it with the other groups they were in.</summary>
    public static async Task<(Group Group, GroupPeople People)> AtAsync(IRegistryStore store, Group group, long revision, TeacherRows everyone, CancellationToken ct)
    {
        var persons = new Dictionary<string, Teacher?>(StringComparer.Ordinal);
        var others = new List<Group>();
        await foreach (var newest in store.ScanAsync(Documents.Groups.Name, ct))
        {
            var document = newest.Revision <= revision ? newest : await store.FindAtAsync(newest.Type, newest.Id, revision, ct);
            if (document is not null)
            {
                others.Add(Documents.Groups.Read(document.Body));
            }
        }
        foreach (var id in group.Memberships.Select(m => m.TeacherId).Distinct(StringComparer.Ordinal))
        {
            persons[id] = await everyone.StandingOrNullAsync(id, revision, ct) is { } found ? Documents.Teachers.Read(found.Body) : null;
        }
        return (group, new(id => persons.GetValueOrDefault(id), GroupsOn));

        int GroupsOn(string standingId, DateOnly day)
        {
            var ids = persons.Values.FirstOrDefault(p => p?.TeacherId == standingId)?.MergedRecords.Select(m => m.TeacherId).Append(standingId).ToHashSet(StringComparer.Ordinal) ?? [standingId];
            return others.Count(g => g.MembersOn(day).Any(m => ids.Contains(m.TeacherId)));
        }
    }
}
