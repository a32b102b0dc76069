using Faculty.V1;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Certification.Rules;

/// <summary>Rule packs taken in, made binding, ended and compared.</summary>
public sealed class RulePackTests
{
    [Fact]
    public async Task A_pack_is_imported_as_a_draft_and_binds_once_it_is_activated()
    {
        await using var server = await StartAsync();

        var draft = (await server.RulePacks.ImportRulePackAsync(new() { RulePack = Packs.Nation() })).RulePack;
        Assert.Equal((1, RulePackState.Draft), (draft.Version, draft.State));
        Assert.Empty((await server.RulePacks.GetRulePackAsync(new() { Code = "CN" })).ResultingLevels);

        var active = (await server.RulePacks.ActivateRulePackAsync(new() { Code = "CN", Version = 1, Etag = draft.Etag })).RulePack;
        Assert.Equal(RulePackState.Active, active.State);
        var got = await server.RulePacks.GetRulePackAsync(new() { Code = "CN", Version = 1 });
        Assert.Equal(active, got.RulePack);
        Assert.Equal((60, 60, 5), (got.ResultingLevels[0].ValidityMonths, got.ResultingLevels[0].RecheckMonths, got.ResultingLevels[0].PublicityWorkingDays));
    }

    [Fact]
    public async Task A_lower_layer_shows_what_results_with_the_layers_above()
    {
        await using var server = await StartAsync();
        await server.ActivateAsync(Packs.Nation());
        await server.ActivateAsync(Packs.School(School, "GP"));

        var got = await server.RulePacks.GetRulePackAsync(new() { Code = "GP" });

        Assert.Equal(("CN", 1), (got.RulePack.ParentCode, got.RulePack.ParentVersion));
        Assert.Equal([30, 75, 90], got.ResultingLevels.OrderBy(l => l.Level).Select(l => l.Requirements[0].Practice.LeastDays));
        Assert.Equal(["practice", "skill"], got.ResultingLevels.Single(l => l.Level == RecognitionLevel.Middle).Requirements.Select(r => r.Code));
    }

    public static TheoryData<string> Broken => [.. Breaks.Keys];

    private static readonly Dictionary<string, (ErrorReason Reason, Action<RulePack> Break, (string, string)[] Facts)> Breaks = new(StringComparer.Ordinal)
    {
        ["its own parent"] = (ErrorReason.RulePackCycle, p => p.ParentCode = p.Code, [("code", "NEW"), ("parent_code", "NEW")]),
        ["a circle of two"] = (ErrorReason.RulePackCycle, p => (p.Code, p.Layer, p.ParentCode) = ("CN", RuleLayer.Batch, "GP"), [("parent_code", "GP")]),
        ["a parent of no higher layer"] = (ErrorReason.RuleLayerOrder, p => p.ParentCode = "GP", [("layer", "School"), ("parent_layer", "School")]),
        ["no parent"] = (ErrorReason.RuleLayerOrder, p => (p.ParentCode, p.Levels[0].DecidingTier) = ("", ReviewTier.School), [("layer", "School")]),
        ["an organisation that is none"] = (ErrorReason.UnknownOrganisation, p => p.OrganisationCode = "NONE", [("code", "NONE")]),
        ["an organisation beside the parent's"] = (ErrorReason.RuleLayerOrder, p => (p.Layer, p.ParentCode, p.OrganisationCode) = (RuleLayer.Batch, "GP", "JC"), [("code", "JC"), ("parent_code", "GP")]),
        ["days on which the parent does not hold"] = (ErrorReason.RuleParentMissing, p => p.StartDate = Day(2022, 10, 24), [("parent_code", "CN"), ("from", "2022-10-24")]),
        ["a level that the parent has not"] = (ErrorReason.RuleLevelGap, p => p.Levels[0].Track = RecognitionTrack.Higher, [("track", "Higher"), ("level", "Middle")]),
        ["fewer days of practice"] = (ErrorReason.RuleWeaker, p => p.Levels[0].Requirements[0].Practice.LeastDays = 59, [("rule", "practice"), ("value", "least_days"), ("own", "59"), ("upper", "60"), ("level", "Middle")]),
        ["a lower skill level"] = (ErrorReason.RuleWeaker, p => p.Levels[0].Requirements.Add(Packs.Skill(4)), [("rule", "skill"), ("value", "least_level"), ("own", "4"), ("upper", "3")]),
        ["a shorter publicity"] = (ErrorReason.RuleWeaker, p => p.Levels[0].PublicityWorkingDays = 4, [("rule", "publicity_working_days"), ("own", "4"), ("upper", "5")]),
        ["a longer validity"] = (ErrorReason.RuleWeaker, p => p.Levels[0].ValidityMonths = 61, [("rule", "validity_months"), ("own", "61"), ("upper", "60")]),
        ["an exception that the parent has not"] = (ErrorReason.RuleWeaker, p => p.Levels[0].Exceptions.Add(new ExceptionRoute { Code = "way", Title = "破格", Waives = { "skill" } }), [("rule", "way"), ("own", "skill")]),
        ["days of another version"] = (ErrorReason.RuleWindowsOverlap, p => (p.Code, p.OrganisationCode, p.StartDate, p.LastDate) = ("GP", School, Day(2026, 8, 31), null), [("other_rule_version", "GP/1"), ("from", "2026-08-31")]),
        ["days of another pack of the place"] = (ErrorReason.RuleWindowsOverlap, p => p.OrganisationCode = School, [("other_rule_version", "GP/1")]),
        ["a last day before the first"] = (ErrorReason.PeriodReversed, p => p.LastDate = Day(2024, 8, 31), [("start_date", "2024-09-01")]),
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_pack_that_breaks_a_rule_is_refused_with_its_reason_and_the_values(string name)
    {
        await using var server = await StartAsync();
        await server.ActivateAsync(Packs.Nation());
        await server.ActivateAsync(Packs.School(School, "GP"));
        var pack = Packs.School("JC", "NEW");
        // The control: as it is, it would be taken in.
        await server.RulePacks.ImportRulePackAsync(new() { RulePack = pack, ValidateOnly = true });

        var (reason, breaks, facts) = Breaks[name];
        breaks(pack);
        var refused = await RefusedAsync(reason, server.RulePacks.ImportRulePackAsync(new() { RulePack = pack, ValidateOnly = true }));

        Assert.All(facts, f => Assert.Equal(f.Item2, refused.Fact(f.Item1)));
    }

    [Fact]
    public async Task A_track_may_not_lack_a_level_between_two()
    {
        await using var server = await StartAsync();
        var pack = Packs.Nation();
        pack.Levels.RemoveAt(1);

        var refused = await RefusedAsync(ErrorReason.RuleLevelGap, server.RulePacks.ImportRulePackAsync(new() { RulePack = pack }));

        Assert.Equal(("Secondary", "Middle"), (refused.Fact("track"), refused.Fact("level")));
    }

    [Fact]
    public async Task Every_fault_of_form_is_named_with_its_field()
    {
        await using var server = await StartAsync();
        var pack = new RulePack
        {
            Code = "cn", Layer = RuleLayer.Nation, OrganisationCode = School, Title = "", DocumentNumber = "1", StartDate = Day(2025, 1, 1),
            Levels =
            {
                new LevelRules
                {
                    Track = RecognitionTrack.Secondary,
                    RecheckMonths = 61,
                    Requirements =
                    {
                        Packs.Practice(0), Packs.Practice(1), new Requirement { Code = "none", Title = "空" },
                        new Requirement { Code = "choice", Title = "其一", Choice = new() { LeastCount = 2, Alternatives = { new Alternative { Code = "A", Title = "甲", Manual = new() } } } },
                    },
                    Exceptions = { new ExceptionRoute { Code = "way", Title = "破格", Waives = { "nothing" } } },
                },
            },
        };

        var fields = (await RefusedAsync(ErrorReason.InvalidRequest, server.RulePacks.ImportRulePackAsync(new() { RulePack = pack }))).Fields().ToList();

        Assert.Equal(
            [
                "rule_pack.code", "rule_pack.title", "rule_pack.organisation_code", "rule_pack.levels[0].level", "rule_pack.levels[0].deciding_tier", "rule_pack.levels[0].recheck_months",
                "rule_pack.levels[0].requirements", "rule_pack.levels[0].requirements[0].practice.least_days", "rule_pack.levels[0].requirements[2]",
                "rule_pack.levels[0].requirements[3].choice.least_count", "rule_pack.levels[0].requirements[3].choice.alternatives[0].code", "rule_pack.levels[0].exceptions[0].waives",
            ],
            fields);
    }

    [Fact]
    public async Task An_active_pack_never_changes_and_the_next_version_begins_where_it_is_withdrawn()
    {
        await using var server = await StartAsync();
        await server.ActivateAsync(Packs.Nation());
        await server.ActivateAsync(Packs.School(School, "GP"));
        var next = Packs.School(School, "GP");
        (next.StartDate, next.Levels[0].Requirements[0].Practice.LeastDays) = (Day(2026, 1, 1), 80);

        // Its code again is another version; it cannot hold on the same days, and nothing activates or withdraws what is not in that state.
        await RefusedAsync(ErrorReason.RuleWindowsOverlap, server.RulePacks.ImportRulePackAsync(new() { RulePack = next }));
        await RefusedAsync(ErrorReason.RulePackFixed, server.RulePacks.ActivateRulePackAsync(new() { Code = "GP", Version = 1 }));
        var before = (await server.RulePacks.GetRulePackAsync(new() { Code = "GP" })).RulePack;
        var ended = (await server.RulePacks.WithdrawRulePackAsync(new() { Code = "GP", Version = 1, EffectiveDate = Day(2026, 1, 1), DocumentNumber = "校字2号" })).RulePack;
        await RefusedAsync(ErrorReason.RulePackFixed, server.RulePacks.WithdrawRulePackAsync(new() { Code = "GP", Version = 1, EffectiveDate = Day(2025, 1, 1), DocumentNumber = "校字3号" }));

        Assert.Equal((RulePackState.Withdrawn, before.Levels), (ended.State, ended.Levels));
        Assert.Equal(2, (await server.ActivateAsync(next)).Version);
        var differences = (await server.RulePacks.DiffRulePacksAsync(new() { RuleVersion = "GP/1", OtherRuleVersion = "GP/2" })).Differences;
        var difference = Assert.Single(differences);
        Assert.Equal((RecognitionTrack.Secondary, RecognitionLevel.Middle, "practice"), (difference.Track, difference.Level, difference.Rule));
        Assert.Contains("75", difference.Before, StringComparison.Ordinal);
        Assert.Contains("80", difference.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_pack_stands_on_cannot_end_before_it()
    {
        await using var server = await StartAsync();
        await server.ActivateAsync(Packs.Nation());
        await server.ActivateAsync(Packs.School(School, "GP"));

        var refused = await RefusedAsync(ErrorReason.RulePackInUse, server.RulePacks.WithdrawRulePackAsync(new() { Code = "CN", Version = 1, EffectiveDate = Day(2026, 8, 31), DocumentNumber = "2" }));
        Assert.Equal(("GP/1", "2026-08-31"), (refused.Fact("other_rule_version"), refused.Fact("to")));

        await server.RulePacks.WithdrawRulePackAsync(new() { Code = "CN", Version = 1, EffectiveDate = Day(2026, 9, 1), DocumentNumber = "2" });
    }

    [Fact]
    public async Task Of_two_drafts_for_the_same_days_only_one_becomes_active()
    {
        await using var server = await StartAsync();
        await server.ActivateAsync(Packs.Nation());
        await server.RulePacks.ImportRulePackAsync(new() { RulePack = Packs.School(School, "GP") });
        await server.RulePacks.ImportRulePackAsync(new() { RulePack = Packs.School(School, "GP") });

        var outcomes = await Task.WhenAll(((int[])[1, 2]).Select(async version =>
        {
            try
            {
                await server.RulePacks.ActivateRulePackAsync(new() { Code = "GP", Version = version });
                return ErrorReason.Unspecified;
            }
            catch (Grpc.Core.RpcException refused)
            {
                Refused(ErrorReason.RuleWindowsOverlap, refused);
                return ErrorReason.RuleWindowsOverlap;
            }
        }));

        Assert.Equal([ErrorReason.Unspecified, ErrorReason.RuleWindowsOverlap], outcomes.Order());
    }

    [Fact]
    public async Task The_list_of_what_expires_shows_the_packs_that_end_within_so_many_days()
    {
        await using var server = await TestServer.StartAsync(TestClock.At(2026, 11, 26), o => o with { Sample = true });

        // Shanxi's ends on 2027-10-14, 322 days after; the nation's is open.
        Assert.Equal(["CN-14/1"], await ExpiringAsync(322));
        Assert.Empty(await ExpiringAsync(321));
        Assert.Equal(["CN-14/1"], await ExpiringAsync(1, Day(2027, 10, 14)));
        Assert.Empty(await ExpiringAsync(1, Day(2027, 10, 15)));

        async Task<List<string>> ExpiringAsync(int days, Google.Type.Date? asOf = null) =>
            await server.RulePacks.StreamRulePacks(new() { ExpiringDays = days, AsOf = asOf }).AllAsync().SelectMany(m => m.RulePacks).Select(p => $"{p.Code}/{p.Version}").ToListAsync();
    }

    [Fact]
    public async Task The_list_is_paged_and_its_stream_holds_the_same()
    {
        await using var server = await StartAsync();
        await server.ActivateAsync(Packs.Nation());
        for (var i = 0; i < 11; i++)
        {
            await server.RulePacks.ImportRulePackAsync(new() { RulePack = Packs.School(School, "GP") });
        }
        var listed = new List<string>();
        var request = new ListRulePacksRequest { PageSize = 5 };
        do
        {
            var page = await server.RulePacks.ListRulePacksAsync(request);
            listed.AddRange(page.RulePacks.Select(p => $"{p.Code}/{p.Version}"));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(["CN/1", .. Enumerable.Range(1, 11).Select(v => $"GP/{v}")], listed);
        Assert.Equal(listed, await server.RulePacks.StreamRulePacks(new()).AllAsync().SelectMany(m => m.RulePacks).Select(p => $"{p.Code}/{p.Version}").ToListAsync());
        Assert.Equal(["CN"], (await server.RulePacks.ListRulePacksAsync(new() { State = RulePackState.Active })).RulePacks.Select(p => p.Code));
    }

    [Fact]
    public async Task The_packs_survive_a_restart_and_everybody_signed_in_reads_them_but_only_an_administrator_writes()
    {
        await using var server = await StartAsync();
        await server.ActivateAsync(Packs.Nation());
        await server.RestartAsync();
        var clerk = new RulePackService.RulePackServiceClient(await server.AsAsync(Role.HrClerk, School));
        var school = new RulePackService.RulePackServiceClient(await server.AsAsync(Role.Administrator, School));

        Assert.Equal("教师厅〔2022〕2号", (await clerk.GetRulePackAsync(new() { Code = "CN" })).RulePack.DocumentNumber);
        await RefusedAsync(ErrorReason.PermissionDenied, clerk.ImportRulePackAsync(new() { RulePack = Packs.School(School, "GP") }));
        await RefusedAsync(ErrorReason.PermissionDenied, school.ImportRulePackAsync(new() { RulePack = Packs.School("JC", "JC") }));
        await RefusedAsync(ErrorReason.NotFound, school.WithdrawRulePackAsync(new() { Code = "CN", Version = 1, EffectiveDate = Day(2026, 1, 1), DocumentNumber = "2" }));
        Assert.Equal(1, (await school.ImportRulePackAsync(new() { RulePack = Packs.School(School, "GP") })).RulePack.Version);
    }

    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.Organisations.CreateOrganisationAsync(Create("JC", OrganisationKind.School, "晋城中专", County));
        return server;
    }
}
