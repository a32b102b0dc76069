using Faculty.Storage;

namespace Faculty.Server.Certification.Batches;

/// <summary>Whether applications are made in a batch meanwhile.</summary>
internal static class Filings
{
    /// <summary>Some are made by this write.</summary>
    public static async Task MakeAsync(IRegistryStore store, string batchId, WriteBatch writes, CancellationToken ct) =>
        _ = await store.FindAsync(Documents.FilingGuard, batchId, ct) is { } guard ? writes.Replace(Documents.FilingGuard, guard, []) : writes.Insert(Documents.FilingGuard, batchId, []);

    /// <summary>This write holds only while none are made. To be called before applications are read.</summary>
    public static async Task RelyOnNoneAsync(IRegistryStore store, string batchId, WriteBatch writes, CancellationToken ct) =>
        _ = await store.FindAsync(Documents.FilingGuard, batchId, ct) is { } guard ? writes.RelyOn(Documents.FilingGuard, guard) : writes.RelyOnAbsence(Documents.FilingGuard, batchId);
}
