using Faculty.Server.Tests.Privacy;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Training.Pool.Pooling;

namespace Faculty.Server.Tests.Training.Pool;

/// <summary>Who sees what of a pool: its coordinator everything, another school's nothing, everybody else the profiles of those who agree to it.</summary>
public sealed class PoolAccessTests
{
    [Fact]
    public async Task A_coordinator_keeps_the_own_pool_and_another_schools_does_not_exist()
    {
        await using var server = await StartAsync();
        var trainer = await server.PoolAsync();
        var (own, other) = (new TrainerService.TrainerServiceClient(await server.AsAsync(Role.TrainerCoordinator, School)), new TrainerService.TrainerServiceClient(await server.AsAsync(Role.TrainerCoordinator, "JC")));
        Assert.Equal(("王明", trainer.TeacherId), (await own.GetTrainerAsync(new() { TrainerId = trainer.TrainerId })).Trainer is var seen ? (seen.DisplayName, seen.TeacherId) : default);
        Assert.Equal(trainer.TrainerId, Assert.Single((await own.ListTrainersAsync(new())).Trainers).TrainerId);

        await Calls.RefusedAsync(ErrorReason.NotFound, other.GetTrainerAsync(new() { TrainerId = trainer.TrainerId }));
        await Calls.RefusedAsync(ErrorReason.NotFound, other.ListTrainersAsync(new() { OrganisationCode = School }));
        await Calls.RefusedAsync(ErrorReason.NotFound, other.RecordTrainerEventAsync(new() { TrainerId = trainer.TrainerId, Event = Event(TrainerEventType.Suspend, Day(2025, 6, 1)) }));
        await Calls.RefusedAsync(ErrorReason.PermissionDenied, other.CreateTrainerAsync(new() { Trainer = Of(await server.HireSkilledAsync("李四")) }));
        Assert.Empty((await other.ListTrainersAsync(new())).Trainers);
    }

    [Theory]
    [InlineData(Role.Enterprise)]
    [InlineData(Role.HrClerk)]
    [InlineData(Role.Finance)]
    [InlineData(Role.Auditor)]
    public async Task Who_keeps_no_pool_sees_the_profiles_alone(Role role)
    {
        await using var server = await StartAsync();
        var trainer = await server.PoolAsync();
        var client = new TrainerService.TrainerServiceClient(await server.AsAsync(role, role == Role.Enterprise ? Enterprise : School));
        await Calls.RefusedAsync(ErrorReason.PermissionDenied, client.GetTrainerAsync(new() { TrainerId = trainer.TrainerId }));
        await Calls.RefusedAsync(ErrorReason.PermissionDenied, client.ListTrainersAsync(new()));
        Assert.Equal(trainer.ProfileCode, Assert.Single((await client.ListPublicProfilesAsync(new())).Profiles).ProfileCode);
    }

    [Fact]
    public async Task A_profile_says_what_somebody_can_teach_and_not_who_it_is()
    {
        await using var server = await StartAsync();
        var trainer = await server.PoolAsync();
        var everybody = new TrainerService.TrainerServiceClient(server.Anonymous);
        var profile = (await everybody.GetPublicProfileAsync(new() { ProfileCode = trainer.ProfileCode })).Profile;
        Assert.Equal(
            new PublicProfile
            {
                ProfileCode = trainer.ProfileCode, OrganisationCode = School, Kinds = { TeachingKind.Theory, TeachingKind.Practice }, Languages = { "zh" },
                Skills = { new ProfileSkill { OccupationCode = Welding, OccupationTitle = "焊工", Level = SkillLevel.SeniorWorker } },
            },
            profile);
        var person = await server.GetAsync(trainer.TeacherId);
        Assert.All((string[])[person.Identity.DisplayName, person.TeacherId, trainer.TrainerId, trainer.Skills[0].CredentialId], secret => Assert.DoesNotContain(secret, $"{profile}", StringComparison.Ordinal));
        await Calls.RefusedAsync(ErrorReason.NotFound, everybody.GetPublicProfileAsync(new() { ProfileCode = "ABCDEFGH2345" }));
    }

    [Fact]
    public async Task A_name_is_shown_where_the_consent_says_so_and_goes_with_it()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await StartAsync(clock);
        var trainer = await server.PoolAsync(nameShown: true);
        var everybody = new TrainerService.TrainerServiceClient(server.Anonymous);
        Assert.Equal("王明", (await everybody.GetPublicProfileAsync(new() { ProfileCode = trainer.ProfileCode })).Profile.DisplayName);

        await server.RecordAsync(trainer.TrainerId, TrainerEventType.WithdrawConsent, Day(2025, 11, 26));
        Assert.Single((await everybody.ListPublicProfilesAsync(new())).Profiles);
        clock.Now += TimeSpan.FromDays(1);
        Assert.Empty((await everybody.ListPublicProfilesAsync(new())).Profiles);
        await Calls.RefusedAsync(ErrorReason.NotFound, everybody.GetPublicProfileAsync(new() { ProfileCode = trainer.ProfileCode }));
        Assert.Equal((TrainerState.InPool, false), (await server.ReadAsync(trainer.TrainerId)) is var now ? (now.State, now.Consented) : default);
        // A new consent may say less.
        await server.RecordAsync(trainer.TrainerId, TrainerEventType.Consent, Day(2025, 11, 26));
        Assert.Equal("", Assert.Single((await everybody.ListPublicProfilesAsync(new())).Profiles).DisplayName);
    }

    [Fact]
    public async Task Nobody_outside_the_pool_has_a_profile()
    {
        await using var server = await StartAsync();
        var trainer = await server.PoolAsync();
        await server.ProposeAsync(await server.HireSkilledAsync("李四"));
        var everybody = new TrainerService.TrainerServiceClient(server.Anonymous);
        Assert.Single((await everybody.ListPublicProfilesAsync(new())).Profiles);
        await server.RecordAsync(trainer.TrainerId, TrainerEventType.Suspend, Day(2025, 6, 1));
        Assert.Empty((await everybody.ListPublicProfilesAsync(new())).Profiles);
        Assert.Empty(await everybody.StreamPublicProfiles(new()).AllAsync().ToListAsync());
    }

    [Fact]
    public async Task Of_an_erased_person_no_profile_is_left_and_nobody_brings_them_back_into_the_pool()
    {
        await using var server = await StartAsync();
        var left = await server.LeaveAsync();
        var teacher = (await server.Teachers.RecordCredentialAsync(new() { TeacherId = left.TeacherId, Credential = Certificate() })).Teacher;
        var trainer = await server.AdmitAsync(await server.ProposeAsync(teacher), nameShown: true);
        var everybody = new TrainerService.TrainerServiceClient(server.Anonymous);
        Assert.Equal(Erasing.Name, Assert.Single((await everybody.ListPublicProfilesAsync(new())).Profiles).DisplayName);

        await server.EraseAsync(teacher.TeacherId);

        Assert.Empty((await everybody.ListPublicProfilesAsync(new())).Profiles);
        await Calls.RefusedAsync(ErrorReason.NotFound, everybody.GetPublicProfileAsync(new() { ProfileCode = trainer.ProfileCode }));
        var kept = await server.ReadAsync(trainer.TrainerId);
        Assert.Equal(("", TrainerState.InPool, 4), (kept.DisplayName, kept.State, kept.Events.Count));
        Assert.Equal("", Assert.Single((await server.Trainers().ListTrainersAsync(new())).Trainers).DisplayName);
        await Calls.RefusedAsync(ErrorReason.TeacherErased, server.Trainers().UpdateTrainerAsync(new() { Trainer = new() { TrainerId = trainer.TrainerId }, UpdateMask = new() { Paths = { "leaves" } } }));
        await server.RecordAsync(trainer.TrainerId, TrainerEventType.Remove, Day(2025, 11, 25));
        await Calls.RefusedAsync(ErrorReason.TeacherErased, server.Trainers().RecordTrainerEventAsync(new() { TrainerId = trainer.TrainerId, Event = Event(TrainerEventType.Propose, Day(2025, 11, 26)) }));
        await server.StopAsync();
        Assert.Empty(Erasing.Hits(server.DataDirectory));
    }

    [Fact]
    public async Task A_list_is_narrowed_by_place_state_skill_and_day_and_read_by_pages_and_as_a_stream()
    {
        await using var server = await StartAsync();
        var welder = await server.PoolAsync();
        var cook = await server.ProposeAsync(await server.HireSkilledAsync("李四", level: "1", occupation: Cooking), SkillLevel.SeniorTechnician);
        var lapsed = await server.AdmitAsync(await server.ProposeAsync(await server.HireSkilledAsync("张三", last: Day(2025, 6, 30))));
        var ofCounty = await server.ProposeAsync(await server.HireSkilledAsync("赵五", level: "2"), SkillLevel.Technician, County);
        async Task<IEnumerable<string>> Ids(ListTrainersRequest request) => (await server.Trainers().ListTrainersAsync(request)).Trainers.Select(t => t.TrainerId);

        Assert.Equal([welder.TrainerId, cook.TrainerId, lapsed.TrainerId], await Ids(new() { OrganisationCode = School }));
        Assert.Equal([welder.TrainerId, cook.TrainerId, lapsed.TrainerId, ofCounty.TrainerId], await Ids(new() { OrganisationCode = County }));
        Assert.Equal([welder.TrainerId, lapsed.TrainerId], await Ids(new() { State = TrainerState.InPool }));
        Assert.Equal([welder.TrainerId, ofCounty.TrainerId], await Ids(new() { OccupationCode = Welding }));
        Assert.Equal([welder.TrainerId, lapsed.TrainerId, ofCounty.TrainerId], await Ids(new() { OccupationCode = "6-18", AsOf = Day(2025, 6, 30) }));
        Assert.Equal([cook.TrainerId, ofCounty.TrainerId], await Ids(new() { LeastLevel = SkillLevel.Technician }));
        Assert.Equal([welder.TrainerId, cook.TrainerId, ofCounty.TrainerId], await Ids(new() { LeastLevel = SkillLevel.SeniorWorker }));
        Assert.Empty(await Ids(new() { Kind = TeachingKind.Assessment }));
        Assert.Equal([cook.TrainerId], await Ids(new() { TeacherId = cook.TeacherId }));

        var (paged, token) = (new List<string>(), "");
        do
        {
            var page = await server.Trainers().ListTrainersAsync(new() { PageSize = 1, PageToken = token });
            paged.AddRange(page.Trainers.Select(t => t.TrainerId));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal([welder.TrainerId, cook.TrainerId, lapsed.TrainerId, ofCounty.TrainerId], paged);
        Assert.Equal(paged, (await server.Trainers().StreamTrainers(new()).AllAsync().ToListAsync()).SelectMany(m => m.Trainers).Select(t => t.TrainerId));

        // Profiles are paged by their own codes, and a skill that does not count today is in none.
        var profiles = await server.Trainers().ListPublicProfilesAsync(new() { PageSize = 1 });
        var rest = await server.Trainers().ListPublicProfilesAsync(new() { PageSize = 1, PageToken = profiles.NextPageToken });
        Assert.Equal(new[] { welder.ProfileCode, lapsed.ProfileCode }.Order(StringComparer.Ordinal), profiles.Profiles.Concat(rest.Profiles).Select(p => p.ProfileCode));
        Assert.Equal("", rest.NextPageToken);
        Assert.Empty(profiles.Profiles.Concat(rest.Profiles).Single(p => p.ProfileCode == lapsed.ProfileCode).Skills);
        Assert.Equal(welder.ProfileCode, Assert.Single((await server.Trainers().ListPublicProfilesAsync(new() { OccupationCode = Welding, LeastLevel = SkillLevel.SeniorWorker })).Profiles).ProfileCode);
    }

    [Fact]
    public async Task The_pool_is_there_again_after_a_restart()
    {
        await using var server = await StartAsync();
        var trainer = await server.PoolAsync();
        await server.RestartAsync();
        Assert.Equal(trainer.TrainerId, Assert.Single((await server.Trainers().ListTrainersAsync(new() { OccupationCode = Welding, State = TrainerState.InPool })).Trainers).TrainerId);
        Assert.Single((await server.Trainers().ListPublicProfilesAsync(new())).Profiles);
    }
}
