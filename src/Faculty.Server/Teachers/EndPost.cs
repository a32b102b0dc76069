using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<EndPostResponse> EndPost(EndPostRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id").Id(request.PostId, "post_id")
            .Day(request.LastDate, "last_date").Done();
        return teachers.ChangeAsync<EndPostResponse>(
            request, context,
            teacher => teacher.EndPost(request.PostId, request.LastDate.ToDay(), today));
    }
}
