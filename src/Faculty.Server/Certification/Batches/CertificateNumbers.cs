using Faculty.Domain.Certification.Batches;
using Faculty.Server.Teachers;
using Faculty.Storage;

namespace Faculty.Server.Certification.Batches;

/// <summary>
/// The numbers of a batch's certificates (证书编号): its prefix and a serial of four digits or more, behind those that the prefix has given. The
/// commit holds only while they are free; a decision overtaken by another with the same prefix is made again.
/// </summary>
internal sealed class CertificateNumbers(IRegistryStore store, Batch batch, WriteBatch writes)
{
    private int serial;

    public async Task<string> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            var number = $"{batch.CertificatePrefix}{++serial:D4}";
            var key = TeacherKeys.Certificate(batch.Authority, number);
            if (await store.FindIdAsync(Documents.Teachers.Name, Documents.CertificateIndex, key, ct) is null)
            {
                writes.RelyOnFree(Documents.Teachers, Documents.CertificateIndex, key);
                return number;
            }
        }
    }
}
