using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<RecordHonourResponse> RecordHonour(RecordHonourRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id").Honour(request.Honour, "honour", today).Done();
        var honour = Wire.ToRecord(request.Honour) with { HonourId = Ids.New() };
        return teachers.ChangeAsync<RecordHonourResponse>(request, context, teacher => teacher.Record(honour));
    }
}
