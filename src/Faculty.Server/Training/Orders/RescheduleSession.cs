using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override Task<RescheduleSessionResponse> RescheduleSession(RescheduleSessionRequest request, ServerCallContext context)
    {
        Check(request).Id(request.SessionId, "session_id").PlannedDay(request.Day, "day").Times(request.FromTime, request.ToTime, "")
            .TrainerIds(request.TrainerIds, "trainer_ids").RequiredNote(request.Note).Done();
        var moved = Wire.ToRecord(new V1.TeachingSession
        {
            SessionId = request.SessionId, Day = request.Day, FromTime = request.FromTime, ToTime = request.ToTime, TrainerIds = { request.TrainerIds },
        });
        return ChangeBySchoolAsync<RescheduleSessionResponse>(request, context, (order, by) =>
        {
            var next = order.Reschedule(moved, by, request.Note);
            return new(next, [.. next.Sessions.Where(s => s.SessionId == request.SessionId)]);
        });
    }
}
