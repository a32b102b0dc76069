using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Pool;

internal sealed partial class TrainerService
{
    public override Task<WithdrawTrainerEventResponse> WithdrawTrainerEvent(WithdrawTrainerEventRequest request, ServerCallContext context)
    {
        new RequestCheck().Write(request).Id(request.TrainerId, "trainer_id").Id(request.EventId, "event_id").Done();
        return ChangeAsync<WithdrawTrainerEventResponse>(request, context, (trainer, _, _) => trainer.WithdrawEvent(request.EventId));
    }
}
