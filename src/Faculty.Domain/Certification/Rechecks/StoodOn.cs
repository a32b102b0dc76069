using System.Security.Cryptography;
using System.Text;
using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Certification.Rechecks;

/// <summary>A fact that a recognition stands on (认定依据), and a digest of what it said.</summary>
public sealed record StoodOn
{
    public required FactKind Kind { get; init; }

    public required string FactId { get; init; }

    /// <summary>SHA-256 over what it said, 64 hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>
    /// What a decided application stands on: what was shown, and what the rules looked at besides. What was corrected since it was submitted
    /// keeps the digest of then, so that the correction is noticed.
    /// </summary>
    /// <param name="application">A submitted application.</param>
    /// <param name="applicant">The applicant's record when it is decided.</param>
    /// <param name="judged">The day on which the evidence was judged.</param>
    public static IReadOnlyList<StoodOn> Of(Application application, Teacher applicant, DateOnly judged)
    {
        var shown = application.Submission!.Evidence.Select(e => new StoodOn
        {
            Kind = e.Fact.Kind,
            FactId = e.Fact.FactId,
            Digest = EvidenceRules.Find(applicant, e.Fact) is { } now && SaysAsShown(applicant, e, now) ? DigestOf(now, judged) : e.Digest,
        });
        var looked = application.Submission.Judgements.Where(j => j.Result != RequirementResult.Lacking).SelectMany(j => j.Facts)
            .Where(f => EvidenceRules.Find(applicant, f) is not null)
            .Select(f => new StoodOn { Kind = f.Kind, FactId = f.FactId, Digest = DigestOf(EvidenceRules.Find(applicant, f)!, judged) });
        return [.. shown.Concat(looked).DistinctBy(s => (s.Kind, s.FactId))];
    }

    /// <summary>The fact as it is in the record now; null when it was taken out.</summary>
    public object? In(Teacher teacher) => EvidenceRules.Find(teacher, Fact);

    /// <summary>The digest of what the fact says now when that is something else; empty when it was taken out; null when it says the same.</summary>
    /// <param name="teacher">The record.</param>
    /// <param name="judged">The day on which the evidence was judged.</param>
    public string? Correction(Teacher teacher, DateOnly judged) =>
        In(teacher) is not { } fact ? ""
        : DigestOf(fact, judged) is var now && now != Digest && EvidenceRules.DigestOf(teacher, Fact) != Digest ? now
        : null;

    private FactUsed Fact => new(Kind, FactId);

    // An open post or practice may have ended since: that is no correction.
    private static bool SaysAsShown(Teacher applicant, Evidence shown, object now) =>
        shown.Digest.Length == 0 || EvidenceRules.DigestOf(applicant, shown.Fact) == shown.Digest
        || (now is Post or Practice && EvidenceRules.DigestOf(Open(applicant), shown.Fact) == shown.Digest);

    private static Teacher Open(Teacher teacher) => teacher with
    {
        Posts = [.. teacher.Posts.Select(p => p with { LastDate = null })],
        Practices = [.. teacher.Practices.Select(p => p with { LastDate = null })],
    };

    // What a decision stands on: not who verified it, nor a revocation, which opens a case of its own, nor an end after it was judged.
    private static string DigestOf(object fact, DateOnly judged) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fact switch
    {
        Credential c => Said(c.Category, c.Name, c.Level, c.Number, c.Issuer, c.IssuedOn, c.StartDate, c.LastDate, c.OccupationCode),
        Practice p => Said(p.Enterprise, p.Post, p.StartDate, p.LastDate >= judged ? null : p.LastDate, p.Verified),
        Title t => Said(t.TitleCode, t.ObtainedOn, t.AppointedOn, t.Authority),
        Education e => Said(e.Level, e.Degree, e.Institution, e.Major, e.GraduatedOn),
        Honour h => Said(h.Title, h.Level, h.GrantedOn, h.DocumentNumber),
        Recognition r => Said(r.Level, r.Track, r.Field, r.CertificateNumber, r.Authority, r.StartDate, r.LastDate, r.Trust),
        Post p => Said(p.SchoolCode, p.DepartmentCode, p.Category, p.MajorCode, p.StartDate, p.LastDate >= judged ? null : p.LastDate),
        _ => throw new InvalidOperationException($"A {fact.GetType().Name} is no evidence."),
    })));

    private static string Said(params IEnumerable<object?> values) => string.Join('\u001f', values.Select(v => v is DateOnly day ? $"{day:O}" : $"{v}"));
}
