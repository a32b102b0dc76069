using Faculty.Server.Hosting;
using Faculty.Server.Quotas.Seats;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override Task<StartEngagementResponse> StartEngagement(StartEngagementRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        new RequestCheck().Write(request).Id(request.TeacherId, "teacher_id")
            .Engagement(request.Engagement, "engagement", today).Post(PrimaryPost(request.Engagement, request.Post), "post", today)
            .Reservation(request.ReservationId, request.Engagement, "reservation_id").Done();
        var engagement = Wire.ToRecord(request.Engagement) with { EngagementId = Ids.New() };
        var post = Wire.ToRecord(PrimaryPost(request.Engagement, request.Post)!) with { PostId = Ids.New() };
        return teachers.ChangeAsync<StartEngagementResponse>(
            request, context,
            (found, _, _, _) => Task.FromResult(new TeacherChange(found.Value.StartEngagement(engagement, post)) { Seat = Claim(request.ReservationId, engagement, post) }),
            (_, _) => { });
    }

    /// <summary>The kept seat that the engagement takes, if any.</summary>
    private static SeatClaim? Claim(string reservationId, Domain.Teachers.Engagement engagement, Domain.Teachers.Post post) =>
        reservationId.Length == 0 ? null : new(reservationId, engagement, post.Category);

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
