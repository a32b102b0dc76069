namespace Faculty.Storage.Embedded;

/// <summary>An entry as the indexes take it.</summary>
internal readonly record struct IndexedEntry(long Revision, Location Frame, long Instant, string? RequestId, ulong RequestDigest);

/// <summary>
/// The indexes of all types under one lock that is held only while memory is touched. Large changes are taken in by parts, so a reader
/// never waits for long; the store's revision moves when all of them are in.
/// </summary>
internal sealed class StoreIndexes(RevisionIndex revisions, RequestTable requests) : IDisposable
{
    private const int Part = 1_000;
    private readonly ReaderWriterLockSlim gate = new(LockRecursionPolicy.NoRecursion);
    private readonly Lock writing = new();
    private readonly Dictionary<string, TypeIndexes> types = [];

    public RevisionIndex Revisions { get; } = revisions;

    /// <summary>The end of the units taken in.</summary>
    public JournalEnd End { get; private set; } = JournalEnd.Start;

    public RequestTable Requests { get; } = requests;

    /// <summary>Runs a read; <paramref name="none"/> when there is no document of the type yet.</summary>
    public TResult Read<TState, TResult>(string type, TState state, Func<TypeIndexes, TState, TResult> read, TResult none)
    {
        gate.EnterReadLock();
        try
        {
            return types.TryGetValue(type, out var indexes) ? read(indexes, state) : none;
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    public SlotVersion Version(string type, DocumentId id) =>
        Read(type, id, static (t, id) => t.Table.Find(id) is var slot && slot >= 0 ? t.Table.Version(slot) : SlotVersion.None, SlotVersion.None);

    /// <summary>
    /// Takes in the changes and entries of one or more whole units that end at <paramref name="end"/>. Before anyone reads, a start takes
    /// them in as one part: merging many keys into a block costs hardly more than one.
    /// </summary>
    public void Apply(IReadOnlyList<IndexedChange> changes, IReadOnlyList<IndexedEntry> entries, JournalEnd end, int part = Part)
    {
        lock (writing)
        {
            foreach (var entry in entries)
            {
                Revisions.Add(entry.Revision, entry.Frame, entry.Instant);
                if (entry.RequestId is { } request) Requests.Add(request, entry.RequestDigest, entry.Revision, entry.Instant);
            }
            End = end;
            for (var start = 0; start < changes.Count; start += part)
            {
                gate.EnterWriteLock();
                try
                {
                    var touched = new HashSet<TypeIndexes>();
                    for (var i = start; i < Math.Min(changes.Count, start + part); i++)
                    {
                        if (!types.TryGetValue(changes[i].Type, out var indexes)) types.Add(changes[i].Type, indexes = new());
                        indexes.Apply(changes[i]);
                        touched.Add(indexes);
                    }
                    foreach (var indexes in touched) indexes.Merge();
                }
                finally
                {
                    gate.ExitWriteLock();
                }
            }
        }
    }

    /// <summary>Runs while nothing changes; readers go on.</summary>
    public void Hold(Action<IReadOnlyDictionary<string, TypeIndexes>> action)
    {
        lock (writing) action(types);
    }

    public void Load(string type, TypeIndexes indexes) => types.Add(type, indexes);

    public void LoadedUpTo(JournalEnd end) => End = end;

    public void Dispose() => gate.Dispose();
}
