using CsCheck;
using Faculty.Domain.Organisations;

namespace Faculty.Domain.Tests.Organisations;

public sealed class OrganisationTests
{
    private static readonly Organisation County = New("140581", OrganisationKind.County, parent: null);
    private static readonly Organisation School = New("GP", OrganisationKind.School, County.Code);
    private static readonly Organisation Department = New("GP-ZB", OrganisationKind.Department, School.Code);
    private static readonly OrganisationTree Tree = OrganisationTree.Of([County, School, Department]);

    [Fact]
    public void A_plausible_tree_breaks_no_rule() => Assert.All(Tree.All, o => Assert.Empty(OrganisationInvariants.Broken(o, Tree)));

    [Fact]
    public void A_renamed_organisation_keeps_its_old_name_for_earlier_days()
    {
        var renamed = School.Rename("高平职校", Day(2020, 9, 1));

        Assert.Equal(School.Names[0].Name, renamed.NameOn(Day(2020, 8, 31)));
        Assert.Equal("高平职校", renamed.NameOn(Day(2020, 9, 1)));
        Assert.Empty(OrganisationInvariants.Broken(renamed, Tree));
    }

    [Fact]
    public void A_rename_recorded_late_fits_between_the_names_known()
    {
        var renamed = School.Rename("C", Day(2020, 9, 1)).Rename("B", Day(2015, 9, 1));

        Assert.Equal("B", renamed.NameOn(Day(2020, 8, 31)));
        Assert.Equal("C", renamed.NameOn(Day(2020, 9, 1)));
        Assert.Empty(OrganisationInvariants.Broken(renamed, Tree));
    }

    [Fact]
    public void A_rename_on_the_first_day_of_a_name_replaces_it() =>
        Assert.Equal("B", Assert.Single(School.Rename("B", School.StartDate).Names).Name);

    [Fact]
    public void Nothing_happens_to_an_organisation_before_it_exists() =>
        Assert.Equal(Reason.UnknownOrganisation, Assert.Throws<RuleBroken>(() => School.Rename("B", School.StartDate.AddDays(-1))).Reason);

    [Fact]
    public void A_moved_organisation_has_one_parent_on_every_day()
    {
        var city = New("1405", OrganisationKind.City, parent: null);
        var tree = Tree.With(city);
        var moved = School.Move(city.Code, Day(2020, 9, 1));

        Assert.Equal(County.Code, moved.ParentOn(Day(2020, 8, 31)));
        Assert.Equal(city.Code, moved.ParentOn(Day(2020, 9, 1)));
        Assert.Empty(OrganisationInvariants.Broken(moved, tree));
    }

    [Fact]
    public void A_parent_must_exist_on_all_of_the_days() =>
        Assert.Equal([Reason.UnknownOrganisation], Reasons(School.Move("NOBODY", Day(2020, 9, 1)), Tree));

    [Fact]
    public void A_county_cannot_stand_under_its_own_school() =>
        Assert.Equal([Reason.OrganisationCycle], Reasons(County.Move(School.Code, Day(2020, 9, 1)), Tree));

    [Fact]
    public void A_circle_on_other_days_is_no_circle()
    {
        // Until 2019 the class stood under the school; the school cannot stand under a class, but that is a matter of kinds.
        var attached = New("AC", OrganisationKind.AttachedClass, School.Code).Move(County.Code, Day(2020, 1, 1));
        Assert.Equal([Reason.OrganisationKindMismatch], Reasons(School.Move(attached.Code, Day(2020, 1, 1)), Tree.With(attached)));
        Assert.Equal([Reason.OrganisationCycle], Reasons(School.Move(attached.Code, Day(2019, 1, 1)), Tree.With(attached)));
    }

    [Fact]
    public void A_circle_of_others_is_refused_and_not_run_around()
    {
        var a = New("A", OrganisationKind.School, "B");
        var b = New("B", OrganisationKind.School, "A");
        var c = New("C", OrganisationKind.Department, "A");
        Assert.Equal([Reason.OrganisationCycle], Reasons(c, OrganisationTree.Of([a, b, c])));
    }

    [Theory]
    [InlineData(OrganisationKind.Department, OrganisationKind.County)]
    [InlineData(OrganisationKind.Department, OrganisationKind.Department)]
    [InlineData(OrganisationKind.School, OrganisationKind.School)]
    [InlineData(OrganisationKind.County, OrganisationKind.County)]
    [InlineData(OrganisationKind.Nation, OrganisationKind.Province)]
    [InlineData(OrganisationKind.Enterprise, OrganisationKind.School)]
    public void A_kind_stands_only_under_kinds_that_have_it(OrganisationKind child, OrganisationKind parent)
    {
        var above = New("ABOVE", parent, parent: null);
        Assert.Equal([Reason.OrganisationKindMismatch], Reasons(New("BELOW", child, above.Code), OrganisationTree.Of([above])));
    }

    [Fact]
    public void A_department_needs_a_school_on_every_day()
    {
        Assert.Equal([Reason.UnknownOrganisation], Reasons(New("D", OrganisationKind.Department, parent: null), Tree));
        var late = Department with { Parents = [Department.Parents[0] with { StartDate = Department.StartDate.AddDays(1) }] };
        Assert.Equal([Reason.UnknownOrganisation], Reasons(late, Tree));
    }

    [Fact]
    public void A_school_is_not_closed_over_its_departments()
    {
        var last = Day(2025, 8, 31);
        Assert.Equal([Reason.OrganisationInUse], Reasons(School.Close(last, []), Tree));

        var tree = Tree.With(Department.Close(last, []));
        Assert.Empty(OrganisationInvariants.Broken(School.Close(last, [County.Code]), tree));
    }

    [Fact]
    public void Closing_ends_names_and_parents_and_closing_again_corrects_the_day()
    {
        var department = Department.Rename("B", Day(2024, 1, 1)).Close(Day(2023, 12, 31), []);
        Assert.Equal(Day(2023, 12, 31), Assert.Single(department.Names).LastDate);

        var corrected = Department.Close(Day(2023, 12, 31), []).Close(Day(2024, 8, 31), []);
        Assert.Equal(Day(2024, 8, 31), corrected.Parents[0].LastDate);
        Assert.Empty(OrganisationInvariants.Broken(corrected, Tree));
    }

    [Fact]
    public void Closing_before_the_first_day_is_refused() =>
        Assert.Equal(Reason.PeriodReversed, Assert.Throws<RuleBroken>(() => School.Close(School.StartDate.AddDays(-1), [])).Reason);

    [Fact]
    public void The_last_day_of_the_calendar_may_be_the_last_day() =>
        Assert.Empty(OrganisationInvariants.Broken(Department.Close(DateOnly.MaxValue, []), Tree));

    [Fact]
    public void A_successor_is_another_organisation_of_the_registry()
    {
        Assert.Equal([Reason.UnknownOrganisation], Reasons(Department.Close(Day(2025, 1, 1), ["NOBODY"]), Tree));
        Assert.Equal([Reason.UnknownOrganisation], Reasons(Department.Close(Day(2025, 1, 1), [Department.Code]), Tree));
    }

    [Fact]
    public void Names_with_a_gap_are_refused()
    {
        var gap = School with { Names = [School.Names[0] with { LastDate = Day(2019, 1, 1) }, new() { Name = "B", StartDate = Day(2019, 1, 3) }] };
        Assert.Equal([Reason.PeriodsOverlap], Reasons(gap, Tree).Take(1));
    }

    [Fact]
    public void Renames_in_any_order_give_the_same_names_and_never_a_gap() =>
        Gen.Int[1, 3000].Array[1, 8].Where(days => days.Distinct().Count() == days.Length).Sample(days =>
        {
            var inOrder = days.Order().Aggregate(School, (o, d) => o.Rename($"N{d}", School.StartDate.AddDays(d)));
            var asTyped = days.Aggregate(School, (o, d) => o.Rename($"N{d}", School.StartDate.AddDays(d)));
            Assert.Equal(inOrder.Names, asTyped.Names);
            Assert.Empty(OrganisationInvariants.Broken(asTyped, Tree));
        });

    private static List<Reason> Reasons(Organisation organisation, OrganisationTree tree) => [.. OrganisationInvariants.Broken(organisation, tree).Select(b => b.Reason)];

    private static Organisation New(string code, OrganisationKind kind, string? parent) => new()
    {
        Code = code,
        Kind = kind,
        StartDate = Day(2010, 1, 1),
        Names = [new() { Name = $"机构 {code}", StartDate = Day(2010, 1, 1) }],
        Parents = parent is null ? [] : [new() { ParentCode = parent, StartDate = Day(2010, 1, 1) }],
    };

    private static DateOnly Day(int year, int month, int day) => new(year, month, day);
}
