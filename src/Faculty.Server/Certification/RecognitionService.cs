using Faculty.Domain.Certification;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Recognition = Faculty.Domain.Certification.Recognition;

namespace Faculty.Server.Certification;

/// <summary>Grants recognitions and records what happens to them.</summary>
internal sealed partial class RecognitionService(IRegistryStore store, Write write, TeacherWrites teachers, RowScope scope, CallerTokens tokens, Watching watching, TimeProvider clock)
    : V1.RecognitionService.RecognitionServiceBase
{
    private static Recognition Certified(Domain.Teachers.Teacher teacher, string authority, string number) =>
        teacher.Recognitions.Single(r => r.Authority == authority && r.CertificateNumber == number);

    private static ValueTask<Stored<Domain.Teachers.Teacher>?> CertifiedAsync(TeacherRows rows, string authority, string number, CancellationToken ct) =>
        rows.FindByKeyAsync(Documents.CertificateIndex, TeacherKeys.Certificate(authority, number), ct);

    private static RecognitionEntry Entry(string teacherId, Recognition recognition, DateOnly day)
    {
        var state = recognition.StateOn(day);
        return new()
        {
            TeacherId = teacherId,
            Recognition = Wire.ToMessage(recognition),
            InForce = state == RecognitionState.InForce,
            NotInForceCause = state switch
            {
                RecognitionState.InForce => "",
                RecognitionState.NotYet => "NOT_YET",
                RecognitionState.Lapsed => "LAPSED",
                RecognitionState.Revoked => "REVOKED",
                RecognitionState.Suspended => "SUSPENDED",
                RecognitionState.Superseded => "SUPERSEDED",
                _ => "UNVERIFIED",
            },
        };
    }
}
