using Faculty.Domain.Certification;
using Faculty.Server.Teachers;
using Faculty.Storage;

namespace Faculty.Server.Certification;

/// <summary>Events that came before their recognition wait in a document of their own, found by the certificate.</summary>
internal static class WaitingEvents
{
    /// <summary>The events that wait for a certificate; the batch takes them out, and holds only while no others come.</summary>
    public static async Task<IReadOnlyList<RecognitionEvent>> TakeWaitingAsync(
        this WriteBatch batch, IRegistryStore store, string authority, string certificateNumber, CancellationToken ct)
    {
        var id = TeacherKeys.Certificate(authority, certificateNumber);
        if (await store.FindAsync(Documents.PendingEvents, id, ct) is not { } waiting)
        {
            batch.RelyOnAbsence(Documents.PendingEvents, id);
            return [];
        }
        batch.Remove(Documents.PendingEvents, waiting);
        return waiting.Value.Events;
    }

    /// <summary>Lets an event wait; the batch holds only while the recognition is not recorded: nobody else would take the event up.</summary>
    public static async Task LetWaitAsync(
        this WriteBatch batch, IRegistryStore store, string authority, string certificateNumber, RecognitionEvent happened, CancellationToken ct)
    {
        var id = TeacherKeys.Certificate(authority, certificateNumber);
        batch.RelyOnFree(Documents.Teachers, Documents.CertificateIndex, id);
        if (await store.FindAsync(Documents.PendingEvents, id, ct) is { } waiting)
        {
            batch.Replace(Documents.PendingEvents, waiting, waiting.Value with { Events = [.. waiting.Value.Events, happened] });
        }
        else
        {
            batch.Insert(Documents.PendingEvents, id, new() { Authority = authority, CertificateNumber = certificateNumber, Events = [happened] });
        }
    }
}
