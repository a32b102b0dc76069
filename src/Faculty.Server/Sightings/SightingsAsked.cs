using Faculty.Domain.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Sightings;

/// <summary>The sightings of one person or one school: stretches of indexes, and which of the exports among them held the person.</summary>
internal sealed class SightingsAsked
{
    private readonly IRegistryStore store;
    private readonly IReadOnlyList<(string Index, string Value)> stretches;
    private readonly Func<StoredSighting, CancellationToken, ValueTask<bool>> concerns;

    private SightingsAsked(IRegistryStore store, IReadOnlyList<(string Index, string Value)> stretches, Func<StoredSighting, CancellationToken, ValueTask<bool>> concerns) =>
        (this.store, this.stretches, this.concerns) = (store, stretches, concerns);

    public static async Task<SightingsAsked> OfTeacherAsync(IRegistryStore store, OrganisationTree tree, Teacher teacher, CancellationToken ct)
    {
        string[] ids = [teacher.TeacherId, .. teacher.MergedRecords.Select(m => m.TeacherId)];
        var places = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            await foreach (var version in store.HistoryAsync(Documents.Teachers.Name, id, ct))
            {
                if (version.Body is { } body)
                {
                    places.UnionWith(PlacesOf(Documents.Teachers.Read(body)));
                }
            }
        }
        return new(
            store,
            [.. ids.Select(id => (SightingKeys.TeacherIndex, id)), .. SightingKeys.ExportsWith(tree, places).Select(code => (SightingKeys.ExportIndex, code))],
            async (sighting, stop) => sighting.TeacherId.Length > 0 || await WasExportedAsync(store, tree, ids, sighting, stop));
    }

    /// <summary>Who was revealed of a school, and the exports that held it, one of its departments or more than it.</summary>
    public static SightingsAsked OfSchool(IRegistryStore store, OrganisationTree tree, string schoolCode) => new(
        store,
        [
            (SightingKeys.SchoolIndex, schoolCode),
            .. SightingKeys.ExportsWith(tree, [schoolCode]).Union(tree.EverChildren(schoolCode).Select(c => c.Code)).Select(code => (SightingKeys.ExportIndex, code)),
        ],
        (_, _) => ValueTask.FromResult(true));

    /// <summary>The next sightings in the order of time, at most as many as asked, and where they end; null when nothing follows.</summary>
    public async Task<(IReadOnlyList<StoredSighting> Sightings, string? Next)> AfterAsync(string? sightingId, int limit, CancellationToken ct)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (index, value) in stretches)
        {
            var page = await store.QueryKeysAsync(Documents.Sightings.Name, SightingKeys.After(index, value, sightingId), after: null, limit + 1, ct);
            ids.UnionWith(page.Entries.Select(e => e.Id));
        }
        var found = new List<StoredSighting>();
        foreach (var id in ids.Take(limit))
        {
            if (await store.FindAsync(Documents.Sightings, id, ct) is { } stored && await concerns(stored.Value, ct))
            {
                found.Add(stored.Value);
            }
        }
        return (found, ids.Count > limit ? ids.ElementAt(limit - 1) : null);
    }

    private static async ValueTask<bool> WasExportedAsync(
        IRegistryStore store, OrganisationTree tree, IReadOnlyList<string> ids, StoredSighting export, CancellationToken ct)
    {
        foreach (var id in ids)
        {
            if (await store.FindAtAsync(Documents.Teachers, id, export.ExportedRevision, ct) is { } known
                && known.Value.MergedIntoTeacherId.Length == 0
                && SightingKeys.ExportsWith(tree, PlacesOf(known.Value)).Overlaps(export.OrganisationCodes))
            {
                return true;
            }
        }
        return false;
    }

    private static IEnumerable<string> PlacesOf(Teacher teacher) => teacher.Engagements.Select(e => e.SchoolCode).Concat(teacher.Posts.Select(p => p.DepartmentCode));
}
