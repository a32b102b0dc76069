namespace Faculty.Storage.Embedded;

/// <summary>What the writer answers: the first revision of the commit, and whether an earlier request made it.</summary>
internal readonly record struct CommitAnswer(long Revision, DateTimeOffset Instant, bool Replayed);

/// <summary>Batches that wait for the writer. The keys of the versions they replace were read by the caller, in parallel.</summary>
internal sealed class CommitCommand(IReadOnlyList<WriteBatch> batches, IReadOnlyDictionary<(string Type, string Id), IReadOnlyList<IndexKey>> replacedKeys)
{
    private readonly TaskCompletionSource<CommitAnswer> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<WriteBatch> Batches { get; } = batches;

    public IReadOnlyDictionary<(string Type, string Id), IReadOnlyList<IndexKey>> ReplacedKeys { get; } = replacedKeys;

    public Task<CommitAnswer> Answered => done.Task;

    /// <summary>Set when the command is part of the unit being written.</summary>
    public CommitAnswer? Answer { get; set; }

    public long Bytes { get; } = batches.Sum(b => b.Changes.Sum(c => c.Body?.Length ?? 0L));

    public void Succeed() => done.TrySetResult(Answer!.Value);

    public void Refuse(Exception why) => done.TrySetException(why);
}
