using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<RecordTitleResponse> RecordTitle(RecordTitleRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id").Title(request.Title, "title", today).Done();
        var title = Wire.ToRecord(request.Title) with { TitleId = Ids.New() };
        return teachers.ChangeAsync<RecordTitleResponse>(request, context, teacher => teacher.Record(title));
    }
}
