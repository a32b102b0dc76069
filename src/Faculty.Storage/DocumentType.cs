namespace Faculty.Storage;

/// <summary>
/// A kind of document the store keeps: its name and how index keys are read out of a body.
/// The store knows nothing else about what a body means.
/// </summary>
/// <param name="Name">Lower-case ASCII letters and hyphens, at most 32; part of the journal's bytes, so never renamed.</param>
/// <param name="KeysOf">The index keys of a body; must be a pure function, it runs again when indexes are rebuilt.</param>
public record DocumentType(string Name, Func<ReadOnlyMemory<byte>, IReadOnlyList<IndexKey>> KeysOf);

/// <summary>A document type whose bodies are read as and written from <typeparamref name="T"/>.</summary>
public sealed record DocumentType<T>(string Name, Func<ReadOnlyMemory<byte>, T> Read, Func<T, byte[]> Write, Func<T, IReadOnlyList<IndexKey>> Keys)
    : DocumentType(Name, body => Keys(Read(body)));

/// <summary>One entry of an index: printable ASCII (0x20 to 0x7E), at most 512 characters. A unique key has at most one document per index and value.</summary>
public readonly record struct IndexKey(string Index, string Value, bool Unique = false);

/// <summary>A stretch of one index in ordinal order: <paramref name="From"/> inclusive, <paramref name="To"/> exclusive, null = open.</summary>
public readonly record struct KeyRange(string Index, string? From, string? To)
{
    public static KeyRange All(string index) => new(index, null, null);

    public bool Holds(string key) => (From is null || string.CompareOrdinal(key, From) >= 0) && (To is null || string.CompareOrdinal(key, To) < 0);

    public static KeyRange Exactly(string index, string value) => new(index, value, value + "\0");

    /// <summary>Every key that begins with <paramref name="prefix"/> (ASCII, so the next string after all of them exists).</summary>
    public static KeyRange Prefix(string index, string prefix) => prefix.Length == 0 ? All(index) : new(index, prefix, prefix + "\x7f");
}
