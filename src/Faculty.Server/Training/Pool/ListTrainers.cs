using System.Runtime.CompilerServices;
using Faculty.Domain.Training;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using SkillLevel = Faculty.V1.SkillLevel;
using Trainer = Faculty.Domain.Training.Pool.Trainer;
using TrainerSkill = Faculty.Domain.Training.Pool.TrainerSkill;

namespace Faculty.Server.Training.Pool;

internal sealed partial class TrainerService
{
    private const int TrainersPerMessage = 50;

    public override async Task<ListTrainersResponse> ListTrainers(ListTrainersRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var size = PageSize.Of(request.PageSize);
        var after = tokens.After(context, request, request.PageToken);
        var asked = new StreamTrainersRequest
        {
            OrganisationCode = request.OrganisationCode, State = request.State, OccupationCode = request.OccupationCode, LeastLevel = request.LeastLevel, Kind = request.Kind,
            TeacherId = request.TeacherId, AsOf = request.AsOf,
        };
        var page = await SelectAsync(asked, after, context, context.CancellationToken).Take(size + 1).ToListAsync(context.CancellationToken);
        return new()
        {
            Trainers = { page.Take(size) },
            NextPageToken = tokens.Page(context, request, page.Count > size ? page[size - 1].TrainerId : null),
        };
    }

    public override async Task StreamTrainers(StreamTrainersRequest request, IServerStreamWriter<StreamTrainersResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        await foreach (var some in SelectAsync(request, after: null, context, until.Token).Chunk(TrainersPerMessage))
        {
            await responseStream.WriteAsync(new() { Trainers = { some } }, until.Token);
        }
    }

    /// <summary>The trainers asked for behind an id; what the list and its stream share.</summary>
    private async IAsyncEnumerable<V1.Trainer> SelectAsync(StreamTrainersRequest asked, string? after, ServerCallContext context, [EnumeratorCancellation] CancellationToken ct)
    {
        var check = new RequestCheck().Known(asked.State, "state", optional: true).OptionalDay(asked.AsOf, "as_of");
        (asked.TeacherId.Length == 0 ? check : check.Id(asked.TeacherId, "teacher_id")).Skill(asked.OccupationCode, asked.LeastLevel, asked.Kind).Done();
        var day = asked.AsOf.ToOptionalDay() ?? clock.TodayInChina();
        await follower.CaughtUpAsync(store.Revision, ct);
        var (view, coverage) = (trainers.Now, await scope.OfAsync(context));
        if (asked.OrganisationCode.Length > 0 && (organisations.Tree.Find(asked.OrganisationCode) is null || !coverage.Covers(asked.OrganisationCode)))
        {
            throw Refusal.NotFound(Documents.Organisations.Name, asked.OrganisationCode);
        }
        var rows = await scope.TeachersAsync(context);
        var person = asked.TeacherId.Length == 0 ? null : (await rows.StandingAsync(asked.TeacherId, at: null, ct)).Id;
        var (places, names) = (PlacesOf(asked.OrganisationCode), new TeacherNames(rows));
        foreach (var found in view.Trainers.Values)
        {
            var trainer = found.Value;
            if ((after is null || string.CompareOrdinal(found.Id, after) > 0)
                && coverage.Covers(trainer.OrganisationCode) && places?.Contains(trainer.OrganisationCode) != false
                && (asked.State == TrainerState.Unspecified || (int)trainer.StateOn(day) == (int)asked.State)
                && (person is null || view.PersonOf(trainer)?.TeacherId == person)
                && CanTeach(trainer, view, asked.OccupationCode, asked.LeastLevel, asked.Kind, day))
            {
                var message = OnADay(found, view.PersonOf(trainer), day);
                message.Events.Clear();
                (message.TeacherId, message.DisplayName) = await names.OfAsync(trainer.TeacherId, ct);
                yield return message;
            }
        }
    }

    /// <summary>Of an organisation and those that ever were below it; null = all.</summary>
    private HashSet<string>? PlacesOf(string code) => code.Length == 0 ? null : organisations.Tree.EverBelow(code).Select(o => o.Code).ToHashSet(StringComparer.Ordinal);

    private bool CanTeach(Trainer trainer, TrainerView view, string occupation, SkillLevel least, TeachingKind kind, DateOnly day) =>
        (kind == TeachingKind.Unspecified || trainer.Kinds.Contains((Domain.Training.Pool.TeachingKind)kind))
        && ((occupation.Length == 0 && least == SkillLevel.Unspecified) || view.SkillsOn(trainer, rules, day).Any(s => IsOf(s, occupation, least)));

    private static bool IsOf(TrainerSkill skill, string occupation, SkillLevel least) =>
        skill.OccupationCode.StartsWith(occupation, StringComparison.Ordinal) && skill.Level.IsAtLeast((Domain.Training.SkillLevel)least);
}
