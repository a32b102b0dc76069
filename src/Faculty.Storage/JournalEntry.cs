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

/// <summary>
/// A document's new bytes as the journal has them, or null for a removal; <see cref="Replaced"/> is the revision of the version before, 0 = none.
/// </summary>
public sealed record JournalChange(string Type, string Id, long Replaced, ReadOnlyMemory<byte>? Stored)
{
    /// <summary>Makes the body of the stored bytes where these are not the body itself; only whoever asks for the body pays for it.</summary>
    public Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? Opening { get; init; }

    public ReadOnlyMemory<byte>? Body => Stored is { } stored && Opening is { } open ? open(stored) : Stored;
}

/// <summary>One version in a document's history; a removal has no body.</summary>
public sealed record DocumentVersion(long Revision, DateTimeOffset Instant, string Actor, string Action, string? Reason, ReadOnlyMemory<byte>? Body);
