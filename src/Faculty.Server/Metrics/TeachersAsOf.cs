using Faculty.Storage;

namespace Faculty.Server.Metrics;

/// <summary>
/// The teachers of schools and departments as of a revision, null for now. The index knows the newest versions only, so whoever changed since is
/// looked at too; others than those of the range may be among them.
/// </summary>
internal sealed class TeachersAsOf(IRegistryStore store, long? revision)
{
    private readonly Dictionary<string, HashSet<string>> changed = new(StringComparer.Ordinal);
    private long noted;

    /// <summary>The documents of a range, by id.</summary>
    public async Task<IEnumerable<StoredDocument>> InAsync(KeyRange range, CancellationToken ct)
    {
        var found = new SortedDictionary<string, StoredDocument?>(StringComparer.Ordinal);
        await foreach (var document in store.AllAsync(range, ct))
        {
            found[document.Id] = document;
        }
        if (revision is { } at)
        {
            await NoteChangedAsync(at, ct);
            var newer = found.Values.Where(d => d!.Revision > at).Select(d => d!.Id);
            foreach (var id in changed.GetValueOrDefault(range.From!, []).Concat(newer).ToHashSet(StringComparer.Ordinal))
            {
                found[id] = await store.FindAtAsync(Documents.Teachers.Name, id, at, ct);
            }
        }
        return found.Values.OfType<StoredDocument>();
    }

    // Notes who changed after the revision under every school and department their record named then; called after each look into the index.
    private async Task NoteChangedAsync(long at, CancellationToken ct)
    {
        var (since, newest) = (new RegistryDifference(), store.Revision);
        await since.AddAsync(store, Math.Max(at, noted), newest, ct);
        noted = newest;
        foreach (var id in since.ChangedTeachers)
        {
            if (await store.FindAtAsync(Documents.Teachers, id, at, ct) is { Value: var teacher })
            {
                foreach (var code in teacher.Engagements.Select(e => e.SchoolCode).Concat(teacher.Posts.Select(p => p.DepartmentCode)))
                {
                    (changed.TryGetValue(code, out var ids) ? ids : changed[code] = new(StringComparer.Ordinal)).Add(id);
                }
            }
        }
    }
}
