namespace Faculty.Storage;

/// <summary>One entry of the journal: everything one commit changed. Revisions are dense: 1, 2, 3 …; instants never go back.</summary>
public sealed record JournalEntry(
    long Revision,
    DateTimeOffset Instant,
    string Actor,
    string Action,
    string? Reason,
    string? RequestId,
    IReadOnlyList<JournalChange> Changes)
{
    /// <summary>The batch's <see cref="WriteBatch.Details"/>; empty when it had none.</summary>
    public ReadOnlyMemory<byte> Details { get; init; }
}

/// <summary>A document's new body, or null for a removal; <see cref="Replaced"/> is the revision of the version before, 0 = none.</summary>
public sealed record JournalChange(string Type, string Id, long Replaced, ReadOnlyMemory<byte>? Body);

/// <summary>One version in a document's history; a removal has no body.</summary>
public sealed record DocumentVersion(long Revision, DateTimeOffset Instant, string Actor, string Action, string? Reason, ReadOnlyMemory<byte>? Body);
