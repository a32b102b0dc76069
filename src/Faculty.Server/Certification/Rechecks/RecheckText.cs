using Faculty.Domain.Certification.Applications;
using Faculty.Domain.Certification.Rechecks;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;
using Faculty.Server.Hosting;
using Recognition = Faculty.Domain.Certification.Recognition;

namespace Faculty.Server.Certification.Rechecks;

/// <summary>Rows of work lists as messages.</summary>
internal static class RecheckText
{
    public static V1.WatchedRecognition Watched(WatchKey at, Teacher teacher, Recognition recognition)
    {
        var message = new V1.WatchedRecognition
        {
            TeacherId = teacher.TeacherId,
            DisplayName = teacher.Identity.DisplayName,
            SchoolCode = at.School,
            DepartmentCode = at.Department,
            RecognitionId = recognition.RecognitionId,
            Level = (V1.RecognitionLevel)recognition.Level,
            Track = (V1.RecognitionTrack)recognition.Track,
            Field = recognition.Field,
            CertificateNumber = recognition.CertificateNumber,
            Authority = recognition.Authority,
            StartDate = recognition.StartDate.ToWire(),
            Trust = (V1.RecognitionTrust)recognition.Trust,
            ApplicationId = recognition.ApplicationId,
        };
        message.LastDate = recognition.LastDate?.ToWire();
        return message;
    }

    /// <summary>What a fact is called; empty when it is not in the record.</summary>
    public static string Name(Teacher teacher, FactKind kind, string factId) => EvidenceRules.Find(teacher, new(kind, factId)) switch
    {
        Credential c => c.Name,
        Practice p => p.Enterprise,
        Title t => t.TitleCode,
        Education e => e.Institution,
        Honour h => h.Title,
        Recognition r => r.CertificateNumber,
        Post p => p.DepartmentCode,
        _ => "",
    };

    public static V1.Recheck Recheck(WatchKey at, Teacher teacher, RecheckCase found, RecheckState state)
    {
        var message = new V1.Recheck
        {
            CaseId = found.CaseId,
            Recognition = Watched(at, teacher, teacher.Recognitions.First(r => r.RecognitionId == found.RecognitionId)),
            Cause = (V1.RecheckCause)found.Cause,
            FactKind = (V1.FactKind)found.FactKind,
            FactId = found.FactId,
            FactName = Name(teacher, found.FactKind, found.FactId),
            SinceDate = found.Since.ToWire(),
            State = (V1.RecheckState)state,
        };
        if (state != RecheckState.Open)
        {
            message.Closing = Wire.ToMessage(found.Closing!);
        }
        return message;
    }
}
