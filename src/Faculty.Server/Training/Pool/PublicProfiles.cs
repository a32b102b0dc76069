using System.Runtime.CompilerServices;
using System.Text;
using Faculty.Domain.Codes;
using Faculty.Server.Hosting;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Trainer = Faculty.Domain.Training.Pool.Trainer;

namespace Faculty.Server.Training.Pool;

internal sealed partial class TrainerService
{
    public override async Task<GetPublicProfileResponse> GetPublicProfile(GetPublicProfileRequest request, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        new RequestCheck().Require(
            request.ProfileCode.Length is >= 1 and <= 32 && request.ProfileCode.All(char.IsAsciiLetterOrDigit), "profile_code", "must be the code of a profile: 1 to 32 letters and digits").Done();
        await follower.CaughtUpAsync(store.Revision, ct);
        var (view, today) = (trainers.Now, clock.TodayInChina());
        return await store.FindByKeyAsync(Documents.Trainers, Documents.ProfileIndex, request.ProfileCode, ct) is { } found && view.IsPublic(found.Value, today)
            ? new() { Profile = await ProfileAsync(found.Value, view, today, ct) }
            : throw Refusal.NotFound("public-profile", request.ProfileCode);
    }

    public override async Task<ListPublicProfilesResponse> ListPublicProfiles(ListPublicProfilesRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var size = PageSize.Of(request.PageSize);
        var after = tokens.After(context, request, request.PageToken);
        var asked = new StreamPublicProfilesRequest
        {
            OrganisationCode = request.OrganisationCode, OccupationCode = request.OccupationCode, LeastLevel = request.LeastLevel, Kind = request.Kind,
        };
        var page = await ProfilesAsync(asked, after, context.CancellationToken).Take(size + 1).ToListAsync(context.CancellationToken);
        return new()
        {
            Profiles = { page.Take(size) },
            NextPageToken = tokens.Page(context, request, page.Count > size ? page[size - 1].ProfileCode : null),
        };
    }

    public override async Task StreamPublicProfiles(StreamPublicProfilesRequest request, IServerStreamWriter<StreamPublicProfilesResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        await foreach (var some in ProfilesAsync(request, after: null, until.Token).Chunk(TrainersPerMessage))
        {
            await responseStream.WriteAsync(new() { Profiles = { some } }, until.Token);
        }
    }

    /// <summary>The profiles asked for behind a code. Their codes are random, so that their order says nothing either.</summary>
    private async IAsyncEnumerable<PublicProfile> ProfilesAsync(StreamPublicProfilesRequest asked, string? after, [EnumeratorCancellation] CancellationToken ct)
    {
        new RequestCheck().OptionalCode(asked.OrganisationCode, "organisation_code", longest: 32).Skill(asked.OccupationCode, asked.LeastLevel, asked.Kind).Done();
        await follower.CaughtUpAsync(store.Revision, ct);
        var (view, today) = (trainers.Now, clock.TodayInChina());
        var places = PlacesOf(asked.OrganisationCode);
        foreach (var trainer in view.Trainers.Values.Select(t => t.Value).Where(t => after is null || string.CompareOrdinal(t.ProfileCode, after) > 0)
            .OrderBy(t => t.ProfileCode, StringComparer.Ordinal))
        {
            if (places?.Contains(trainer.OrganisationCode) != false && view.IsPublic(trainer, today) && CanTeach(trainer, view, asked.OccupationCode, asked.LeastLevel, asked.Kind, today))
            {
                yield return await ProfileAsync(trainer, view, today, ct);
            }
        }
    }

    // Courses and ratings come from what was delivered.
    private async ValueTask<PublicProfile> ProfileAsync(Trainer trainer, TrainerView view, DateOnly today, CancellationToken ct)
    {
        var name = trainer.ConsentOn(today) is { NameShown: true } && await scope.Everyone.StandingOrNullAsync(trainer.TeacherId, at: null, ct) is { } person
            ? Encoding.UTF8.GetString(TeacherBytes.Name(person))
            : "";
        var profile = new PublicProfile { ProfileCode = trainer.ProfileCode, DisplayName = name, OrganisationCode = trainer.OrganisationCode, Languages = { trainer.Languages } };
        profile.Kinds.Add(trainer.Kinds.Select(k => (TeachingKind)k));
        profile.Skills.Add(view.SkillsOn(trainer, rules, today).GroupBy(s => s.OccupationCode).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new ProfileSkill
        {
            OccupationCode = s.Key, OccupationTitle = CodeTables.Occupations.NameOf(s.Key) ?? "", Level = (SkillLevel)s.Min(k => k.Level),
        }));
        return profile;
    }
}
