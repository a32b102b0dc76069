using Faculty.Domain.Certification;
using Faculty.Domain.Groups;
using Faculty.Domain.Groups.Composition;
using static Faculty.Domain.Tests.Groups.Studios;

namespace Faculty.Domain.Tests.Groups;

/// <summary>Alerts come and go by themselves; the group is not touched.</summary>
public sealed class AlertTests
{
    private static IReadOnlyList<GroupAlert> On(Group group, DateOnly day, GroupPeople people, CompositionBook? book = null, int within = 0) =>
        new GroupWatch(book ?? CompositionBook.Empty, people, day, within).Of(group);

    [Fact]
    public void A_recognition_that_lapses_is_told_of_from_the_day_after_its_last()
    {
        var group = Studio(Member("A", MemberRole.Leader));
        var people = People(Teacher("A", Recognition(new(2020, 3, 1), new(2024, 2, 29))));
        Assert.Equal([(GroupAlertType.RecognitionEnding, new DateOnly(2024, 2, 29))], On(group, new(2024, 2, 29), people).Select(a => (a.Type, a.Date)));
        var lost = Assert.Single(On(group, new(2024, 3, 1), people));
        Assert.Equal((GroupAlertType.RecognitionLost, new DateOnly(2024, 3, 1), MemberCause.Lapsed), (lost.Type, lost.Date, lost.Cause));
        Assert.Equal(GroupAlertType.RecognitionEnding, Assert.Single(On(group, new(2024, 1, 30), people, within: 30)).Type);
        Assert.Empty(On(group, new(2024, 1, 29), people, within: 30));
    }

    [Fact]
    public void A_recognition_that_another_follows_at_once_is_not_told_of()
    {
        var group = Studio(Member("A", MemberRole.Leader));
        var people = People(Teacher("A", Recognition(new(2020, 3, 1), new(2024, 2, 29)), Recognition(new(2024, 3, 1), null)));
        Assert.Empty(On(group, new(2024, 2, 29), people, within: 365).Concat(On(group, new(2024, 3, 1), people)));
    }

    [Fact]
    public void A_revocation_is_told_of_from_its_own_day()
    {
        var revoked = Recognition(new(2020, 3, 1), null, RecognitionLevel.Junior, new RecognitionEvent { Type = RecognitionEventType.Revoke, EffectiveDate = new(2025, 9, 1) });
        var group = Studio(Member("A", MemberRole.Leader));
        Assert.Equal((GroupAlertType.RecognitionLost, MemberCause.Revoked), Assert.Single(On(group, new(2025, 9, 1), People(Teacher("A", revoked)))) is var a ? (a.Type, a.Cause) : default);
    }

    [Fact]
    public void A_leader_who_leaves_the_school_or_the_group_is_told_of()
    {
        var group = Studio(Member("A", MemberRole.Leader));
        var people = People(Teacher("A") with { Engagements = [FullTime(new(2010, 9, 1), new(2025, 8, 31)), FullTime(new(2025, 9, 1), school: "JC")] });
        Assert.Empty(On(group, new(2025, 8, 31), people));
        Assert.Equal((GroupAlertType.LeaderLeft, new DateOnly(2025, 9, 1)), Assert.Single(On(group, new(2025, 10, 1), people)) is var left ? (left.Type, left.Date) : default);

        var ended = group.EndMember("m-A", new(2025, 8, 31), "");
        Assert.Equal(GroupAlertType.TermEnding, Assert.Single(On(ended, new(2025, 8, 31), people)).Type);
        Assert.Equal((GroupAlertType.NoLeader, new DateOnly(2025, 9, 1)), Assert.Single(On(ended, new(2025, 9, 1), people)) is var none ? (none.Type, none.Date) : default);
        Assert.Empty(On(ended.Add(Member("B", MemberRole.Leader, new(2025, 9, 1)), id => id), new(2025, 8, 31), people));
    }

    [Fact]
    public void A_leader_from_an_enterprise_never_left_the_school() =>
        Assert.Empty(On(Studio(Member("A", MemberRole.Leader)), new(2025, 9, 1), People(Teacher("A"))));

    [Fact]
    public void A_construction_period_is_told_of_before_its_end_and_after_it_until_the_group_is_accepted()
    {
        var group = Studio(Member("A", MemberRole.Leader)).Record(GroupState.Building, new(2023, 9, 1));
        Assert.Equal(GroupAlertType.PeriodEnding, Assert.Single(On(group, new(2026, 8, 31), People(), within: 0)).Type);
        Assert.Equal((GroupAlertType.PeriodOver, new DateOnly(2026, 9, 1)), Assert.Single(On(group, new(2026, 9, 1), People())) is var over ? (over.Type, over.Date) : default);
        var accepted = group.Record(GroupState.Midterm, new(2025, 3, 1)).Record(GroupState.Accepted, new(2026, 8, 1));
        Assert.Empty(On(accepted, new(2026, 9, 1), People()));
    }

    [Fact]
    public void A_composition_that_no_longer_holds_is_told_of_with_the_day_since_when()
    {
        var book = Book(new CompositionRule { Code = "share", Recognised = new() { Comparison = ShareComparison.MoreThan, Numerator = 1, Denominator = 2 } });
        var group = Studio(Member("A", MemberRole.Leader), Member("B"), Member("C"));
        var people = People(Teacher("A", InForce()), Teacher("B", Recognition(new(2020, 1, 1), new(2025, 5, 31))), Teacher("C"));
        Assert.DoesNotContain(On(group, new(2025, 5, 31), people, book), a => a.Type == GroupAlertType.CompositionLacking);
        var lacking = On(group, new(2025, 11, 25), people, book).Single(a => a.Type == GroupAlertType.CompositionLacking);
        Assert.Equal((new DateOnly(2025, 6, 1), "share"), (lacking.Date, Assert.Single(lacking.RuleCodes)));
    }

    [Fact]
    public void A_composition_that_fails_by_the_calendar_alone_is_dated_with_that_day()
    {
        var book = Book(
            new CompositionRule { Code = "term", Term = new() { MostMonths = 36 } }, new CompositionRule { Code = "leader", Leader = new() { LeastMonths = 6 } });
        var group = Studio(Member("A", MemberRole.Leader));
        var people = People(Teacher("A") with { Engagements = [FullTime(new(2023, 6, 1))] });
        // Met from six months of service to the end of the term, on which days nothing is recorded.
        Assert.Equal(("leader", AppliedOn), Since(new(2023, 11, 1)));
        Assert.DoesNotContain(On(group, new(2026, 8, 31), people, book), a => a.Type == GroupAlertType.CompositionLacking);
        Assert.Equal(("term", new DateOnly(2026, 9, 1)), Since(new(2026, 9, 1)));
        Assert.Equal(("term", new DateOnly(2026, 9, 1)), Since(new(2027, 2, 3)));

        (string, DateOnly) Since(DateOnly day) => On(group, day, people, book).Single(a => a.Type == GroupAlertType.CompositionLacking) is var a ? (a.RuleCodes[0], a.Date) : default;
    }

    [Fact]
    public void A_composition_that_fails_by_a_group_elsewhere_keeps_its_day()
    {
        var book = Book(new CompositionRule { Code = "groups", Groups = new() { MostCount = 2 } });
        var group = Studio(Member("A", MemberRole.Leader));
        var people = People(Teacher("A")) with { GroupsOn = (_, day) => day < new DateOnly(2025, 5, 6) ? 2 : 3 };
        foreach (var day in (DateOnly[])[new(2025, 5, 6), new(2025, 5, 7), new(2026, 11, 25)])
        {
            Assert.Equal(new DateOnly(2025, 5, 6), On(group, day, people, book).Single(a => a.Type == GroupAlertType.CompositionLacking).Date);
        }
    }

    [Fact]
    public void Nobody_looks_after_a_group_that_failed_or_ended()
    {
        var failed = Studio().Record(GroupState.Building, new(2023, 9, 1)).Record(GroupState.Midterm, new(2025, 3, 1)).Record(GroupState.Failed, new(2025, 4, 1));
        Assert.NotEmpty(On(failed, new(2025, 3, 31), People()));
        Assert.Empty(On(failed, new(2025, 4, 1), People()));
    }
}
