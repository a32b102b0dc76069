using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Training.Pool;

internal sealed partial class TrainerService
{
    public override async Task<GetTrainerResponse> GetTrainer(GetTrainerRequest request, ServerCallContext context)
    {
        new RequestCheck().Id(request.TrainerId, "trainer_id").OptionalDay(request.AsOf, "as_of").Done();
        tokens.Reached(context, request.AfterChangeToken);
        var at = await store.RevisionKnownAtAsync(request.KnownAt, clock, context.CancellationToken);
        // Whose it is now decides about all its versions.
        var now = await FindAsync(request.TrainerId, context);
        var found = at is null ? now : await store.FindAtAsync(Documents.Trainers, now.Id, at.Value, context.CancellationToken)
            ?? throw Refusal.NotFound(Documents.Trainers.Name, request.TrainerId);
        return new() { Trainer = await ShownAsync(found, request.AsOf.ToOptionalDay() ?? clock.TodayInChina(), context, at) };
    }
}
