namespace Faculty.Storage;

/// <summary>A document a batch was decided on has moved, or has a key it relied on; nothing was written. Read again, decide again.</summary>
public sealed class RevisionConflictException(string type, string id, long expected, long actual)
    : Exception($"{type} {id} is at revision {actual}, the batch expected {expected}.")
{
    public string Type { get; } = type;
    public string Id { get; } = id;
    public long Expected { get; } = expected;
    public long Actual { get; } = actual;
}

/// <summary>A unique key belongs to another document; nothing was written. The value is not in the message: it may be personal.</summary>
public sealed class DuplicateKeyException(string type, string index, string value, string ownerId, string refusedId)
    : Exception($"{type}: a value of the unique index {index} is taken.")
{
    public string Type { get; } = type;
    public string Index { get; } = index;
    public string Value { get; } = value;

    /// <summary>The document that holds the key.</summary>
    public string OwnerId { get; } = ownerId;

    /// <summary>The document of the batch that wanted it.</summary>
    public string RefusedId { get; } = refusedId;
}

/// <summary>The request id was used before for another request.</summary>
public sealed class RequestIdReusedException(string requestId) : Exception($"request id {requestId} was used for another request.")
{
    public string RequestId { get; } = requestId;
}

/// <summary>The store takes no writes: disk full (recovers by itself when there is room) or a failed sync (stays until restart).</summary>
public sealed class StoreUnavailableException(string problem, bool diskFull, Exception? cause = null) : Exception(problem, cause)
{
    public bool DiskFull { get; } = diskFull;
}

/// <summary>Stored bytes do not match their hash; they are never answered. Names the file and offset.</summary>
public sealed class StoreDamagedException(string file, long offset, string problem) : Exception($"{file} at byte {offset}: {problem}")
{
    public string File { get; } = file;
    public long Offset { get; } = offset;
}
