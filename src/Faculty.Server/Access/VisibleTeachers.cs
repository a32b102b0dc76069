using Faculty.Server.Hosting;
using Faculty.Storage;

namespace Faculty.Server.Access;

/// <summary>
/// The ids of the teachers a coverage has, so that a list by name needs to read only those records that will be shown. Made when first
/// asked for, kept by following the journal. A set may for a moment hold somebody who has just left; it never lacks somebody, and whoever
/// reads by it looks at the record itself before showing it.
/// </summary>
internal sealed class VisibleTeachers : IReadModel
{
    private const int MostSets = 64;
    private const int PageSize = 1_000;
    private readonly Lock gate = new();
    private Dictionary<Coverage, Set> sets = [];

    public long Revision { get; private set; }

    public ValueTask StartAsync(IRegistryStore store, CancellationToken ct)
    {
        Revision = store.Revision;
        return ValueTask.CompletedTask;
    }

    public ValueTask ApplyAsync(JournalEntry entry, CancellationToken ct)
    {
        List<Set> kept;
        lock (gate)
        {
            kept = [.. sets.Values];
        }
        foreach (var change in kept.Count == 0 ? [] : entry.Changes.Where(c => string.Equals(c.Type, Documents.Teachers.Name, StringComparison.Ordinal)))
        {
            kept.ForEach(set => set.Put(change.Id, change.Body));
        }
        Revision = entry.Revision;
        return ValueTask.CompletedTask;
    }

    /// <summary>The set of a coverage that is not the whole registry.</summary>
    public async ValueTask<Set> OfAsync(Coverage coverage, IRegistryStore store, CancellationToken ct)
    {
        Set? set;
        lock (gate)
        {
            if (!sets.TryGetValue(coverage, out set))
            {
                if (sets.Count == MostSets)
                {
                    sets = [];
                }
                // Known before it is filled: what changes meanwhile is put in by the journal.
                sets[coverage] = set = new(coverage, store.NewSet(Documents.Teachers.Name));
            }
        }
        await set.FilledAsync(store).WaitAsync(ct);
        return set;
    }

    /// <summary>Organisations or the day have changed: what was covered before is asked for no more.</summary>
    public void Forget()
    {
        lock (gate)
        {
            sets = [];
        }
    }

    internal sealed class Set(Coverage coverage, DocumentSet documents)
    {
        private readonly Lock gate = new();
        private Task? filling;

        public DocumentSet Documents { get; } = documents;

        public void Put(string id, ReadOnlyMemory<byte>? body) => Documents.Put(id, body is { } bytes && coverage.Covers(bytes));

        public Task FilledAsync(IRegistryStore store)
        {
            lock (gate)
            {
                return filling is { IsFaulted: false } ? filling : filling = Task.Run(() => FillAsync(store), CancellationToken.None);
            }
        }

        private async Task FillAsync(IRegistryStore store)
        {
            foreach (var range in coverage.Codes.SelectMany(c => (KeyRange[])[KeyRange.Exactly(Server.Documents.SchoolIndex, c), KeyRange.Exactly(Server.Documents.DepartmentIndex, c)]))
            {
                string? after = null;
                do
                {
                    var page = await store.QueryKeysAsync(Server.Documents.Teachers.Name, range, after, PageSize, CancellationToken.None);
                    foreach (var entry in page.Entries)
                    {
                        Documents.Put(entry.Id, isIn: true);
                    }
                    after = page.Next;
                }
                while (after is not null);
            }
        }
    }
}
