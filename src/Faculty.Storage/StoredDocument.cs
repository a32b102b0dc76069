namespace Faculty.Storage;

/// <summary>A document as of one revision. <see cref="Revision"/> is the journal revision that wrote this version.</summary>
public sealed record StoredDocument(string Type, string Id, long Revision, ReadOnlyMemory<byte> Body);

/// <summary>A document with its body read as <typeparamref name="T"/>.</summary>
public sealed record Stored<T>(string Id, long Revision, T Value);

/// <summary>One page of an index range in (key, id) order. <see cref="Next"/> continues it (exclusive); null on the last page.</summary>
public sealed record Page(IReadOnlyList<StoredDocument> Documents, string? Next);
