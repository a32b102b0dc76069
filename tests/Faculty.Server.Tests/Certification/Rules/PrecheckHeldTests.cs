using Faculty.Server.Tests.Certification.Applications;
using Faculty.Server.Tests.Certification.Batches;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Certification.Rules;

/// <summary>Precheck of who holds the level already, and as it was known at a moment.</summary>
public sealed class PrecheckHeldTests
{
    private const RecognitionLevel Middle = RecognitionLevel.Middle;

    [Fact]
    public async Task Who_holds_the_level_or_a_higher_one_may_not_apply_and_is_counted_apart()
    {
        await using var server = await Filing.StartAsync(TestClock.At(2025, 11, 25));
        var (free, lower, held) = ((await server.PractisedAsync()).TeacherId, (await server.PractisedAsync("乙")).TeacherId, (await server.PractisedAsync("丙")).TeacherId);
        await HoldAsync(server, lower, RecognitionLevel.Junior, "J-1", Day(2028, 11, 30));
        await HoldAsync(server, held, RecognitionLevel.Senior, "H-1", Day(2028, 11, 30));

        Assert.Equal((true, null), Said(await OneAsync(server, free)));
        Assert.Equal((true, null), Said(await OneAsync(server, lower)));
        var senior = await OneAsync(server, held);
        Assert.Equal((false, RequirementResult.Met), (senior.MayApply, senior.Result));
        Assert.Equal((RecognitionLevel.Senior, Day(2028, 11, 30), false), (senior.Held.Level, senior.Held.LastDate, senior.Held.EndsSoon));
        // What may not be applied for here is refused there.
        var clerk = await server.ClerkAsync();
        await RefusedAsync(ErrorReason.AlreadyRecognised, clerk.Client.CreateApplicationsAsync(Filing.New(held, Middle)));
        await clerk.DraftAsync(lower, Middle);

        var messages = await server.Prechecks.PrecheckSchool(new() { SchoolCode = School, Level = Middle }).AllAsync().ToListAsync();
        var told = messages.Where(m => m.Teachers is not null).SelectMany(m => m.Teachers.Teachers).ToDictionary(t => t.TeacherId, StringComparer.Ordinal);
        Assert.Equal((true, true, false), (told[free].MayApply, told[lower].MayApply, told[held].MayApply));
        Assert.Equal(senior.Held, told[held].Held);
        Assert.Equal((2, 1), (messages[^1].Counts.MayApplyCount, messages[^1].Counts.HeldCount));
    }

    [Fact]
    public async Task What_ends_within_half_a_year_is_shown_and_may_be_followed_by_another()
    {
        await using var server = await Filing.StartAsync(TestClock.At(2025, 11, 25));
        var id = (await server.PractisedAsync()).TeacherId;
        await HoldAsync(server, id, Middle, "M-1", Day(2026, 5, 25));

        var soon = await OneAsync(server, id);
        Assert.Equal((true, true), (soon.MayApply, soon.Held.EndsSoon));
        // A day before it was more than half a year; after its end nothing is held.
        Assert.False((await OneAsync(server, id, Day(2025, 11, 24))).MayApply);
        Assert.Equal((true, null), Said(await OneAsync(server, id, Day(2026, 5, 26))));
    }

    [Fact]
    public async Task A_precheck_as_known_then_knows_neither_the_facts_nor_the_rules_recorded_since()
    {
        await using var server = await Filing.StartAsync(TestClock.At(2025, 11, 25));
        var id = (await server.HireAsync()).TeacherId;
        var before = new KnownAt { Revision = server.StoreOf().Revision };
        await server.PractiseAsync(id);
        await HoldAsync(server, id, Middle, "M-1", Day(2028, 11, 30));
        await server.ActivateAsync(Packs.School(School, "GP"));
        var other = (await server.PractisedAsync("乙")).TeacherId;

        var (now, then) = (await OneAsync(server, id), await OneAsync(server, id, knownAt: before));
        Assert.Equal(("GP/1", RequirementResult.Met, Middle), (now.RuleVersion, now.Result, now.Held.Level));
        Assert.Equal(("CN/1", RequirementResult.Lacking, null), (then.RuleVersion, then.Result, then.Held));
        await RefusedAsync(ErrorReason.NotFound, server.Prechecks.PrecheckAsync(new() { TeacherId = other, Level = Middle, KnownAt = before }));
        await RefusedAsync(ErrorReason.NoRules, server.Prechecks.PrecheckAsync(new() { TeacherId = id, Level = Middle, OrganisationCode = School, KnownAt = before, AsOf = Day(2022, 10, 24) }));

        var known = await server.Prechecks.PrecheckSchool(new() { SchoolCode = School, Level = Middle, KnownAt = before }).AllAsync().ToListAsync();
        Assert.Equal("CN/1", known[0].Rules.RuleVersion);
        Assert.Equal(id, Assert.Single(known.Where(m => m.Teachers is not null).SelectMany(m => m.Teachers.Teachers)).TeacherId);
        Assert.Equal((0, 1), (known[^1].Counts.MayApplyCount, known[^1].Counts.Total.LackingCount));
    }

    private static (bool MayApply, HeldRecognition? Held) Said(PrecheckResponse reply) => (reply.MayApply, reply.Held);

    private static async Task HoldAsync(TestServer server, string id, RecognitionLevel level, string number, Google.Type.Date last) =>
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = id, Recognition = new(People.Junior(number)) { Level = level, LastDate = last } });

    private static async Task<PrecheckResponse> OneAsync(TestServer server, string id, Google.Type.Date? day = null, KnownAt? knownAt = null) =>
        await server.Prechecks.PrecheckAsync(new() { TeacherId = id, Level = Middle, AsOf = day, KnownAt = knownAt });
}
