using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Organisations;

namespace Faculty.Domain.Tests.Certification.Rules;

/// <summary>Packs among packs: what is refused, and which rules hold where and when.</summary>
public sealed class RuleBookTests
{
    private static readonly DateOnly Start = new(2022, 10, 25);

    private static readonly OrganisationTree Tree = OrganisationTree.Of(
    [
        Place("P1", OrganisationKind.Province, null), Place("P2", OrganisationKind.Province, null), Place("S1", OrganisationKind.School, "P1"), Place("S2", OrganisationKind.School, "P2"),
    ]);

    private static readonly RulePack Nation = new()
    {
        Code = "CN",
        Version = 1,
        Layer = RuleLayer.Nation,
        Title = "国家",
        DocumentNumber = "1",
        StartDate = Start,
        State = RulePackState.Active,
        Levels = [Level(RecognitionLevel.Junior, 30), Level(RecognitionLevel.Middle, 60), Level(RecognitionLevel.Senior, 90)],
    };

    private static readonly RulePack Province = Nation with
    {
        Code = "P1",
        Layer = RuleLayer.Province,
        OrganisationCode = "P1",
        ParentCode = "CN",
        ParentVersion = 1,
        StartDate = new(2025, 8, 29),
        LastDate = new(2027, 10, 14),
        Levels = [Level(RecognitionLevel.Middle, 75)],
    };

    private static readonly RuleBook Book = RuleBook.Of([Nation, Province]);

    [Fact]
    public void A_sound_pack_breaks_no_rule()
    {
        Assert.Empty(RulePackInvariants.Broken(Nation, RuleBook.Empty, Tree));
        Assert.Empty(RulePackInvariants.Broken(Province, Book, Tree));
        Assert.Equal(1, RulePackInvariants.Require(Province, Book, Tree));
    }

    [Fact]
    public void Every_broken_rule_has_its_reason()
    {
        var draft = Province with { Code = "X", Version = 1, State = RulePackState.Draft, OrganisationCode = "P2" };
        Assert.Empty(RulePackInvariants.Broken(draft, Book, Tree));

        Assert.Equal(Reason.PeriodReversed, First(draft with { LastDate = new(2025, 8, 28) }));
        Assert.Equal(Reason.RulePackCycle, First(draft with { ParentCode = "X" }));
        Assert.Equal(Reason.RulePackCycle, First(Nation with { Version = 2, Layer = RuleLayer.School, ParentCode = "P1", OrganisationCode = "S1" }));
        Assert.Equal(Reason.RuleLayerOrder, First(draft with { ParentCode = "" }));
        Assert.Equal(Reason.RuleLayerOrder, First(draft with { ParentCode = "P1" }));
        Assert.Equal(Reason.RuleLayerOrder, First(draft with { Layer = RuleLayer.School, ParentCode = "P1", OrganisationCode = "S2" }));
        Assert.Equal(Reason.RuleParentMissing, First(draft with { StartDate = Start.AddDays(-1) }));
        Assert.Equal(Reason.RuleParentMissing, First(draft with { Layer = RuleLayer.School, ParentCode = "P1", OrganisationCode = "S1", LastDate = null }));
        Assert.Equal(Reason.RuleParentMissing, First(draft with { ParentCode = "NONE" }));
        Assert.Equal(Reason.UnknownOrganisation, First(draft with { OrganisationCode = "NOBODY" }));
        Assert.Equal(Reason.RuleLevelGap, First(Nation with { Version = 2, Levels = [Level(RecognitionLevel.Junior, 30), Level(RecognitionLevel.Senior, 90)], StartDate = new(2020, 1, 1), LastDate = new(2020, 12, 31) }));
        Assert.Equal(Reason.RuleLevelGap, First(draft with { Levels = [Level(RecognitionLevel.Middle, 75) with { Track = RecognitionTrack.Higher }] }));
        Assert.Equal(Reason.RuleWeaker, First(draft with { Levels = [Level(RecognitionLevel.Middle, 59)] }));
        Assert.Equal(Reason.RuleWindowsOverlap, First(Province with { Version = 2, StartDate = new(2027, 10, 14), LastDate = null }));
        Assert.Equal(Reason.RuleWindowsOverlap, First(draft with { OrganisationCode = "P1" }));
    }

    [Fact]
    public void A_pack_does_not_pass_over_one_of_a_layer_between()
    {
        var school = Province with { Code = "S1", Layer = RuleLayer.School, OrganisationCode = "S1", ParentCode = "CN", State = RulePackState.Draft };

        var passed = Assert.Single(RulePackInvariants.Broken(school, Book, Tree));
        Assert.Equal((Reason.RuleLayerPassed, "P1/1"), (passed.Reason, passed.Facts.Single(f => f.Key == "other_rule_version").Value));
        Assert.Empty(RulePackInvariants.Broken(school with { ParentCode = "P1" }, Book, Tree));
        // In another province, and on other days, nothing is between.
        Assert.Empty(RulePackInvariants.Broken(school with { OrganisationCode = "S2" }, Book, Tree));
        Assert.Empty(RulePackInvariants.Broken(school with { StartDate = new(2027, 10, 15), LastDate = null }, Book, Tree));
        Assert.Equal(Reason.RuleLayerPassed, First(school with { Layer = RuleLayer.Batch }));
    }

    [Fact]
    public void Nor_is_one_put_between_two_that_hold_already()
    {
        var school = Province with { Code = "S1", Layer = RuleLayer.School, OrganisationCode = "S1", ParentCode = "CN" };
        var passed = Assert.Single(RulePackInvariants.Broken(Province with { State = RulePackState.Draft }, RuleBook.Of([Nation, school]), Tree));

        Assert.Equal((Reason.RuleLayerPassed, "S1/1"), (passed.Reason, passed.Facts.Single(f => f.Key == "rule_version").Value));
        Assert.Empty(RulePackInvariants.Broken(Province with { State = RulePackState.Draft }, RuleBook.Of([Nation, school.Withdraw(school.StartDate, "2")]), Tree));
    }

    [Fact]
    public void A_layer_is_for_organisations_of_its_kind()
    {
        Assert.Equal(Reason.OrganisationKindMismatch, First(Province with { Code = "X", OrganisationCode = "S1", State = RulePackState.Draft }));
        Assert.Equal(Reason.OrganisationKindMismatch, First(Province with { Code = "X", Layer = RuleLayer.School, OrganisationCode = "P2", State = RulePackState.Draft }));
    }

    [Fact]
    public void A_school_that_moved_is_judged_by_what_holds_where_it_is_now()
    {
        var book = Book.With(Province with { Code = "S1", Layer = RuleLayer.School, OrganisationCode = "S1", ParentCode = "P1" }).With(Province with { Code = "P2", OrganisationCode = "P2" });

        Assert.Equal("S1/1", book.For(["S1", "P1"], new(2026, 1, 1))?.RuleVersion);
        Assert.Equal("P2/1", book.For(["S1", "P2"], new(2026, 1, 1))?.RuleVersion);
    }

    [Fact]
    public void A_batch_lies_beside_others_of_its_place()
    {
        var batch = Province with { Code = "B1", Layer = RuleLayer.Batch, ParentCode = "P1", OrganisationCode = "S1" };

        Assert.Empty(RulePackInvariants.Broken(batch with { Code = "B2" }, Book.With(batch), Tree));
    }

    [Fact]
    public void The_next_version_may_begin_on_the_day_after_the_last()
    {
        Assert.Empty(RulePackInvariants.Broken(Province with { Version = 2, StartDate = new(2027, 10, 15), LastDate = null }, Book, Tree));

        var ended = Book.With(Province.Withdraw(new(2026, 1, 1), "2"));
        Assert.Empty(RulePackInvariants.Broken(Province with { Version = 2, StartDate = new(2026, 1, 1) }, ended, Tree));
    }

    [Fact]
    public void The_lowest_layer_at_or_above_the_organisation_holds()
    {
        Assert.Equal("P1/1", For("S1", new(2025, 8, 29))?.RuleVersion);
        Assert.Equal("P1/1", For("S1", new(2027, 10, 14))?.RuleVersion);
        Assert.Equal("CN/1", For("S1", new(2027, 10, 15))?.RuleVersion);
        Assert.Equal("CN/1", For("S1", new(2025, 8, 28))?.RuleVersion);
        Assert.Equal("CN/1", For("S2", new(2025, 8, 29))?.RuleVersion);
        Assert.Null(For("S1", Start.AddDays(-1)));
    }

    [Fact]
    public void A_layer_leaves_the_levels_it_does_not_name_as_they_are_above()
    {
        var rules = For("S1", new(2026, 1, 1))!;

        Assert.Equal(30, Days(RecognitionLevel.Junior));
        Assert.Equal(75, Days(RecognitionLevel.Middle));
        Assert.Null(rules.For(RecognitionTrack.Higher, RecognitionLevel.Junior));
        Assert.Equal(["CN/1", "P1/1"], rules.Chain.Select(p => p.RuleVersion));

        int Days(RecognitionLevel level) => rules.For(RecognitionTrack.Secondary, level)!.Requirements.Single().Practice!.LeastDays;
    }

    [Fact]
    public void A_draft_holds_nowhere_and_a_batch_only_where_it_is_named()
    {
        var batch = Province with { Code = "B", Layer = RuleLayer.Batch, ParentCode = "P1", OrganisationCode = "S1", Levels = [Level(RecognitionLevel.Middle, 80)] };
        var book = Book.With(batch).With(Province with { Version = 2, State = RulePackState.Draft, StartDate = new(2025, 9, 1) });

        Assert.Equal("P1/1", book.For(["S1", "P1"], new(2026, 1, 1))?.RuleVersion);
        Assert.Equal(80, book.Applied("B", 1)!.For(RecognitionTrack.Secondary, RecognitionLevel.Middle)!.Requirements.Single().Practice!.LeastDays);
        Assert.Null(book.Applied("P1", 2));
    }

    [Fact]
    public void A_withdrawn_version_holds_on_the_days_before()
    {
        var book = Book.With(Province.Withdraw(new(2026, 1, 1), "2"));

        Assert.Equal("P1/1", book.For(["S1", "P1"], new(2025, 12, 31))?.RuleVersion);
        Assert.Equal("CN/1", book.For(["S1", "P1"], new(2026, 1, 1))?.RuleVersion);
        Assert.NotNull(book.Applied("P1", 1));
    }

    [Fact]
    public void Nothing_below_may_hold_longer_than_what_it_stands_on()
    {
        Assert.Equal(Reason.RulePackInUse, Assert.Throws<RuleBroken>(() => RulePackInvariants.RequireNoneBelow(Nation, new(2026, 1, 1), Book)).Reason);
        RulePackInvariants.RequireNoneBelow(Nation, new(2027, 10, 15), Book);
        RulePackInvariants.RequireNoneBelow(Nation, new(2026, 1, 1), Book.With(Province.Withdraw(new(2026, 1, 1), "2")));
    }

    [Fact]
    public void Only_a_draft_is_activated_and_only_an_active_pack_withdrawn()
    {
        Assert.Equal(Reason.RulePackFixed, Assert.Throws<RuleBroken>(() => Nation.Activate(0)).Reason);
        Assert.Equal(Reason.RulePackFixed, Assert.Throws<RuleBroken>(() => (Nation with { State = RulePackState.Draft }).Withdraw(Start, "2")).Reason);
        Assert.Equal(Reason.RulePackFixed, Assert.Throws<RuleBroken>(() => Nation.Withdraw(new(2024, 1, 1), "2").Withdraw(new(2025, 1, 1), "3")).Reason);
        Assert.Equal(Reason.PeriodReversed, Assert.Throws<RuleBroken>(() => Province.Withdraw(new(2027, 10, 15), "2")).Reason);
    }

    private static AppliedRules? For(string school, DateOnly day) => Book.For([school, school == "S1" ? "P1" : "P2"], day);

    private static Reason? First(RulePack pack) => RulePackInvariants.Broken(pack, Book, Tree).FirstOrDefault()?.Reason;

    private static LevelRules Level(RecognitionLevel level, int days) => new()
    {
        Track = RecognitionTrack.Secondary,
        Level = level,
        Requirements = [RandomRules.Of("practice", new PracticeRule { LeastDays = days })],
    };

    private static Organisation Place(string code, OrganisationKind kind, string? parent) => new()
    {
        Code = code,
        Kind = kind,
        StartDate = new(1950, 1, 1),
        Parents = parent is null ? [] : [new() { ParentCode = parent, StartDate = new(1950, 1, 1) }],
    };
}
