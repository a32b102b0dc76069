using System.Security.Cryptography;
using System.Text;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Certification.Applications;

/// <summary>What may be shown as evidence (佐证): facts of the applicant's own record that stand on the batch's day.</summary>
public static class EvidenceRules
{
    /// <exception cref="RuleBroken">EVIDENCE_FOREIGN, EVIDENCE_LATER or EVIDENCE_INVALID, for the first that does not hold.</exception>
    public static void Require(IReadOnlyList<FactUsed> facts, Teacher teacher, DateOnly asOf)
    {
        foreach (var fact in facts)
        {
            var found = RequireOwn(teacher, fact);
            if (Begins(found) > asOf)
            {
                throw Broken(Reason.EvidenceLater, "The fact is later than the day on which the batch judges.", fact, ("as_of", $"{asOf:O}"), ("from", $"{Begins(found):O}"));
            }
            if (Find(teacher.AsOf(asOf), fact) is null && found is not Practice)
            {
                throw Broken(Reason.EvidenceInvalid, "The fact does not stand on the day on which the batch judges: it has lapsed or was revoked.", fact, ("as_of", $"{asOf:O}"));
            }
        }
    }

    /// <summary>The fact in the record.</summary>
    /// <exception cref="RuleBroken">EVIDENCE_FOREIGN.</exception>
    public static object RequireOwn(Teacher teacher, FactUsed fact) =>
        Find(teacher, fact) ?? throw Broken(Reason.EvidenceForeign, "The record has no such fact: it was withdrawn, or is another person's.", fact);

    /// <summary>The record with only those qualifications that are shown; what it was engaged as stays, as it is no evidence but the record's own.</summary>
    public static Teacher Only(Teacher teacher, IReadOnlyList<FactUsed> facts)
    {
        var shown = facts.Select(f => f.FactId).ToHashSet(StringComparer.Ordinal);
        return teacher with
        {
            Educations = [.. teacher.Educations.Where(f => shown.Contains(f.EducationId))],
            Titles = [.. teacher.Titles.Where(f => shown.Contains(f.TitleId))],
            Credentials = [.. teacher.Credentials.Where(f => shown.Contains(f.CredentialId))],
            Practices = [.. teacher.Practices.Where(f => shown.Contains(f.PracticeId))],
            Recognitions = [.. teacher.Recognitions.Where(f => shown.Contains(f.RecognitionId))],
            Honours = [.. teacher.Honours.Where(f => shown.Contains(f.HonourId))],
        };
    }

    /// <summary>SHA-256 over what the fact says, the same under every culture: it tells years later whether the fact is as it was shown.</summary>
    public static string DigestOf(Teacher teacher, FactUsed fact) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Find(teacher, fact) switch
    {
        Credential c => Said(c.Category, c.Name, c.Level, c.Number, c.Issuer, c.IssuedOn, c.StartDate, c.LastDate, c.OccupationCode, c.RenewsCredentialId, c.VerifiedBy, c.VerificationMethod, c.Legacy),
        Practice p => Said(p.Enterprise, p.Post, p.StartDate, p.LastDate, p.Verified),
        Title t => Said(t.TitleCode, t.ObtainedOn, t.AppointedOn, t.Authority),
        Education e => Said(e.Level, e.Degree, e.Institution, e.Major, e.GraduatedOn),
        Honour h => Said(h.Title, h.Level, h.GrantedOn, h.DocumentNumber, h.RevokedOn),
        Recognition r => Said(r.Level, r.Track, r.Field, r.CertificateNumber, r.Authority, r.StartDate, r.LastDate, r.Trust),
        Post p => Said(p.SchoolCode, p.DepartmentCode, p.Category, p.MajorCode, p.StartDate, p.LastDate),
        _ => "",
    })));

    /// <summary>The fact in the record, or null.</summary>
    public static object? Find(Teacher teacher, FactUsed fact) => fact.Kind switch
    {
        FactKind.Credential => teacher.Credentials.FirstOrDefault(f => f.CredentialId == fact.FactId),
        FactKind.Practice => teacher.Practices.FirstOrDefault(f => f.PracticeId == fact.FactId),
        FactKind.Title => teacher.Titles.FirstOrDefault(f => f.TitleId == fact.FactId),
        FactKind.Education => teacher.Educations.FirstOrDefault(f => f.EducationId == fact.FactId),
        FactKind.Honour => teacher.Honours.FirstOrDefault(f => f.HonourId == fact.FactId),
        FactKind.Recognition => teacher.Recognitions.FirstOrDefault(f => f.RecognitionId == fact.FactId),
        FactKind.Post => teacher.Posts.FirstOrDefault(f => f.PostId == fact.FactId),
        _ => null,
    };

    /// <summary>The fact was revoked with effect from the day or one before it.</summary>
    public static bool IsRevoked(Teacher teacher, FactUsed fact, DateOnly day) => Find(teacher, fact) switch
    {
        Credential c => c.RevokedOn <= day,
        Honour h => h.RevokedOn <= day,
        Recognition r => r.StateOn(day) == RecognitionState.Revoked,
        _ => false,
    };

    private static DateOnly? Begins(object fact) => fact switch
    {
        Credential c => c.StartDate ?? c.IssuedOn?.Earliest,
        Practice p => p.StartDate,
        Title t => t.ObtainedOn?.Earliest,
        Education e => e.GraduatedOn?.Earliest,
        Honour h => h.GrantedOn?.Earliest,
        Recognition r => r.StartDate,
        Post p => p.StartDate,
        _ => null,
    };

    private static string Said(params IEnumerable<object?> values) => string.Join('\u001f', values.Select(v => v is DateOnly day ? $"{day:O}" : $"{v}"));

    private static RuleBroken Broken(Reason reason, string message, FactUsed fact, params IEnumerable<(string, string)> facts) =>
        new(reason, message, [("fact_kind", $"{fact.Kind}"), ("fact_id", fact.FactId), .. facts]) { FactId = fact.FactId };
}
