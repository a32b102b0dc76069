using Faculty.Domain.Certification.Batches;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Certification.Applications;

/// <summary>An application with the record that stands for its applicant now.</summary>
public sealed record Applicant(Application Application, Teacher Teacher);

/// <summary>Who may apply, and who may be recognised in the end.</summary>
public static class ApplicantRules
{
    // A recognition that ends so soon is followed by another.
    private const int MonthsBeforeItsEnd = 6;

    // So many ids are in a refusal; the count is of all.
    private const int MostNamed = 20;

    /// <summary>
    /// Nobody applies for what is held, at this level or a higher one of the track, unless it ends within six months of the batch's day. What was
    /// granted since counts, too.
    /// </summary>
    /// <param name="teacher">The record that stands for the applicant.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="level">The level applied for.</param>
    /// <param name="day">The day on which it is asked, or from which it is decided.</param>
    public static void RequireNotRecognised(Teacher teacher, Batch batch, RecognitionLevel level, DateOnly day)
    {
        if (Held(teacher, batch, level, day) is { } held)
        {
            throw new RuleBroken(
                Reason.AlreadyRecognised, "The teacher holds this level or a higher one, which goes on after the batch's day.",
                ("teacher_id", teacher.TeacherId), ("level", $"{held.Level}"), ("certificate_number", held.CertificateNumber)) { FactId = held.RecognitionId };
        }
    }

    /// <summary>Before anything is public or decided: nobody stands behind two applications, and everybody is known.</summary>
    /// <exception cref="RuleBroken">TEACHER_ERASED or APPLICANT_TWICE, naming all of them.</exception>
    public static void RequirePersons(Batch batch, IReadOnlyList<Applicant> open)
    {
        Applicant[] erased = [.. open.Where(a => a.Teacher.Identity.Erased)];
        Refuse(batch, erased, Reason.TeacherErased, "Applicants were erased; end their applications first.", erased.Take(1).Select(a => ("teacher_id", a.Teacher.TeacherId)));
        Refuse(
            batch, [.. open.GroupBy(a => a.Teacher.TeacherId, StringComparer.Ordinal).Where(p => p.Count() > 1).SelectMany(p => p)],
            Reason.ApplicantTwice, "Records were merged, and one person stands behind two applications; withdraw one of them first.");
    }

    /// <summary>Before anything is public or decided: nothing that was shown was revoked since.</summary>
    /// <exception cref="RuleBroken">EVIDENCE_INVALID, naming all of them, and the fact of the first.</exception>
    public static void RequireEvidence(Batch batch, IReadOnlyList<Applicant> open, DateOnly day)
    {
        Applicant[] revoked = [.. open.Where(a => Revoked(a).Any())];
        Refuse(
            batch, revoked, Reason.EvidenceInvalid, "What was shown was revoked since; end these applications first.",
            revoked.SelectMany(Revoked).Take(1).SelectMany(f => ((string, string)[])[("fact_kind", $"{f.Kind}"), ("fact_id", f.FactId), ("as_of", $"{day:O}")]));

        IEnumerable<FactUsed> Revoked(Applicant a) => a.Application.Submission!.Evidence.Select(e => e.Fact).Where(f => EvidenceRules.IsRevoked(a.Teacher, f, day));
    }

    /// <summary>Before a decision: of nobody an objection is open, and nobody holds what is decided.</summary>
    /// <exception cref="RuleBroken">As <see cref="RequirePersons"/> and <see cref="RequireEvidence"/>, and OBJECTION_OPEN or ALREADY_RECOGNISED, naming all of them.</exception>
    public static void RequireDecidable(Batch batch, IReadOnlyList<Applicant> open)
    {
        RequirePersons(batch, open);
        RequireEvidence(batch, open, batch.EffectiveDate ?? batch.AsOf);
        Applicant[] objected = [.. open.Where(a => a.Application.State == ApplicationState.Objection)];
        Refuse(
            batch, objected, Reason.ObjectionOpen, "Objections are open; a decision waits for them.",
            ("objections", string.Join(' ', objected.SelectMany(a => a.Application.Objections).Where(o => o.State == ObjectionState.Open).Select(o => o.ObjectionId).Take(MostNamed))));
        if (open.FirstOrDefault(a => Held(a) is not null) is { } first)
        {
            Refuse(
                batch, [.. open.Where(a => Held(a) is not null)], Reason.AlreadyRecognised, "Applicants hold this level or a higher one since; end their applications first.",
                ("teacher_id", first.Teacher.TeacherId), ("level", $"{Held(first)!.Level}"), ("certificate_number", Held(first)!.CertificateNumber));
        }

        Recognition? Held(Applicant a) => ApplicantRules.Held(a.Teacher, batch, a.Application.Level, batch.EffectiveDate ?? batch.AsOf);
    }

    /// <summary>Which applications it is about: at most 20 ids, the first also by itself, and how many there are.</summary>
    public static IReadOnlyList<(string Key, string Value)> Named(Batch batch, IReadOnlyList<Application> applications) =>
    [
        ("batch_code", batch.Code), ("application_id", applications[0].ApplicationId),
        ("application_ids", string.Join(' ', applications.Take(MostNamed).Select(a => a.ApplicationId))), ("application_count", $"{applications.Count}"),
    ];

    /// <summary>What the person holds on a day, or will from a later one, at this level or above: what forbids an application first, then the highest. Null when nothing.</summary>
    public static Recognition? Held(Teacher teacher, RecognitionTrack track, RecognitionLevel level, DateOnly day) =>
        Holding(teacher, track, level, day, day).OrderBy(r => EndsSoon(r, day)).ThenByDescending(r => r.Level).ThenByDescending(r => r.LastDate ?? DateOnly.MaxValue).FirstOrDefault();

    /// <summary>It ends so soon after a day that another may be applied for.</summary>
    public static bool EndsSoon(Recognition recognition, DateOnly day) => recognition.LastDate <= day.AddMonths(MonthsBeforeItsEnd);

    private static Recognition? Held(Teacher teacher, Batch batch, RecognitionLevel level, DateOnly day) =>
        Holding(teacher, batch.Track, level, batch.AsOf, day).FirstOrDefault(r => !EndsSoon(r, batch.AsOf));

    private static IEnumerable<Recognition> Holding(Teacher teacher, RecognitionTrack track, RecognitionLevel level, DateOnly asOf, DateOnly day) =>
        teacher.Recognitions.Where(r => r.Track == track && r.Level >= level && r.StateOn(Latest(asOf, day, r.StartDate)) == RecognitionState.InForce);

    // One that begins only later is asked about on its first day.
    private static DateOnly Latest(params ReadOnlySpan<DateOnly> days) => days.ToArray().Max();

    private static void Refuse(Batch batch, Applicant[] applicants, Reason reason, string message, params IEnumerable<(string, string)> facts)
    {
        if (applicants.Length > 0)
        {
            throw new RuleBroken(reason, message, [.. Named(batch, [.. applicants.Select(a => a.Application)]), .. facts]) { FactId = applicants[0].Application.ApplicationId };
        }
    }
}
