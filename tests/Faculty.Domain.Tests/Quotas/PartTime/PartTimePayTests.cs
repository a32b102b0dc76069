using System.Numerics;
using CsCheck;
using Faculty.Domain.Quotas.PartTime;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Tests.Quotas.PartTime;

/// <summary>What a line costs, and which rate and engagement it goes by.</summary>
public sealed class PartTimePayTests
{
    [Theory]
    [InlineData(8_000, 3_650, 292_000)]
    [InlineData(3_333, 50, 1_667)]
    [InlineData(1, 50, 1)]
    [InlineData(1, 49, 0)]
    [InlineData(0, 100, 0)]
    public void Hours_cost_their_rate_half_up(long rateFen, int quantity, long amountFen) => Assert.Equal(amountFen, PartTimePay.AmountFen(PayUnit.Hour, rateFen, quantity));

    [Fact]
    public void Three_half_hours_of_33_33_are_rounded_line_by_line() => Assert.Equal(5_001, Enumerable.Repeat(PartTimePay.AmountFen(PayUnit.Hour, 3_333, 50), 3).Sum());

    [Theory]
    [InlineData(PayUnit.Month, 300_000, 100, 300_000)]
    [InlineData(PayUnit.Month, 300_001, 50, 150_001)]
    [InlineData(PayUnit.PersonYear, 3_600_000, 100, 300_000)]
    [InlineData(PayUnit.PersonYear, 100, 100, 8)]
    [InlineData(PayUnit.PersonYear, 102, 100, 9)]
    public void A_month_costs_its_rate_and_a_month_of_a_person_year_a_twelfth(PayUnit unit, long rateFen, int quantity, long amountFen) =>
        Assert.Equal(amountFen, PartTimePay.AmountFen(unit, rateFen, quantity));

    // Euclid's division, in other words than the rule's: the nearest whole number, the upper one of two.
    [Fact]
    public void An_amount_is_the_nearest_fen() => Gen.Select(Gen.Long[0, 100_000_000], Gen.Int[1, 74_400], Gen.Int[1, 3]).Sample((rate, quantity, kind) =>
    {
        var unit = (PayUnit)kind;
        BigInteger exact = (BigInteger)rate * quantity, parts = unit == PayUnit.PersonYear ? 1_200 : 100, amount = PartTimePay.AmountFen(unit, rate, quantity);
        return 2 * (amount * parts - exact) <= parts && 2 * (exact - amount * parts) < parts;
    });

    [Fact]
    public void A_later_rate_ends_the_one_before_it_at_the_turn_of_the_month()
    {
        var standard = Standard(Rate("a", 8_000, new(2028, 1, 1)), Rate("b", 9_000, new(2028, 3, 1)));
        Assert.Equal([null, 8_000, 8_000, 9_000, 9_000], new DateOnly[] { new(2027, 12, 1), new(2028, 1, 1), new(2028, 2, 1), new(2028, 3, 1), new(2029, 1, 1) }.Select(m => standard.RateIn(m)?.RateFen));
        Assert.Equal(new(2028, 2, 29), PartTimeWork.Of(new(2028, 2, 1)).Last);
    }

    [Fact]
    public void A_rate_that_is_over_leaves_none()
    {
        var standard = Standard(Rate("a", 8_000, new(2028, 1, 1), new(2028, 2, 29)));
        Assert.Equal((8_000, null), (standard.RateIn(new(2028, 2, 1))?.RateFen, standard.RateIn(new(2028, 3, 1))?.RateFen));
        Assert.Equal(9_000, standard.With(Rate("b", 9_000, new(2028, 3, 1))).RateIn(new(2028, 3, 1))?.RateFen);
    }

    [Fact]
    public void Days_that_two_rates_name_are_refused_whichever_came_first()
    {
        var (spring, from_march) = (Rate("a", 8_000, new(2028, 1, 1), new(2028, 4, 30)), Rate("b", 9_000, new(2028, 3, 1)));
        Assert.Equal(Reason.StandardOverlap, Refused(() => Standard(spring, from_march)));
        Assert.Equal(Reason.StandardOverlap, Refused(() => Standard(from_march, spring)));
        Assert.Equal(Reason.StandardOverlap, Refused(() => Standard(from_march, from_march with { RateId = "c" })));
        Assert.Equal(Reason.PeriodReversed, Refused(() => Standard(spring with { LastDate = new(2027, 12, 31) })));
        Assert.Equal(9_000, Standard(spring).Withdraw("a").With(from_march).RateIn(new(2028, 4, 1))?.RateFen);
        Assert.Equal(Reason.UnknownFact, Refused(() => Standard(spring).Withdraw("z")));
    }

    [Fact]
    public void Of_each_month_there_is_one_rate_or_none_and_each_that_was_taken_holds_in_its_first() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var (standard, taken) = (Standard(), new List<PayRate>());
        for (var i = 0; i < 12; i++)
        {
            var first = new DateOnly(2028, 1, 1).AddMonths(random.Next(30));
            var rate = Rate($"{i}", i + 1, first, random.Next(2) == 0 ? null : first.AddMonths(random.Next(1, 9)).AddDays(-1));
            try
            {
                standard = standard.With(rate);
                taken.Add(rate);
            }
            catch (RuleBroken broken)
            {
                Assert.Equal(Reason.StandardOverlap, broken.Reason);
            }
        }
        Assert.All(taken, r => Assert.Equal(r, standard.RateIn(r.StartDate)));
        for (var month = new DateOnly(2027, 12, 1); month.Year < 2032; month = month.AddMonths(1))
        {
            // Of those that have begun, whoever began last; over when its own last day is.
            var begun = taken.Where(r => r.StartDate <= month).MaxBy(r => r.StartDate);
            Assert.Equal(begun is null || begun.LastDate < month ? null : begun, standard.RateIn(month));
        }
    }, iter: 200);

    [Theory]
    [InlineData(EngagementKind.ExternalEnterprise, true)]
    [InlineData(EngagementKind.ExternalSchool, true)]
    [InlineData(EngagementKind.RehiredRetiree, true)]
    [InlineData(EngagementKind.Established, false)]
    [InlineData(EngagementKind.Contract, false)]
    [InlineData(EngagementKind.Dispatch, false)]
    [InlineData(EngagementKind.InternalAdmin, false)]
    public void Only_who_comes_from_outside_has_part_time_work(EngagementKind kind, bool may) =>
        Assert.Equal(may, PartTimeWork.In(Teacher(kind, new(2027, 3, 1), new(2028, 2, 29)), "GP", new(2027, 9, 1)) is not null);

    [Fact]
    public void A_month_counts_when_one_day_of_it_is_worked()
    {
        var teacher = Teacher(EngagementKind.ExternalEnterprise, new(2027, 3, 31), new(2028, 2, 29));
        var months = Enumerable.Range(0, 14).Select(i => new DateOnly(2027, 2, 1).AddMonths(i)).Where(m => PartTimeWork.In(teacher, "GP", m) is not null).ToList();
        Assert.Equal((new(2027, 3, 1), new(2028, 2, 1), 12), (months[0], months[^1], months.Count));
        Assert.Null(PartTimeWork.In(teacher, "JC", new(2027, 9, 1)));
    }

    [Fact]
    public void The_category_is_that_of_the_last_primary_post_in_the_month()
    {
        var teacher = Teacher(EngagementKind.ExternalEnterprise, new(2027, 3, 1), null);
        var post = teacher.Posts[0];
        teacher = teacher with { Posts = [post with { LastDate = new(2027, 9, 15) }, post with { PostId = "q", Category = PostCategory.Practice, StartDate = new(2027, 9, 16) }] };
        Assert.Equal([PostCategory.Specialty, PostCategory.Practice, PostCategory.Practice], Enumerable.Range(8, 3).Select(m => PartTimeWork.In(teacher, "GP", new(2027, m, 1))!.Value.Category));
        Assert.Equal(PostCategory.Unspecified, PartTimeWork.In(teacher with { Posts = [] }, "GP", new(2027, 8, 1))!.Value.Category);
    }

    private static PayStandard Standard(params IEnumerable<PayRate> rates) =>
        rates.Aggregate(new PayStandard { OrganisationCode = "GP", Code = "S", Title = "高级", Unit = PayUnit.Hour }, (standard, rate) => standard.With(rate));

    private static PayRate Rate(string id, long fen, DateOnly first, DateOnly? last = null) => new() { RateId = id, RateFen = fen, DocumentNumber = "1", StartDate = first, LastDate = last };

    private static Teacher Teacher(EngagementKind kind, DateOnly first, DateOnly? last) => new()
    {
        TeacherId = "t", Identity = new() { DisplayName = "王", Sex = Sex.Male, BirthDate = new(1980, 1, 1) },
        Engagements = [new() { EngagementId = "e", SchoolCode = "GP", Kind = kind, StartDate = first, LastDate = last }],
        Posts = [new() { PostId = "p", EngagementId = "e", SchoolCode = "GP", DepartmentCode = "GP-ZB", Category = PostCategory.Specialty, Primary = true, StartDate = first, LastDate = last }],
    };

    private static Reason Refused(Action act) => Assert.Throws<RuleBroken>(act).Reason;
}
