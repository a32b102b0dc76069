using Faculty.Domain.Teachers;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<TransferTeacherResponse> TransferTeacher(TransferTeacherRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id")
            .Engagement(request.Engagement, "engagement", today)
            .Require(
                request.Engagement is null || ((Domain.Teachers.EngagementKind)request.Engagement.Kind).IsFullTime(),
                "engagement.kind", "must be full-time: Established, Controlled or Contract")
            .Post(PrimaryPost(request.Engagement, request.Post), "post", today)
            .Reservation(request.ReservationId, request.Engagement, "reservation_id").Done();
        var engagement = Wire.ToRecord(request.Engagement!) with { EngagementId = Ids.New() };
        var post = Wire.ToRecord(PrimaryPost(request.Engagement, request.Post)!) with { PostId = Ids.New() };
        return teachers.ChangeAsync<TransferTeacherResponse>(
            request, context,
            (found, _, _, _) => Task.FromResult(new TeacherChange(found.Value.Transfer(engagement, post)) { Seat = Claim(request.ReservationId, engagement, post) }),
            (_, _) => { });
    }
}
