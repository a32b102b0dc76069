using CsCheck;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;
using Faculty.Domain.Tests.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Tests.Certification.Rules;

public sealed class PostRuleTests
{
    // A year with a 29 February follows.
    private static readonly DateOnly Origin = new(2023, 1, 29);
    private static readonly PostRule ThreeYears = new() { Categories = [PostCategory.Specialty], LeastMonths = 36 };

    [Fact]
    public void Three_years_in_a_post_are_full_on_the_last_day_of_the_third()
    {
        var teacher = Registry.Person() with { Posts = [Registry.Held("p", new(2022, 9, 1))] };

        Assert.Equal((RequirementResult.Lacking, new Lacking(LackingUnit.Months, 36, 35)), Asked(teacher, new(2025, 8, 30)));
        Assert.Equal((RequirementResult.Met, null), Asked(teacher, new(2025, 8, 31)));
    }

    [Fact]
    public void Stretches_add_up_and_days_of_two_posts_count_once()
    {
        // Two years, a year elsewhere, and the third year in two posts at once.
        var teacher = Registry.Person() with
        {
            Posts =
            [
                Registry.Held("a", new(2021, 9, 1), new(2023, 8, 31)), Registry.Held("b", new(2023, 9, 1), new(2024, 8, 31), category: PostCategory.Common),
                Registry.Held("c", new(2024, 9, 1)), Registry.Held("d", new(2024, 9, 1), department: "GP-XX", primary: false),
            ],
        };

        Assert.Equal(RequirementResult.Lacking, Asked(teacher, new(2025, 8, 30)).Result);
        Assert.Equal(RequirementResult.Met, Asked(teacher, new(2025, 8, 31)).Result);
    }

    [Fact]
    public void Who_left_the_post_lacks_it_whatever_came_before()
    {
        var teacher = Registry.Person() with { Posts = [Registry.Held("p", new(2010, 9, 1), new(2025, 8, 31))] };

        Assert.Equal((RequirementResult.Lacking, new Lacking(LackingUnit.Post, 1, 0)), Asked(teacher, new(2025, 9, 1)));
    }

    [Fact]
    public void More_days_never_make_fewer_months() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 80]).Array[0, 8].Select(Gen.Int[0, 400], Gen.Int[0, 80]).Sample((held, more, length) =>
        {
            var stretches = held.Select(h => new Period(Origin.AddDays(h.Item1), Origin.AddDays(h.Item1 + h.Item2))).ToList();
            var until = Origin.AddDays(500);
            return PeriodDays.Months([.. stretches, new(Origin.AddDays(more), Origin.AddDays(more + length))], until) >= PeriodDays.Months(stretches, until);
        }, iter: 200_000);

    private static (RequirementResult Result, Lacking? Lacking) Asked(Teacher teacher, DateOnly day)
    {
        var outcome = ThreeYears.Check(teacher, day);
        return (outcome.Result, outcome.Lacking);
    }
}
