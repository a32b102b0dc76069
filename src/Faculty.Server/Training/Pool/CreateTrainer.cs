using System.Security.Cryptography;
using Faculty.Domain;
using Faculty.Domain.Training.Pool;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using OrganisationKind = Faculty.Domain.Organisations.OrganisationKind;
using Trainer = Faculty.Domain.Training.Pool.Trainer;
using TrainerEvent = Faculty.Domain.Training.Pool.TrainerEvent;
using TrainerEventType = Faculty.Domain.Training.Pool.TrainerEventType;

namespace Faculty.Server.Training.Pool;

internal sealed partial class TrainerService
{
    private const string ProfileLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public override async Task<CreateTrainerResponse> CreateTrainer(CreateTrainerRequest request, ServerCallContext context)
    {
        var today = clock.TodayInChina();
        var wanted = request.Trainer ?? throw Refusal.Field("trainer", "must be given");
        new RequestCheck().Write(request).Trainer(wanted, "trainer", rules, today).OptionalDay(request.ProposedDate, "proposed_date").Done();
        var proposed = request.ProposedDate.ToOptionalDay() ?? today;
        Stored<Trainer>? created = null;
        var reply = await write.RunAsync(request, context, DecideAsync, async (commit, ct) =>
        {
            created = await write.AsCommittedAsync(Documents.Trainers, commit, ct);
            return new CreateTrainerResponse();
        });
        reply.Trainer = await ShownAsync(created!, today, context);
        return reply;

        async Task<Func<Commit?, CreateTrainerResponse>> DecideAsync(WriteBatch batch, CancellationToken ct)
        {
            await follower.CaughtUpAsync(store.Revision, ct);
            (await scope.OfAsync(context)).Require(wanted.OrganisationCode);
            RequireKind(wanted.OrganisationCode, proposed, OrganisationKind.School, OrganisationKind.AttachedClass, OrganisationKind.County);
            var person = Documents.Teachers.Typed(await (await scope.TeachersAsync(context)).StandingAsync(wanted.TeacherId, at: null, ct));
            person.Value.RequireKnown();
            var trainer = New(Wire.ToRecord(wanted) with { TeacherId = person.Id }, proposed);
            foreach (var broken in TrainerInvariants.Broken(trainer))
            {
                throw broken;
            }
            RequireOnce(trainer);
            RequireNew(before: null, trainer, person, batch);
            organisations.Now.RelyOn(batch, [trainer.OrganisationCode]).Insert(Documents.Trainers, trainer.TrainerId, trainer);
            return commit =>
            {
                created = new(trainer.TrainerId, commit?.Revision ?? 0, trainer);
                return new();
            };
        }
    }

    /// <summary>A trainer as it begins: proposed on a day, with ids of its own.</summary>
    internal static Trainer New(Trainer wanted, DateOnly proposed) => wanted.Edit(wanted with
    {
        TrainerId = Ids.New(),
        ProfileCode = RandomNumberGenerator.GetString(ProfileLetters, 12),
        Events = [new TrainerEvent { EventId = Ids.New(), Type = TrainerEventType.Propose, EffectiveDate = proposed }],
    });

    // Also under another id of the same person; a race of two is kept out by the unique key.
    private void RequireOnce(Trainer trainer)
    {
        var view = trainers.Now;
        if (view.Trainers.Values.FirstOrDefault(t => t.Value.OrganisationCode == trainer.OrganisationCode && view.PersonOf(t.Value)?.TeacherId == trainer.TeacherId) is { } other)
        {
            throw new RuleBroken(
                Reason.TrainerTwice, "The person is a trainer of this pool already.", ("organisation_code", trainer.OrganisationCode), ("trainer_id", other.Id)) { FactId = other.Id };
        }
    }
}
