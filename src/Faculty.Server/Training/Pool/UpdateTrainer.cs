using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Pool;

internal sealed partial class TrainerService
{
    public override Task<UpdateTrainerResponse> UpdateTrainer(UpdateTrainerRequest request, ServerCallContext context)
    {
        new RequestCheck().Write(request).Id(request.TrainerId, "trainer.trainer_id")
            .Mask(request.UpdateMask, "skills", "kinds", "timetable", "leaves", "caps", "fee_fen", "travel", "languages", "blocked_enterprise_codes").Done();
        var today = clock.TodayInChina();
        return ChangeAsync<UpdateTrainerResponse>(request, context, (trainer, person, batch) =>
        {
            person.Value.RequireKnown();
            var message = Wire.ToMessage(trainer with { Events = [] });
            request.UpdateMask.CopyTo(request.Trainer, message);
            new RequestCheck().Trainer(message, "trainer", rules, today).Done();
            var next = trainer.Edit(Wire.ToRecord(message) with { Events = trainer.Events });
            RequireNew(trainer, next, person, batch);
            return next;
        });
    }
}
