namespace Faculty.Storage;

/// <summary>Typed reads over the byte contract.</summary>
public static class RegistryStoreExtensions
{
    public static async ValueTask<Stored<T>?> FindAsync<T>(this IRegistryStore store, DocumentType<T> type, string id, CancellationToken ct) =>
        await store.FindAsync(type.Name, id, ct) is { } found ? type.Typed(found) : null;

    public static async ValueTask<Stored<T>?> FindByKeyAsync<T>(this IRegistryStore store, DocumentType<T> type, string uniqueIndex, string value, CancellationToken ct) =>
        await store.FindIdAsync(type.Name, uniqueIndex, value, ct) is { } id ? await store.FindAsync(type, id, ct) : null;

    public static async ValueTask<Stored<T>?> FindAtAsync<T>(this IRegistryStore store, DocumentType<T> type, string id, long atRevision, CancellationToken ct) =>
        await store.FindAtAsync(type.Name, id, atRevision, ct) is { } found ? type.Typed(found) : null;

    public static Stored<T> Typed<T>(this DocumentType<T> type, StoredDocument document) => new(document.Id, document.Revision, type.Read(document.Body));
}
