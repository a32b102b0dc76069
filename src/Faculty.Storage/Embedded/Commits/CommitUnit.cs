namespace Faculty.Storage.Embedded;

/// <summary>The commands that share one write and one sync.</summary>
internal sealed class CommitUnit(Journal journal, StoreIndexes indexes, DocumentKeys keys, long instant)
{
    private readonly Staging staging = new(indexes, keys, null);
    private readonly List<CommitCommand> accepted = [];
    private readonly List<StagedChange> changes = [];
    private readonly List<IndexedEntry> entries = [];
    private readonly Dictionary<string, (ulong Digest, long Revision)> requests = [];
    private long revision = journal.End.Revision;

    public int Changes => changes.Count;

    /// <summary>Checks a command; encodes it when it passes, refuses it when it does not. Only a disk that fails throws.</summary>
    public void Take(CommitCommand command)
    {
        List<List<StagedChange>> staged;
        try
        {
            if (Earlier(command.Batches[0]) is { } earlier)
            {
                command.Answer = new(earlier, default, Replayed: true);
                accepted.Add(command);
                return;
            }
            staged = Check(command);
        }
#pragma warning disable CA1031 // Nothing is written yet: the refusal, or the bug in a type's keys, is the caller's to see.
        catch (Exception refusal)
        {
            command.Refuse(refusal);
            return;
        }
#pragma warning restore CA1031
        accepted.Add(command);
        command.Answer = new(revision + 1, new(instant, TimeSpan.Zero), Replayed: false);
        if (command.Batches[0].RequestId is { } request) requests.Add(request, (command.Batches[0].RequestDigest, revision + 1));
        if (entries.Count == 0) journal.BeginUnit();
        for (var i = 0; i < staged.Count; i++) Encode(command.Batches[i], staged[i], i == 0 ? command.Batches.Count : 0);
    }

    public void Write()
    {
        if (entries.Count > 0) journal.CompleteUnit();
    }

    public void TakeIn(DocumentBodies bodies)
    {
        if (entries.Count == 0) return;
        foreach (var change in changes)
            if (change.Change.Body is { } body) bodies.Keep(change.After.Version.Location, body);
        indexes.Apply(changes.ConvertAll(c => new IndexedChange(c.Change.Type, c.Id, c.After.Version, c.OldKeys, c.Change.Keys)), entries, journal.End);
    }

    public void Answer()
    {
        foreach (var command in accepted) command.Succeed();
    }

    /// <summary>Refuses all commands that have no answer, also those not taken yet.</summary>
    public void Refuse(StoreUnavailableException why, IReadOnlyList<CommitCommand> commands)
    {
        foreach (var command in commands)
        {
            // An answer that was durable before this unit is still true.
            if (command.Answer is { Replayed: true } answer && answer.Revision <= journal.End.Revision) command.Succeed();
            else command.Refuse(why);
        }
    }

    private long? Earlier(WriteBatch first)
    {
        if (first.RequestId is not { } request) return null;
        if (!requests.TryGetValue(request, out var here)) return indexes.Requests.Find(request, first.RequestDigest, instant);
        return here.Digest == first.RequestDigest ? here.Revision : throw new RequestIdReusedException(request);
    }

    private List<List<StagedChange>> Check(CommitCommand command)
    {
        var own = new Staging(indexes, keys, staging);
        var staged = new List<List<StagedChange>>(command.Batches.Count);
        foreach (var batch in command.Batches) staged.Add(own.Stage(batch, revision + staged.Count + 1, command));
        own.JoinParent();
        return staged;
    }

    private void Encode(WriteBatch batch, List<StagedChange> staged, int groupSize)
    {
        revision++;
        var writer = journal.BeginFrame(FrameKind.Entry, revision, instant);
        var frame = new Location(journal.Here.Packed - FrameHeader.Size);
        EntryHead.Write(writer, batch, revision, groupSize);
        foreach (var change in staged)
        {
            var before = change.Before.Version;
            change.After.Version = change.After.Version with { Location = journal.Here };
            // Not the array itself: a null array would become an empty body.
            ReadOnlyMemory<byte>? body = change.Change.Body is { } bytes ? new(bytes) : (ReadOnlyMemory<byte>?)null;
            new DocumentRecord(change.Change.Type, change.Change.Id, before.Revision, before.Location, before.Removed, body).Write(writer, revision);
        }
        changes.AddRange(staged);
        entries.Add(new(revision, frame, instant, groupSize > 0 ? batch.RequestId : null, batch.RequestDigest));
    }
}
