using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<RecordEducationResponse> RecordEducation(RecordEducationRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id").Education(request.Education, "education", today).Done();
        var education = Wire.ToRecord(request.Education) with { EducationId = Ids.New() };
        return teachers.ChangeAsync<RecordEducationResponse>(request, context, teacher => teacher.Record(education));
    }
}
