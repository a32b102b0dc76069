using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<EndEngagementResponse> EndEngagement(EndEngagementRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id")
            .Id(request.EngagementId, "engagement_id").Day(request.LastDate, "last_date").OptionalText(request.EndReason, "end_reason", longest: 100).Done();
        return teachers.ChangeAsync<EndEngagementResponse>(
            request, context,
            teacher => teacher.EndEngagement(request.EngagementId, request.LastDate.ToDay(), request.EndReason, today));
    }
}
