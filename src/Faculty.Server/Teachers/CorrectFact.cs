using Faculty.Server.Access;
using Faculty.Server.Certification;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<CorrectFactResponse> CorrectFact(CorrectFactRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        Form(new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id"), request, today, sex: null).Done();
        return teachers.ChangeAsync<CorrectFactResponse>(request, context, DecideAsync, (_, _) => { });

        async Task<Teacher> DecideAsync(Stored<Teacher> found, WriteBatch batch, TeacherRows rows, CancellationToken ct)
        {
            Form(new(), request, today, found.Value.Identity.Sex).Done();
            var next = Corrected(found.Value, request).RequireDecisionsOf(found.Value);
            // Events may have been waiting for the certificate under its right number.
            return request.Recognition is { } recognition
                ? next.RecordWaiting(recognition.RecognitionId, await batch.TakeWaitingAsync(store, recognition.Authority, recognition.CertificateNumber, ct))
                : next;
        }
    }

    private static RequestCheck Form(RequestCheck check, CorrectFactRequest request, DateOnly today, Domain.Teachers.Sex? sex) => request.FactCase switch
    {
        CorrectFactRequest.FactOneofCase.Engagement =>
            check.Engagement(request.Engagement, "engagement", today).Id(request.Engagement.EngagementId, "engagement.engagement_id"),
        CorrectFactRequest.FactOneofCase.Post => check.Post(request.Post, "post", today).Id(request.Post.PostId, "post.post_id"),
        CorrectFactRequest.FactOneofCase.Spell => check.Spell(request.Spell, "spell", today).Id(request.Spell.SpellId, "spell.spell_id"),
        CorrectFactRequest.FactOneofCase.Education =>
            check.Education(request.Education, "education", today).Id(request.Education.EducationId, "education.education_id"),
        CorrectFactRequest.FactOneofCase.Title => check.Title(request.Title, "title", today).Id(request.Title.TitleId, "title.title_id"),
        CorrectFactRequest.FactOneofCase.Credential =>
            check.Credential(request.Credential, "credential", today, sex).Id(request.Credential.CredentialId, "credential.credential_id"),
        CorrectFactRequest.FactOneofCase.Practice =>
            check.Practice(request.Practice, "practice", today).Id(request.Practice.PracticeId, "practice.practice_id"),
        CorrectFactRequest.FactOneofCase.Honour =>
            check.Honour(request.Honour, "honour", today).Id(request.Honour.HonourId, "honour.honour_id"),
        CorrectFactRequest.FactOneofCase.Recognition =>
            check.Recognition(request.Recognition, "recognition", today).Id(request.Recognition.RecognitionId, "recognition.recognition_id"),
        _ => check.Require(false, "fact", "must be given"),
    };

    private static Teacher Corrected(Teacher teacher, CorrectFactRequest request) => request.FactCase switch
    {
        CorrectFactRequest.FactOneofCase.Engagement => teacher.Correct(Wire.ToRecord(request.Engagement)),
        CorrectFactRequest.FactOneofCase.Post => teacher.Correct(Wire.ToRecord(request.Post)),
        CorrectFactRequest.FactOneofCase.Spell => teacher.Correct(Wire.ToRecord(request.Spell)),
        CorrectFactRequest.FactOneofCase.Education => teacher.Correct(Wire.ToRecord(request.Education)),
        CorrectFactRequest.FactOneofCase.Title => teacher.Correct(Wire.ToRecord(request.Title)),
        CorrectFactRequest.FactOneofCase.Credential => teacher.Correct(Wire.ToRecord(request.Credential)),
        CorrectFactRequest.FactOneofCase.Practice => teacher.Correct(Wire.ToRecord(request.Practice)),
        CorrectFactRequest.FactOneofCase.Honour => teacher.Correct(Wire.ToRecord(request.Honour)),
        CorrectFactRequest.FactOneofCase.Recognition => teacher.Correct(Wire.ToRecord(request.Recognition)),
        _ => throw new InvalidOperationException("The form was checked."),
    };
}
