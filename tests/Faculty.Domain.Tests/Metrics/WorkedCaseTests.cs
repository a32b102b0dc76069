using Faculty.Domain.Certification;
using Faculty.Domain.Metrics;
using Faculty.Domain.Teachers;
using static Faculty.Domain.Tests.Metrics.WorkedCases;

namespace Faculty.Domain.Tests.Metrics;

public sealed class WorkedCaseTests
{
    private static readonly MetricDefinition M1 = MetricDefinitions.Versions("M1")[0];

    [Theory]
    [InlineData("GP", "2025-08-31", 7, 8, "87.50")]
    [InlineData("140581", "2025-08-31", 7, 8, "87.50")]
    [InlineData(Equipment, "2025-08-31", 5, 5, "100.00")]
    [InlineData(Information, "2025-08-31", 2, 2, "100.00")]
    [InlineData(Social, "2025-08-31", 0, 0, null)]
    [InlineData(Arts, "2025-08-31", 0, 1, "0.00")]
    [InlineData("GP", "2025-09-01", 4, 7, "57.14")]
    [InlineData(Equipment, "2025-09-01", 3, 4, "75.00")]
    [InlineData(Information, "2025-09-01", 0, 1, "0.00")]
    [InlineData(Social, "2025-09-01", 1, 1, "100.00")]
    [InlineData("GP", "2025-09-02", 3, 7, "42.86")]
    public void M1_counts_full_time_specialty_teachers(string scope, string day, long numerator, long denominator, string? percent)
    {
        var figure = Cube(People)[scope].On(Day(day), M1);
        Assert.Equal(new(numerator, denominator), figure);
        Assert.Equal(percent, figure.Percent);
    }

    [Theory]
    [InlineData("M1b", 6, 7)] // T15 instructs practice
    [InlineData("M1c", 8, 9)] // T14 studies
    [InlineData("M2", 8, 9)] // T12 teaches a common course
    [InlineData("M3", 8, 9)] // T10 comes from an enterprise
    [InlineData("M3b", 8, 9)]
    [InlineData("M4", 1, 1)]
    [InlineData("M5", 1, 10)]
    public void Each_definition_counts_its_own_persons(string metric, long numerator, long denominator) =>
        Assert.Equal(new(numerator, denominator), Cube(People)["GP"].On(Day("2025-08-31"), MetricDefinitions.Versions(metric)[0]));

    [Fact]
    public void The_change_over_the_first_of_September_is_explained_person_by_person()
    {
        var cube = Cube(People);
        Effect[] school = [new(ChangeCause.Lapsed, -1, 0), new(ChangeCause.Revoked, -1, 0), new(ChangeCause.Left, -1, -1)];
        Assert.Equal(school, cube["GP"].Explain(Day("2025-08-31"), Day("2025-09-01"), M1));
        Assert.Equal([new(ChangeCause.MovedIn, 1, 1)], cube[Social].Explain(Day("2025-08-31"), Day("2025-09-01"), M1));
        Assert.Equal([new(ChangeCause.Lapsed, -1, 0), new(ChangeCause.MovedOut, -1, -1)], cube[Equipment].Explain(Day("2025-08-31"), Day("2025-09-01"), M1));
    }

    [Fact]
    public void A_later_revocation_takes_the_head_out_and_undoing_it_puts_it_back()
    {
        var scopes = new ScopeChains(Tree);
        var cube = Cube(People);
        var before = People.Single(t => t.TeacherId == "T09");
        var after = before with { Recognitions = [Revoked(before.Recognitions[0], "2025-08-20")] };

        cube.Change(TeacherSteps.Of(before, scopes), TeacherSteps.Of(after, scopes));
        cube.Settle();
        Assert.Equal(new(3, 7), cube["GP"].On(Day("2025-09-01"), M1));
        Assert.Equal("42.86", cube["GP"].On(Day("2025-09-01"), M1).Percent);

        cube.Change(TeacherSteps.Of(after, scopes), TeacherSteps.Of(before, scopes));
        cube.Settle();
        Assert.Equal(new(4, 7), cube["GP"].On(Day("2025-09-01"), M1));
    }

    [Fact]
    public void The_level_shown_is_the_highest_in_force_and_an_upgrade_moves_no_ratio()
    {
        var junior = Recognised(RecognitionLevel.Junior, "2020-01-01", "2024-12-31") with
        {
            Events = [new() { Type = RecognitionEventType.Supersede, EffectiveDate = Day("2022-05-01") }],
        };
        var cube = Cube([FullTime("A", "2015-09-01", null, Arts, PostCategory.Specialty, junior, Recognised(RecognitionLevel.Senior, "2022-05-01", "2027-04-30"))]);
        Assert.Equal(1, Heads(cube, "2022-04-30", RecognitionLevel.Junior));
        Assert.Equal(0, Heads(cube, "2022-05-01", RecognitionLevel.Junior));
        Assert.Equal(1, Heads(cube, "2022-05-01", RecognitionLevel.Senior));
        Assert.Empty(cube["GP"].Explain(Day("2022-04-30"), Day("2022-05-01"), M1));
    }

    [Theory]
    [InlineData("2022-04-30", "RECOGNISED")]
    [InlineData("2022-05-01", "SUPERSEDED")]
    [InlineData("2025-01-01", "SUPERSEDED")]
    public void Who_is_superseded_by_what_is_not_in_force_is_told_so(string day, string reason)
    {
        var junior = Recognised(RecognitionLevel.Junior, "2020-01-01", "2024-12-31") with
        {
            Events = [new() { Type = RecognitionEventType.Supersede, EffectiveDate = Day("2022-05-01") }],
        };
        var teacher = FullTime("A", "2015-09-01", null, Arts, PostCategory.Specialty, junior);
        Assert.Equal(reason, CountedPerson.Of(teacher, new(Tree), "GP", Day(day), M1).NumeratorReason);
    }

    [Fact]
    public void Suspension_reinstatement_and_spells_are_causes_of_their_own()
    {
        var recognition = Recognised(RecognitionLevel.Junior, "2020-01-01", "2029-12-31") with
        {
            Events =
            [
                new() { Type = RecognitionEventType.Reinstate, EffectiveDate = Day("2022-06-01") },
                new() { Type = RecognitionEventType.Suspend, EffectiveDate = Day("2022-05-01") },
            ],
        };
        var cells = Cube(
        [
            FullTime("A", "2015-09-01", null, Arts, PostCategory.Specialty, recognition) with
            {
                Spells = [new() { SchoolCode = "GP", SpellReason = SpellReason.Sick, StartDate = Day("2023-01-01"), LastDate = Day("2023-01-31") }],
            },
        ])["GP"];
        Assert.Equal([new(ChangeCause.Suspended, -1, 0)], cells.Explain(Day("2022-04-30"), Day("2022-05-01"), M1));
        Assert.Equal([new(ChangeCause.Reinstated, 1, 0)], cells.Explain(Day("2022-05-31"), Day("2022-06-01"), M1));
        Assert.Equal([new(ChangeCause.SpellBegun, -1, -1)], cells.Explain(Day("2022-12-31"), Day("2023-01-01"), M1));
        Assert.Equal([new(ChangeCause.SpellEnded, 1, 1)], cells.Explain(Day("2023-01-31"), Day("2023-02-01"), M1));
    }

    [Fact]
    public void A_record_merged_into_another_counts_nobody() =>
        Assert.Equal(new(0, 0), Cube([People[0] with { MergedIntoTeacherId = "T03" }])["GP"].On(Day("2025-08-31"), M1));

    private static int Heads(RatioCube cube, string day, RecognitionLevel level)
    {
        Span<int> heads = new int[Standing.Count];
        cube["GP"].HeadsOn(Day(day), heads);
        return heads[Standing.Of(EngagementClass.FullTime, PostCategory.Specialty, inSpell: false, level, onSeat: true).Packed];
    }

    private static RatioCube Cube(IEnumerable<Teacher> teachers)
    {
        var (cube, scopes) = (new RatioCube(), new ScopeChains(Tree));
        foreach (var teacher in teachers)
        {
            cube.Change([], TeacherSteps.Of(teacher, scopes));
        }
        cube.Settle();
        return cube;
    }
}
