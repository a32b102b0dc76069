using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.Groups.Founding;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Groups;

/// <summary>Composition and alerts over the wire: derived on any day, and nothing is changed by them.</summary>
public sealed class GroupJudgingTests
{
    private const string MoreThanHalf = """{"code": "share", "recognised": {"comparison": "SHARE_COMPARISON_MORE_THAN", "numerator": 1, "denominator": 2}}""";
    private const string Half = """{"code": "share", "recognised": {"comparison": "SHARE_COMPARISON_AT_LEAST", "numerator": 1, "denominator": 2}}""";

    [Theory]
    [InlineData(Half, CompositionResult.Met)]
    [InlineData(MoreThanHalf, CompositionResult.Lacking)]
    public async Task Exactly_half_is_at_least_half_and_not_more(string rules, CompositionResult expected)
    {
        await using var server = await StartAsync(with: o => o with { GroupRules = RulesFile(rules) });
        await server.FoundAsync();
        var (a, b) = (await server.HireAsync("王甲"), await server.HireAsync("王乙"));
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = a.TeacherId, Recognition = Junior() });
        await server.AddAsync(a.TeacherId, MemberRole.Leader);
        await server.AddAsync(b.TeacherId);

        var composition = (await server.Groups().CheckCompositionAsync(new() { Code = Code })).Composition;
        Assert.Equal(("OWN", expected, 2, GroupState.Applied), (composition.RulesCode, composition.Result, composition.MemberCount, composition.State));
        var finding = Assert.Single(composition.Findings);
        Assert.Equal((1, 2), (finding.Counted, finding.Among));
        Assert.Equal(
            [(a.TeacherId, "王甲", true, MemberCause.Recognised), (b.TeacherId, "王乙", false, MemberCause.NotRecognised)],
            finding.Members.Select(m => (m.TeacherId, m.DisplayName, m.Counts, m.Cause)));
        var figure = Assert.Single((await server.Groups().GetGroupFiguresAsync(new())).Figures);
        Assert.Equal((1, expected == CompositionResult.Met ? 1 : 0, expected == CompositionResult.Met ? 0 : 1), (figure.GroupCount, figure.MetCount, figure.LackingCount));
    }

    [Fact]
    public async Task A_recognition_that_lapses_makes_an_alert_on_the_day_after_its_last_and_changes_nothing()
    {
        await using var server = await StartAsync(with: o => o with { GroupRules = RulesFile(Half) });
        await server.FoundAsync();
        var teacher = await server.HireAsync();
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = teacher.TeacherId, Recognition = Junior() });
        await server.AddAsync(teacher.TeacherId, MemberRole.Leader);
        var (revision, group) = (await server.RevisionAsync(), await server.ReadAsync());

        Assert.Equal([GroupAlertType.RecognitionEnding, GroupAlertType.PeriodOver], await TypesAsync(server, Day(2028, 11, 30)));
        Assert.Equal([GroupAlertType.RecognitionLost, GroupAlertType.PeriodOver, GroupAlertType.CompositionLacking], await TypesAsync(server, Day(2028, 12, 1)));
        var lost = (await server.Groups().ListGroupAlertsAsync(new() { AsOf = Day(2029, 6, 1), Type = GroupAlertType.RecognitionLost })).Alerts.Single();
        Assert.Equal((Day(2028, 12, 1), MemberCause.Lapsed, teacher.TeacherId, "王明", Code), (lost.Date, lost.Cause, lost.TeacherId, lost.DisplayName, lost.GroupCode));
        var lacking = (await server.Groups().ListGroupAlertsAsync(new() { AsOf = Day(2029, 6, 1), SinceDate = Day(2028, 12, 1), Type = GroupAlertType.CompositionLacking })).Alerts.Single();
        Assert.Equal((Day(2028, 12, 1), "share"), (lacking.Date, lacking.RuleCodes.Single()));
        Assert.Empty((await server.Groups().ListGroupAlertsAsync(new() { AsOf = Day(2029, 6, 1), SinceDate = Day(2028, 12, 2) })).Alerts);
        // Nobody wrote, and a later recognition takes the alert away by itself.
        Assert.Equal((revision, group), (await server.RevisionAsync(), await server.ReadAsync()));
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = teacher.TeacherId, Recognition = new(Junior("2028-001")) { StartDate = Day(2028, 12, 1), LastDate = null } });
        Assert.Equal([GroupAlertType.PeriodOver], await TypesAsync(server, Day(2028, 12, 1)));
    }

    [Fact]
    public async Task What_was_known_before_a_revocation_is_judged_without_it()
    {
        await using var server = await StartAsync(with: o => o with { GroupRules = RulesFile(Half) });
        await server.FoundAsync();
        var teacher = await server.HireAsync();
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = teacher.TeacherId, Recognition = Junior() });
        await server.AddAsync(teacher.TeacherId, MemberRole.Leader);
        var before = await server.RevisionAsync();
        await server.Recognitions.RecordRecognitionEventAsync(new() { Authority = Junior().Authority, CertificateNumber = Junior().CertificateNumber, Event = new() { Type = RecognitionEventType.Revoke, EffectiveDate = Day(2025, 1, 1), DocumentNumber = "1" } });

        var now = (await server.Groups().CheckCompositionAsync(new() { Code = Code })).Composition;
        Assert.Equal((CompositionResult.Lacking, MemberCause.Revoked), (now.Result, now.Findings[0].Members[0].Cause));
        var then = (await server.Groups().CheckCompositionAsync(new() { Code = Code, KnownAt = new() { Revision = before } })).Composition;
        Assert.Equal((CompositionResult.Met, before), (then.Result, then.Revision));
    }

    [Fact]
    public async Task Groups_of_a_person_are_counted_over_all_schools()
    {
        await using var server = await StartAsync(with: o => o with { GroupRules = RulesFile("""{"code": "groups", "groups": {"mostCount": 1}}""") });
        await server.FoundAsync();
        await server.FoundAsync("JC-MS1", "JC");
        var teacher = await server.HireAsync();
        await server.AddAsync(teacher.TeacherId);
        await server.AddAsync(teacher.TeacherId, code: "JC-MS1", from: Day(2024, 2, 29), last: Day(2024, 12, 31));
        async Task<int> OnAsync(Google.Type.Date day) => (await server.Groups().CheckCompositionAsync(new() { Code = Code, AsOf = day })).Composition.Findings[0].Counted;
        int[] counted = [await OnAsync(Day(2024, 2, 28)), await OnAsync(Day(2024, 2, 29)), await OnAsync(Day(2024, 12, 31)), await OnAsync(Day(2025, 1, 1))];
        Assert.Equal([1, 2, 2, 1], counted);
        Assert.Equal(2, (await server.Groups().CheckCompositionAsync(new() { Code = Code, AsOf = Day(2024, 6, 1), KnownAt = new() { Revision = await server.RevisionAsync() } })).Composition.Findings[0].Counted);
    }

    [Fact]
    public async Task Alerts_come_in_pages_with_the_counts_of_all()
    {
        await using var server = await StartAsync();
        foreach (var code in (string[])["A", "B", "C"])
        {
            await server.FoundAsync(code);
        }
        var day = Day(2030, 1, 1);
        var all = (await server.Groups().ListGroupAlertsAsync(new() { AsOf = day })).Alerts;
        Assert.Equal(await server.Groups().StreamGroupAlerts(new() { AsOf = day }).AllAsync().SelectMany(m => m.Alerts).ToListAsync(), all);
        var (paged, token) = (new List<GroupAlert>(), "");
        do
        {
            var page = await server.Groups().ListGroupAlertsAsync(new() { AsOf = day, PageSize = 2, PageToken = token });
            Assert.Equal((3, 3, 3), (Count(page, GroupAlertType.NoLeader), Count(page, GroupAlertType.PeriodOver), Count(page, GroupAlertType.CompositionLacking)));
            paged.AddRange(page.Alerts);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(9, paged.Count);
        Assert.Equal(all, paged);

        static int Count(ListGroupAlertsResponse page, GroupAlertType type) => page.Counts.Single(c => c.Type == type).AlertCount;
    }

    [Fact]
    public async Task Rules_come_with_the_server_as_examples_and_others_take_their_place()
    {
        await using (var server = await TestServer.StartAsync())
        {
            var rules = await server.Groups().StreamCompositionRules(new()).AllAsync().SelectMany(m => m.Rules).ToListAsync();
            Assert.Equal(rules, (await server.Groups().ListCompositionRulesAsync(new())).Rules);
            Assert.Equal(3, rules.Select(r => r.Kind).Distinct().Count());
            Assert.All(rules, r => Assert.False(r.Verified));
            Assert.Equal(["CN-TEAM-NATIONAL"], (await server.Groups().ListCompositionRulesAsync(new() { Level = GroupLevel.National })).Rules.Select(r => r.Code));
        }
        var stopped = await Assert.ThrowsAsync<StartException>(() => TestServer.StartAsync(with: o => o with { GroupRules = RulesFile("""{"code": "x"}""") }));
        Assert.Contains("--group-rules", stopped.Message, StringComparison.Ordinal);
    }

    private static async Task<List<GroupAlertType>> TypesAsync(TestServer server, Google.Type.Date day) =>
        [.. (await server.Groups().ListGroupAlertsAsync(new() { AsOf = day, WithinDays = 1 })).Alerts.Select(a => a.Type)];
}
