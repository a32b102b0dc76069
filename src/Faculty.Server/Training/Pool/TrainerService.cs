using Faculty.Domain;
using Faculty.Domain.Time;
using Faculty.Domain.Training.Pool;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using OrganisationKind = Faculty.Domain.Organisations.OrganisationKind;
using PoolRules = Faculty.Domain.Training.Pool.PoolRules;
using Teacher = Faculty.Domain.Teachers.Teacher;
using Trainer = Faculty.Domain.Training.Pool.Trainer;

namespace Faculty.Server.Training.Pool;

/// <summary>Keeps the pool of trainers (培训师资库). A trainer belongs to the school or county whose pool it is.</summary>
internal sealed partial class TrainerService(
    IRegistryStore store, Write write, RowScope scope, CallerTokens tokens, OrganisationDirectory organisations, TrainerDirectory trainers, PoolRules rules, WorkingDays calendar,
    JournalFollower follower, Watching watching, TimeProvider clock)
    : V1.TrainerService.TrainerServiceBase
{
    /// <summary>A change of one trainer of the caller's by a rule, which is given the person too.</summary>
    private async Task<TReply> ChangeAsync<TReply>(ITrainerWrite request, ServerCallContext context, Func<Trainer, Stored<Teacher>, WriteBatch, Trainer> rule)
        where TReply : ITrainerReply, new()
    {
        await follower.CaughtUpAsync(store.Revision, context.CancellationToken);
        var coverage = await scope.OfAsync(context);
        Stored<Trainer>? changed = null;
        var reply = await write.ChangeAsync(
            request, context, Documents.Trainers, request.TrainerId, request.Etag, (trainer, _) => new(coverage.Covers(trainer.Value.OrganisationCode)),
            async (read, batch, ct) => rule(read.Value, await PersonAsync(read.Value, at: null, ct), batch),
            (stored, _) =>
            {
                changed = stored;
                return new TReply();
            });
        reply.Trainer = await ShownAsync(changed!, clock.TodayInChina(), context);
        return reply;
    }

    /// <summary>The trainer of the caller's with an id.</summary>
    private async Task<Stored<Trainer>> FindAsync(string trainerId, ServerCallContext context) =>
        await store.FindAsync(Documents.Trainers, trainerId, context.CancellationToken) is { } found && (await scope.OfAsync(context)).Covers(found.Value.OrganisationCode)
            ? found
            : throw Refusal.NotFound(Documents.Trainers.Name, trainerId);

    private async ValueTask<Stored<Teacher>> PersonAsync(Trainer trainer, long? at, CancellationToken ct) =>
        Documents.Teachers.Typed(await scope.Everyone.StandingAsync(trainer.TeacherId, at, ct));

    /// <summary>A trainer on a day, with who it is as far as the caller may see the person.</summary>
    private async Task<V1.Trainer> ShownAsync(Stored<Trainer> stored, DateOnly day, ServerCallContext context, long? at = null)
    {
        var ct = context.CancellationToken;
        var message = OnADay(stored, (await PersonAsync(stored.Value, at, ct)).Value, day);
        (message.TeacherId, message.DisplayName) = await new TeacherNames(await scope.TeachersAsync(context)).OfAsync(stored.Value.TeacherId, ct);
        return message;
    }

    private V1.Trainer OnADay(Stored<Trainer> stored, Teacher? person, DateOnly day)
    {
        var message = Wire.ToMessage(stored.Value);
        var standing = stored.Value.StandingOn(day);
        message.Etag = stored.Revision == 0 ? "" : Tokens.Etag(stored.Revision);
        message.State = (V1.TrainerState)standing.State;
        message.TermLastDate = standing.TermLast?.ToWire();
        message.Consented = stored.Value.ConsentOn(day) is not null;
        foreach (var (skill, shown) in stored.Value.Skills.Zip(message.Skills))
        {
            if (person is not null && SkillProof.Days(skill, person, rules).Where(d => d.Covers(day)).ToList() is [var days, ..])
            {
                (shown.Valid, shown.ValidLastDate) = (true, days.Last?.ToWire());
            }
        }
        return message;
    }

    /// <summary>Skills that are new must be proven by the record, enterprises that are new be there; the decision stands on both.</summary>
    private void RequireNew(Trainer? before, Trainer after, Stored<Teacher> person, WriteBatch batch)
    {
        foreach (var skill in after.Skills.Except(before?.Skills ?? []))
        {
            if (SkillProof.Broken(skill, person.Value, rules) is { } broken)
            {
                throw broken;
            }
        }
        foreach (var code in after.BlockedEnterpriseCodes.Except(before?.BlockedEnterpriseCodes ?? [], StringComparer.Ordinal))
        {
            RequireKind(code, clock.TodayInChina(), OrganisationKind.Enterprise);
        }
        batch.RelyOn(Documents.Teachers, person);
        organisations.Now.RelyOn(batch, after.BlockedEnterpriseCodes);
    }

    private void RequireKind(string code, DateOnly day, params ReadOnlySpan<OrganisationKind> kinds)
    {
        if (organisations.Tree.Find(code) is not { } found || !found.Period.Covers(day))
        {
            throw new RuleBroken(Reason.UnknownOrganisation, "There is no such organisation on that day.", ("code", code), ("from", $"{day:O}"), ("to", $"{day:O}"));
        }
        if (!kinds.Contains(found.Kind))
        {
            throw new RuleBroken(Reason.OrganisationKindMismatch, "The organisation is of another kind.", ("code", code), ("kind", $"{found.Kind}"));
        }
    }
}
