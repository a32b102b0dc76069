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
                sets[coverage] = set = new(coverage);
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

    internal sealed class Set(Coverage coverage)
    {
        private readonly Lock gate = new();
        private readonly HashSet<string> ids = new(StringComparer.Ordinal);
        private Task? filling;

        public int Count
        {
            get
            {
                lock (gate)
                {
                    return ids.Count;
                }
            }
        }

        public IReadOnlyList<string> Ids()
        {
            lock (gate)
            {
                return [.. ids];
            }
        }

        /// <summary>Those of the entries whose teacher is in the set.</summary>
        public List<KeyEntry> Among(IEnumerable<KeyEntry> entries)
        {
            lock (gate)
            {
                return [.. entries.Where(e => ids.Contains(e.Id))];
            }
        }

        public void Put(string id, ReadOnlyMemory<byte>? body)
        {
            var covered = body is { } bytes && coverage.Covers(bytes);
            lock (gate)
            {
                _ = covered ? ids.Add(id) : ids.Remove(id);
            }
        }

        public Task FilledAsync(IRegistryStore store)
        {
            lock (gate)
            {
                return filling is { IsFaulted: false } ? filling : filling = Task.Run(() => FillAsync(store), CancellationToken.None);
            }
        }

        private async Task FillAsync(IRegistryStore store)
        {
            foreach (var range in coverage.Codes.SelectMany(c => (KeyRange[])[KeyRange.Exactly(Documents.SchoolIndex, c), KeyRange.Exactly(Documents.DepartmentIndex, c)]))
            {
                string? after = null;
                do
                {
                    var page = await store.QueryKeysAsync(Documents.Teachers.Name, range, after, PageSize, CancellationToken.None);
                    lock (gate)
                    {
                        ids.UnionWith(page.Entries.Select(e => e.Id));
                    }
                    after = page.Next;
                }
                while (after is not null);
            }
        }
    }
}
