using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Batch = Faculty.Domain.Certification.Batches.Batch;

namespace Faculty.Server.Certification.Batches;

/// <summary>
/// The numbers of a batch's certificates (证书编号): its prefix and a serial of four digits or more. A prefix of an authority gives a serial once:
/// the last one is kept in a document that the commit replaces, so that of two decisions the later is made again, and what was withdrawn or
/// corrected since never comes back as somebody else's. Passed over are numbers that imported recognitions bear, and those that an event waits
/// for: it was recorded under a number nobody had, mistyped or of a list still to come, and must not revoke whoever is decided next; refusing
/// would let one such event stop every decision.
/// </summary>
internal sealed class CertificateNumbers
{
    private readonly IRegistryStore store;
    private readonly Batch batch;
    private readonly WriteBatch writes;
    private readonly string id;
    private readonly Stored<StoredCertificateSerial>? former;
    private int serial;

    private CertificateNumbers(IRegistryStore store, Batch batch, WriteBatch writes, string id, Stored<StoredCertificateSerial>? former) =>
        (this.store, this.batch, this.writes, this.id, this.former, serial) = (store, batch, writes, id, former, former?.Value.LastSerial ?? 0);

    public static async Task<CertificateNumbers> OfAsync(IRegistryStore store, Batch batch, WriteBatch writes, CancellationToken ct)
    {
        var id = TeacherKeys.Certificate(batch.Authority, batch.CertificatePrefix);
        return new(store, batch, writes, id, await store.FindAsync(Documents.CertificateSerials, id, ct));
    }

    public async Task<string> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            var number = $"{batch.CertificatePrefix}{++serial:D4}";
            var key = TeacherKeys.Certificate(batch.Authority, number);
            if (await store.FindIdAsync(Documents.Teachers.Name, Documents.CertificateIndex, key, ct) is null && await store.FindAsync(Documents.PendingEvents, key, ct) is null)
            {
                writes.RelyOnFree(Documents.Teachers, Documents.CertificateIndex, key).RelyOnAbsence(Documents.PendingEvents, key);
                return number;
            }
        }
    }

    /// <summary>Writes down how far the numbers have come.</summary>
    public void Keep()
    {
        var next = new StoredCertificateSerial { Authority = batch.Authority, CertificatePrefix = batch.CertificatePrefix, LastSerial = serial };
        if (former is null)
        {
            writes.Insert(Documents.CertificateSerials, id, next);
        }
        else if (former.Value.LastSerial != serial)
        {
            writes.Replace(Documents.CertificateSerials, former, next);
        }
    }
}
