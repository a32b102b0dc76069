using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Recognition = Faculty.Domain.Certification.Recognition;
using RecognitionTrust = Faculty.Domain.Certification.RecognitionTrust;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Certification.Certificates;

/// <summary>A recognition that may have a certificate, and whose it is.</summary>
internal sealed record Certified(Teacher Teacher, Recognition Recognition);

/// <summary>Finds recognitions by what stands on a certificate, among the teachers that exist for a caller.</summary>
internal sealed class CertificateRows(IRegistryStore store, TeacherRows rows)
{
    private const int AtOnce = 200;

    /// <summary>The one with a number, of an authority or of the only authority that has it. By the number alone, what was decided here is found.</summary>
    /// <exception cref="Refusal">CERTIFICATE_AMBIGUOUS.</exception>
    public async ValueTask<Certified?> FindAsync(string authority, string number, CancellationToken ct)
    {
        if (authority.Length > 0)
        {
            return await rows.FindByKeyAsync(Documents.CertificateIndex, TeacherKeys.Certificate(authority, number), ct) is { } found
                ? new(found.Value, found.Value.Recognitions.Single(r => r.Authority == authority && r.CertificateNumber == number))
                : null;
        }
        var several = await DecidedAsync(Documents.CertificateNumberIndex, number, r => r.CertificateNumber == number, most: 2, ct);
        return several.Count < 2 ? several.SingleOrDefault() : throw new Refusal(ErrorReason.CertificateAmbiguous, "Several authorities have a certificate with this number; name the authority too.")
        {
            Metadata = [("certificate_number", number)],
        };
    }

    /// <summary>Those that a document decided, in the order of their numbers; one more than <paramref name="most"/> when there are more.</summary>
    public async ValueTask<IReadOnlyList<Certified>> OfDocumentAsync(string authority, string document, int most, CancellationToken ct) =>
    [
        .. (await DecidedAsync(
            Documents.DecisionIndex, document, r => r.DecisionDocument == document && (authority.Length == 0 || r.Authority == authority), most + 1, ct))
            .OrderBy(c => c.Recognition.CertificateNumber, StringComparer.Ordinal),
    ];

    private async ValueTask<List<Certified>> DecidedAsync(string index, string value, Func<Recognition, bool> asked, int most, CancellationToken ct)
    {
        var found = new List<Certified>();
        string? after = null;
        do
        {
            var page = await store.QueryAsync(Documents.Teachers.Name, TeacherKeys.Decided(index, value), after, AtOnce, ct);
            found.AddRange(
                from document in page.Documents
                where rows.Coverage.Covers(document)
                let teacher = Documents.Teachers.Read(document.Body)
                from recognition in teacher.Recognitions
                where recognition.Trust == RecognitionTrust.Decided && asked(recognition)
                select new Certified(teacher, recognition));
            after = page.Next;
        }
        while (after is not null && found.Count < most);
        return found;
    }
}
