using Faculty.Server.Hosting;
using Faculty.Server.Teachers;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification;

internal sealed partial class RecognitionService
{
    public override Task<GrantRecognitionResponse> GrantRecognition(GrantRecognitionRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id").Recognition(request.Recognition, "recognition", today).Done();
        var recognition = Wire.ToRecord(request.Recognition) with
        {
            RecognitionId = Ids.New(), ApplicationId = "", JudgedDate = null, RecheckMonths = 0, Evidence = [], Rechecks = [],
        };
        return teachers.ChangeAsync<GrantRecognitionResponse>(
            request,
            context,
            async (found, batch, _, ct) =>
            {
                var waiting = await batch.TakeWaitingAsync(store, recognition.Authority, recognition.CertificateNumber, ct);
                return found.Value.GrantRecognition(recognition, waiting, Ids.New).RequireDecisionsOf(found.Value);
            },
            (teacher, reply) => reply.Recognition = Wire.ToMessage(Certified(teacher, recognition.Authority, recognition.CertificateNumber)));
    }
}
