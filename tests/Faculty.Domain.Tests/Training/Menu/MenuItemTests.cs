using Faculty.Domain.Codes;
using Faculty.Domain.Training.Menu;
using static Faculty.Domain.Tests.Training.Menu.SampleItems;

namespace Faculty.Domain.Tests.Training.Menu;

/// <summary>An item of a menu through its versions.</summary>
public sealed class MenuItemTests
{
    private static readonly DateOnly First = new(2025, 1, 1), Last = new(2025, 12, 31), Off = new(2025, 7, 1);

    [Fact]
    public void An_item_is_offered_from_its_first_to_its_last_day_and_no_more_from_the_day_it_is_taken_off()
    {
        var item = Item("A", "焊工") with { LastDate = Last };
        Assert.Equal([false, true, true, false], Offered(item, First.AddDays(-1), First, Last, Last.AddDays(1)));
        var off = item.Withdraw(new() { DocumentNumber = "1", EffectiveDate = Off });
        Assert.Equal([true, false], Offered(off, Off.AddDays(-1), Off));
    }

    [Fact]
    public void Every_change_is_a_new_version_and_one_that_was_frozen_stays()
    {
        var item = Item("A", "焊工") with { PriceFen = 100_000 };
        var frozen = item.Freeze();
        var next = item.Revise(item with { Code = "B", SchoolCode = "JC", PriceFen = null });
        Assert.Equal((2, "A", "GP", null), (next.Version, next.Code, next.SchoolCode, next.PriceFen));
        Assert.Equal((1, 100_000), (frozen.Version, frozen.PriceFen));
        Assert.Equal((2, null), (next.Freeze().Version, next.Freeze().PriceFen));
    }

    [Fact]
    public void What_is_taken_off_the_menu_changes_no_more()
    {
        var item = Item("A", "焊工");
        Assert.Equal(Reason.MenuWithdrawalEarlier, Assert.Throws<RuleBroken>(() => item.Withdraw(new() { DocumentNumber = "1", EffectiveDate = First.AddDays(-1) })).Reason);
        var off = item.Withdraw(new() { DocumentNumber = "1", EffectiveDate = Off });
        Assert.Equal(Reason.MenuItemWithdrawn, Assert.Throws<RuleBroken>(() => off.Revise(item)).Reason);
        Assert.Equal(Reason.MenuItemWithdrawn, Assert.Throws<RuleBroken>(() => off.Withdraw(off.Withdrawal!)).Reason);
    }

    [Fact]
    public void Faults_of_an_item_are_told_by_field()
    {
        Assert.Empty(MenuItemChecks.Of(Item("ZB-101", "焊工"), First));
        var item = Item("zb", "") with
        {
            OccupationCode = "6-18-02-99", PracticeHours = 0, SmallestClass = 20, LargestClass = 10, PriceFen = -1, SubsidyFen = -1, Assessment = AssessmentKind.Certificate, TrainersNeeded = 0, Languages = ["Chinese!"],
            LastDate = First.AddDays(-1), Skills = [new() { OccupationCode = "1", Level = default }],
        };
        Assert.Equal(
            ["certificate", "code", "languages", "largest_class", "last_date", "name", "occupation_code", "price_fen", "skills", "subsidy_fen", "theory_hours", "trainers_needed"],
            MenuItemChecks.Of(item, First).Select(f => f.Field).Order(StringComparer.Ordinal));
        Assert.Equal("level", Assert.Single(MenuItemChecks.Of(Item("A", "焊工") with { Assessment = AssessmentKind.SkillLevel }, First)).Field);
        Assert.Equal("skills", Assert.Single(MenuItemChecks.Of(Item("A", "焊工") with { Skills = [Skill(), Skill()] }, First)).Field);
        Assert.Empty(MenuItemChecks.Of(Item("A", "焊工") with { Skills = [Skill()] }, First));

        static Domain.Training.Orders.OrderedSkill Skill() => new() { OccupationCode = "6-18-02-04", Level = default };
    }

    [Fact]
    public void The_words_of_a_school_are_set_and_taken_out_by_word()
    {
        var table = new MenuSynonyms { SchoolCode = "GP" }.Set(new() { Word = "b", Meanings = ["1"] }).Set(new() { Word = "a" }).Set(new() { Word = "b", Meanings = ["2"] });
        Assert.Equal(["a", "b"], table.Entries.Select(e => e.Word));
        Assert.Equal(["2"], table.Entries[1].Meanings);
        Assert.Equal(["b"], table.Remove("a").Entries.Select(e => e.Word));
        Assert.Equal(Reason.SynonymUnknown, Assert.Throws<RuleBroken>(() => table.Remove("c")).Reason);
        var full = new MenuSynonyms { SchoolCode = "GP", Entries = [.. Enumerable.Range(0, MenuSynonyms.MostEntries).Select(i => new MenuSynonym { Word = $"{i:0000}" })] };
        Assert.Equal(MenuSynonyms.MostEntries, full.Set(new() { Word = "0000" }).Entries.Count);
        Assert.Equal(Reason.SynonymsFull, Assert.Throws<RuleBroken>(() => full.Set(new() { Word = "x" })).Reason);
    }

    [Fact]
    public void Every_code_of_the_sample_is_known() => Assert.All(All, item => Assert.True(CodeTables.Occupations.Contains(item.OccupationCode), item.Code));

    private static bool[] Offered(MenuItem item, params DateOnly[] days) => [.. days.Select(item.IsOfferedOn)];
}
