namespace Faculty.Storage;

/// <summary>A document as of one revision. <see cref="Revision"/> is the journal revision that wrote this version.</summary>
public sealed record StoredDocument(string Type, string Id, long Revision, ReadOnlyMemory<byte> Body);

/// <summary>A document with its body read as <typeparamref name="T"/>.</summary>
public sealed record Stored<T>(string Id, long Revision, T Value);

/// <summary>A key of an index and the document that has it.</summary>
public readonly record struct KeyEntry(string Key, string Id);

/// <summary>One page of an index range in (key, id) order, keys only; Next as in <see cref="Page"/>.</summary>
public sealed record KeyPage(IReadOnlyList<KeyEntry> Entries, string? Next);

/// <summary>
/// One page of an index range in (key, id) order: the documents, and the key each was found by. <see cref="Next"/> continues it (exclusive);
/// null on the last page.
/// </summary>
public sealed record Page(IReadOnlyList<StoredDocument> Documents, IReadOnlyList<string> Keys, string? Next);
