using Faculty.Domain.Organisations;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Certification.Certificates;

/// <summary>What a certificate (双师型教师证书) says, and no more: no number of a person, no birth date, no phone.</summary>
public sealed record Certificate
{
    public required string CertificateNumber { get; init; }

    public required string Authority { get; init; }

    /// <summary>The name as printed.</summary>
    public required string DisplayName { get; init; }

    public required RecognitionLevel Level { get; init; }

    public required RecognitionTrack Track { get; init; }

    public string Field { get; init; } = "";

    /// <summary>School of the full-time engagement on the first day, by its name of that day; empty when there is none.</summary>
    public string School { get; init; } = "";

    public string DecisionDocument { get; init; } = "";

    public required DateOnly StartDate { get; init; }

    public DateOnly? LastDate { get; init; }

    /// <summary>The day it is made out.</summary>
    public required DateOnly IssueDate { get; init; }

    public string Issuer { get; init; } = "";

    public string KeyId { get; init; } = "";

    // A record prints its members; a name must not reach a log that way.
    public override string ToString() => "Certificate";

    /// <summary>
    /// The certificate of a recognition. Only what was decided here has one, and only while it holds or will hold: a paper that is printed
    /// after a revocation would be believed.
    /// </summary>
    /// <exception cref="RuleBroken">CERTIFICATE_NOT_DECIDED, CERTIFICATE_NOT_IN_FORCE, TEACHER_ERASED.</exception>
    public static Certificate Of(Teacher teacher, Recognition recognition, OrganisationTree tree, DateOnly today)
    {
        teacher.RequireKnown();
        if (recognition.Trust != RecognitionTrust.Decided)
        {
            throw new RuleBroken(Reason.CertificateNotDecided, "A certificate is made only of what was decided in this registry.", ("trust", $"{recognition.Trust}"));
        }
        if (recognition.StateOn(today) is not (RecognitionState.InForce or RecognitionState.NotYet) and var state)
        {
            throw new RuleBroken(Reason.CertificateNotInForce, "No certificate is made of a recognition that does not hold any more.", ("state", $"{state}"))
            {
                FactId = recognition.RecognitionId,
            };
        }
        return Words(teacher, recognition, tree, today);
    }

    /// <summary>What a certificate of the recognition says, whether or not one may be made out.</summary>
    public static Certificate Words(Teacher teacher, Recognition recognition, OrganisationTree tree, DateOnly today) => new()
    {
        CertificateNumber = recognition.CertificateNumber,
        Authority = recognition.Authority,
        DisplayName = teacher.Identity.DisplayName,
        Level = recognition.Level,
        Track = recognition.Track,
        Field = recognition.Field,
        School = teacher.Engagements.FirstOrDefault(e => e.Kind.IsFullTime() && e.Period.Covers(recognition.StartDate)) is { } engagement
            ? tree.Find(engagement.SchoolCode)?.NameOn(recognition.StartDate) ?? ""
            : "",
        DecisionDocument = recognition.DecisionDocument,
        StartDate = recognition.StartDate,
        LastDate = recognition.LastDate,
        IssueDate = today,
    };

    /// <summary>
    /// Another certificate of the same recognition says the same of person and decision. The school does not count: it is that of a day long
    /// ago, and a badge has none. Nor does the name of a person who was erased since.
    /// </summary>
    public bool AgreesWith(Certificate other) =>
        (Level, Track, Field, DecisionDocument, StartDate, LastDate) == (other.Level, other.Track, other.Field, other.DecisionDocument, other.StartDate, other.LastDate)
        && (DisplayName == other.DisplayName || DisplayName.Length == 0 || other.DisplayName.Length == 0);
}
