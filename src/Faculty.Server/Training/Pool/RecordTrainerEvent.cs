using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Pool;

internal sealed partial class TrainerService
{
    private const int MostPublicityDays = 60;

    public override Task<RecordTrainerEventResponse> RecordTrainerEvent(RecordTrainerEventRequest request, ServerCallContext context)
    {
        var least = rules.PublicityWorkingDays;
        new RequestCheck().Write(request).Id(request.TrainerId, "trainer_id").Event(request.Event, "event", clock.TodayInChina())
            .Require(
                request.PublicityWorkingDays == 0 || (request.Event is { Type: TrainerEventType.Publicity } && request.PublicityWorkingDays >= least && request.PublicityWorkingDays <= MostPublicityDays),
                "publicity_working_days", $"must be 0 (= {least}) or {least} to 60 working days").Done();
        var happened = Wire.ToRecord(request.Event) with { EventId = Ids.New() };
        return ChangeAsync<RecordTrainerEventResponse>(request, context, (trainer, person, _) =>
        {
            // Nobody whose identity is gone comes into the pool; to leave it is always possible.
            if (request.Event.Type is not (TrainerEventType.Suspend or TrainerEventType.Remove or TrainerEventType.WithdrawConsent))
            {
                person.Value.RequireKnown();
            }
            return request.Event.Type == TrainerEventType.Publicity
                ? trainer.BeginPublicity(happened, Math.Max(request.PublicityWorkingDays, least), calendar)
                : trainer.Record(happened);
        });
    }
}
