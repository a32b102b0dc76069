using System.Collections.Frozen;

namespace Faculty.Storage.Embedded;

/// <summary>
/// The default store: a journal of checksummed entries is the record; indexes in memory, a snapshot of them and a LiteDB file are views of
/// it. Reads come from memory or by place from the journal and never wait for the disk's sync.
/// </summary>
public sealed partial class EmbeddedStore : IRegistryStore
{
    private readonly EmbeddedStoreOptions options;
    private readonly FrozenDictionary<string, DocumentType> types;
    private readonly DirectoryLock directoryLock;
    private readonly Journal journal;
    private readonly JournalReader reader;
    private readonly StoreIndexes indexes;
    private readonly DocumentBodies bodies;
    private readonly DocumentKeys keys;
    private readonly SnapshotSchedule snapshots;
    private readonly CommitLoop commits;
    private readonly ViewFollower view;
    private readonly Pulse pulse = new();
    private long revision;
    private int disposed;

    private EmbeddedStore(EmbeddedStoreOptions options, IReadOnlyList<DocumentType> types, DirectoryLock directoryLock, OpenedStore opened, TimeProvider clock)
    {
        this.options = options;
        this.types = types.ToFrozenDictionary(t => t.Name);
        this.directoryLock = directoryLock;
        (journal, reader, indexes, bodies, keys, BuiltFrom) = (opened.Journal, opened.Reader, opened.Indexes, opened.Bodies, opened.Keys, opened.BuiltFrom);
        Attachments = new(options.Directory, options.Disk);
        Mark(journal, indexes);
        revision = indexes.End.Revision;
        snapshots = new(options, opened.Stamp, journal.Id, indexes);
        view = new(options, journal, indexes);
        commits = new(journal, indexes, keys, bodies, clock, Publish);
    }

    /// <summary>Files that documents name.</summary>
    public Attachments Attachments { get; }

    public long Revision => Volatile.Read(ref revision);

    /// <summary>How often the LiteDB view could not be written since this start; it is tried again, and no answer depends on it.</summary>
    public long ViewFailures => view.Failures;

    /// <summary>What the indexes were made from at this start: "snapshot", "view", "journal" or "nothing".</summary>
    public string BuiltFrom { get; }

    /// <summary>Why the store takes no commits until a restart, or null.</summary>
    public StoreUnavailableException? Fault => commits.Fault;

    /// <summary>
    /// Opens or creates the store in a directory. Throws <see cref="StoreDamagedException"/> when durable bytes are not what was written,
    /// <see cref="StoreUnavailableException"/> when another process has the directory.
    /// </summary>
    public static Task<EmbeddedStore> OpenAsync(EmbeddedStoreOptions options, IReadOnlyList<DocumentType> types, TimeProvider clock, CancellationToken ct) =>
        Task.Run(() =>
        {
            var directoryLock = DirectoryLock.Take(options.Directory);
            try
            {
                return new EmbeddedStore(options, types, directoryLock, new StoreRecovery(options, types, ct).Run(), clock);
            }
            catch
            {
                directoryLock.Dispose();
                throw;
            }
        }, ct);

    public async Task<Commit> CommitAsync(WriteBatch batch) => (await CommitGroupAsync([batch]))[0];

    public async Task<IReadOnlyList<Commit>> CommitGroupAsync(IReadOnlyList<WriteBatch> batches)
    {
        CommitRules.Check(batches, types);
        var answer = await commits.RunAsync(new(batches, ReplacedKeys(batches)));
        if (answer.Replayed) return Replay(answer.Revision);
        return [.. batches.Select((batch, i) => new Commit(answer.Revision + i, answer.Instant,
            [.. batch.Changes.Select(c => new DocumentRef(c.Type, c.Id))], batch.Outcome, Replayed: false))];
    }

    public ValueTask<Commit?> FindRequestAsync(string requestId, ulong digest, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var found = indexes.Requests.Find(requestId, digest, journal.End.Instant);
        return new(found is { } made && made <= Revision ? Replay(made)[0] : null);
    }

    public async Task WaitPastAsync(long revision, CancellationToken ct)
    {
        while (true)
        {
            var next = pulse.Next;
            if (Revision > revision) return;
            await next.WaitAsync(ct);
        }
    }

    /// <summary>
    /// Forgets the index snapshot, durably: for when a key in it must not come back, or cannot be taken out any more because the body it was
    /// read from cannot be opened. The next one is written as always.
    /// </summary>
    public void DropSnapshot() => snapshots.Drop();

    /// <summary>Verifies and writes everything durable now as one backup; the store goes on serving. <see cref="Restore"/> reads it.</summary>
    public async Task<BackupSummary> BackupAsync(Stream output, CancellationToken ct)
    {
        using var held = Attachments.Hold();
        var end = journal.End;
        return await Backup.WriteAsync([.. journal.Segments.Take(end.Segment)], end.Offset, Attachments, output, ct);
    }

    /// <summary>Verifies every byte that is durable now; the store goes on serving.</summary>
    public async Task<JournalReport> VerifyAsync(IProgress<JournalProgress>? progress, CancellationToken ct)
    {
        using var held = Attachments.Hold();
        var end = journal.End;
        return await JournalVerifier.VerifyAsync([.. journal.Segments.Take(end.Segment)], end.Offset, Attachments.Folder, progress, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0) return;
        await Task.Run(() =>
        {
            commits.Stop();
            try
            {
                if (commits.Fault is null) CloseCleanly();
            }
            finally
            {
                snapshots.Dispose();
                view.Dispose();
                journal.Dispose();
                indexes.Dispose();
                directoryLock.Dispose();
            }
        });
    }

    private void CloseCleanly()
    {
        Mark(journal, indexes);
        journal.Trim();
        snapshots.WriteLast();
    }

    /// <summary>A unit that only proves everything before it durable. A full disk may refuse it; then the proof is the next commit.</summary>
    private static void Mark(Journal journal, StoreIndexes indexes)
    {
        try
        {
            journal.BeginUnit();
            journal.BeginFrame(FrameKind.Mark, journal.End.Revision, journal.End.Instant);
            journal.CompleteUnit();
        }
        catch (DiskException full) when (full.IsFull)
        {
            journal.AbandonUnit();
        }
        indexes.LoadedUpTo(journal.End);
    }

    private void Publish(int changes)
    {
        Volatile.Write(ref revision, indexes.End.Revision);
        pulse.Beat();
        snapshots.Consider(changes);
    }

    private Dictionary<(string, string), IReadOnlyList<IndexKey>> ReplacedKeys(IReadOnlyList<WriteBatch> batches)
    {
        var replaced = new Dictionary<(string, string), IReadOnlyList<IndexKey>>();
        foreach (var change in batches.SelectMany(b => b.Changes))
        {
            if (change.Expected == 0) continue;
            var id = new DocumentId(change.Id);
            var version = indexes.Version(change.Type, id);
            if (version.Expected == change.Expected) replaced[(change.Type, change.Id)] = keys.Of(change.Type, id, version);
        }
        return replaced;
    }

    /// <summary>The commits an earlier request made, read back from the journal.</summary>
    private Commit[] Replay(long first)
    {
        var (_, frame) = indexes.Revisions.Find(first);
        var cursor = new JournalCursor(journal, frame);
        var commits = new List<Commit>();
        for (var size = 1; commits.Count < size && cursor.ReadEntry(journal.End);)
        {
            var (head, records) = JournalReader.Records(cursor);
            if (commits.Count == 0) size = head.GroupSize;
            commits.Add(new(cursor.Header.Revision, new(cursor.Header.Instant, TimeSpan.Zero),
                [.. records.Select(r => new DocumentRef(r.Record.Type, r.Record.Id))], head.Outcome, Replayed: true));
        }
        return [.. commits];
    }
}
