using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override Task<ReplaceTrainerResponse> ReplaceTrainer(ReplaceTrainerRequest request, ServerCallContext context)
    {
        Check(request).Id(request.TrainerId, "trainer_id").Id(request.ReplacementTrainerId, "replacement_trainer_id").OptionalDay(request.FromDate, "from_date").RequiredNote(request.Note).Done();
        var from = request.FromDate.ToOptionalDay() ?? clock.TodayInChina();
        return ChangeBySchoolAsync<ReplaceTrainerResponse>(request, context, (order, by) =>
        {
            var next = order.ReplaceTrainer(request.TrainerId, request.ReplacementTrainerId, from, by, request.Note);
            // What did not change need not be free again: it is booked.
            return new(next, [.. next.Sessions.Except(order.Sessions)]);
        });
    }
}
