using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override Task<RecordDeliveryResponse> RecordDelivery(RecordDeliveryRequest request, ServerCallContext context)
    {
        var check = Check(request).Require(request.Attendance.Count + request.Results.Count is >= 1 and <= 1_000, "attendance", "must be given, or results, and at most 1,000 of them");
        for (var i = 0; i < request.Attendance.Count; i++)
        {
            check.Id(request.Attendance[i].SessionId, $"attendance[{i}].session_id");
        }
        check.Require(request.Attendance.Select(a => a.SessionId).Distinct().Count() == request.Attendance.Count, "attendance", "must name each session once")
            .Require(request.Results.Select(r => r.LineNumber).Distinct().Count() == request.Results.Count, "results", "must name each line once").Done();
        return ChangeBySchoolAsync<RecordDeliveryResponse>(request, context, (order, by) =>
        {
            var attended = request.Attendance.Count == 0 ? order : order.RecordAttendance([.. request.Attendance.Select(a => (a.SessionId, a.Attended))], by);
            return new(request.Results.Count == 0 ? attended : attended.Deliver([.. request.Results.Select(r => new Domain.Training.Orders.LineResult(r.LineNumber, r.Completed, r.Passed))], by));
        });
    }
}
