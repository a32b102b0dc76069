using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Training.Pool.Pooling;

namespace Faculty.Server.Tests.Training.Pool;

/// <summary>The sample school has a pool in which every question finds an answer.</summary>
public sealed class SampleTrainersTests
{
    [Fact]
    public async Task The_sample_pool_has_trainers_in_every_state_a_credential_that_lapses_soon_and_profiles_with_and_without_names()
    {
        await using var server = await TestServer.StartAsync(TestClock.At(2026, 11, 27), o => o with { Sample = true });
        var all = (await server.Trainers().ListTrainersAsync(new() { PageSize = 500 })).Trainers;
        Assert.Equal(
            [(TrainerState.Candidate, 1), (TrainerState.Publicity, 1), (TrainerState.InPool, 23), (TrainerState.Suspended, 1)],
            all.GroupBy(t => t.State).Select(s => (s.Key, s.Count())).Order());
        Assert.All(all, t => Assert.NotEmpty(t.Skills));
        Assert.Single(all.SelectMany(t => t.Skills), s => s.ValidLastDate is { } last && last.Equals(Day(2027, 1, 31)));
        Assert.NotEmpty((await server.Trainers().ListTrainersAsync(new() { OccupationCode = Welding, LeastLevel = SkillLevel.SeniorWorker, State = TrainerState.InPool })).Trainers);

        // Of those in the pool one has taken the consent back.
        var profiles = (await new TrainerService.TrainerServiceClient(server.Anonymous).ListPublicProfilesAsync(new() { PageSize = 500 })).Profiles;
        Assert.Equal(22, profiles.Count);
        Assert.InRange(profiles.Count(p => p.DisplayName.Length > 0), 1, 21);
        Assert.True((await server.Trainers().GetPoolRulesAsync(new())).Rules is { Verified: false, PublicityWorkingDays: 5, Places.Count: > 15 });
    }
}
