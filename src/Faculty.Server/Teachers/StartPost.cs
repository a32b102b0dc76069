using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<StartPostResponse> StartPost(StartPostRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id")
            .Post(request.Post, "post", today).Id(request.Post?.EngagementId ?? "", "post.engagement_id").Done();
        var post = Wire.ToRecord(request.Post!) with { PostId = Ids.New() };
        return teachers.ChangeAsync<StartPostResponse>(request, context, teacher => teacher.StartPost(post));
    }
}
