using Faculty.Domain.Certification.Batches;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Certification.Applications;

/// <summary>Who may apply.</summary>
public static class ApplicantRules
{
    // A recognition that ends so soon is followed by another.
    private const int MonthsBeforeItsEnd = 6;

    /// <summary>Nobody applies for what is held on the batch's day, at this level or a higher one of the track, unless it ends within six months.</summary>
    public static void RequireNotRecognised(Teacher teacher, Batch batch, RecognitionLevel level)
    {
        if (teacher.Recognitions.FirstOrDefault(r => r.Track == batch.Track && r.Level >= level && r.StateOn(batch.AsOf) == RecognitionState.InForce && !EndsSoon(r)) is { } held)
        {
            throw new RuleBroken(
                Reason.AlreadyRecognised, "The teacher holds this level or a higher one, which goes on after the batch's day.",
                ("teacher_id", teacher.TeacherId), ("level", $"{held.Level}"), ("certificate_number", held.CertificateNumber)) { FactId = held.RecognitionId };
        }

        bool EndsSoon(Recognition recognition) => recognition.LastDate is { } last && last <= batch.AsOf.AddMonths(MonthsBeforeItsEnd);
    }
}
