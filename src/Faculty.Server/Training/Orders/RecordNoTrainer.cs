using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override Task<RecordNoTrainerResponse> RecordNoTrainer(RecordNoTrainerRequest request, ServerCallContext context)
    {
        Check(request).Note(request.Note).Done();
        return ChangeBySchoolAsync<RecordNoTrainerResponse>(request, context, (order, by) => new(order.RecordNoTrainer(by, request.Note)));
    }
}
