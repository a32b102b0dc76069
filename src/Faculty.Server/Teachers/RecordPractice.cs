using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<RecordPracticeResponse> RecordPractice(RecordPracticeRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id").Practice(request.Practice, "practice", today).Done();
        var practice = Wire.ToRecord(request.Practice) with { PracticeId = Ids.New() };
        return teachers.ChangeAsync<RecordPracticeResponse>(request, context, teacher => teacher.Record(practice));
    }
}
