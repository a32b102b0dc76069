using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<StartEngagementResponse> StartEngagement(StartEngagementRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id")
            .Engagement(request.Engagement, "engagement", today).Post(PrimaryPost(request.Engagement, request.Post), "post", today).Done();
        var engagement = Wire.ToRecord(request.Engagement) with { EngagementId = Ids.New() };
        var post = Wire.ToRecord(PrimaryPost(request.Engagement, request.Post)!) with { PostId = Ids.New() };
        return teachers.ChangeAsync<StartEngagementResponse>(request, context, teacher => teacher.StartEngagement(engagement, post));
    }

    /// <summary>The primary post that comes with an engagement: from its first day on, unless the request says otherwise.</summary>
    private static Post? PrimaryPost(Engagement? engagement, Post? post)
    {
        if (post is null)
        {
            return null;
        }
        var primary = post.Clone();
        primary.Primary = true;
        primary.StartDate ??= engagement?.StartDate;
        return primary;
    }
}
