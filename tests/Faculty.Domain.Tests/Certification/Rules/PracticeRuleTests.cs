using CsCheck;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;
using Faculty.Domain.Tests.Teachers;

namespace Faculty.Domain.Tests.Certification.Rules;

public sealed class PracticeRuleTests
{
    private static readonly DateOnly Origin = new(2025, 1, 1);

    [Fact]
    public void Overlapping_practice_counts_each_day_once() =>
        Assert.Equal(91, Days(Worked(), new(2025, 12, 31)));

    [Fact]
    public void Practice_is_cut_at_the_day_asked() =>
        Assert.Equal(69, Days(Worked(), new(2025, 3, 10)));

    [Fact]
    public void Only_verified_practice_counts() =>
        Assert.Equal(0, Days([.. Worked().Select(p => p with { Verified = false })], new(2025, 12, 31)));

    [Fact]
    public void A_window_begins_as_many_months_before_the_day()
    {
        var practice = Practised(new(2020, 9, 1), new(2020, 9, 10), verified: true);

        Assert.Equal(10, Days([practice], new(2025, 8, 31), windowMonths: 60));
        Assert.Equal(9, Days([practice], new(2025, 9, 1), windowMonths: 60));
        Assert.Equal(0, Days([practice], new(2025, 9, 10), windowMonths: 60));
    }

    [Fact]
    public void Lacking_says_how_many_days_are_held_and_which_practices_count()
    {
        var teacher = Teacher(Worked());

        var outcome = new PracticeRule { LeastDays = 92 }.Check(teacher, new(2025, 12, 31));

        Assert.Equal((RequirementResult.Lacking, new Lacking(LackingUnit.Days, 92, 91)), (outcome.Result, outcome.Lacking));
        Assert.Equal([new(FactKind.Practice, "p0"), new(FactKind.Practice, "p1")], outcome.Facts);
        Assert.Equal(RequirementResult.Met, new PracticeRule { LeastDays = 91 }.Check(teacher, new(2025, 12, 31)).Result);
    }

    [Fact]
    public void Days_equal_the_naive_set_of_days() =>
        Gen.Select(PracticeGen.Array[0, 6], Gen.Int[-10, 120], Gen.Int[0, 4]).Sample((practices, asOf, windowMonths) =>
        {
            var day = Origin.AddDays(asOf);
            var days = new HashSet<DateOnly>();
            foreach (var practice in practices.Where(p => p.Verified))
            {
                for (var at = practice.StartDate; at <= practice.Period.End && at <= day; at = at.AddDays(1))
                {
                    if (windowMonths == 0 || at > day.AddMonths(-windowMonths))
                    {
                        days.Add(at);
                    }
                }
            }
            return Days(practices, day, windowMonths) == days.Count;
        });

    private static readonly Gen<Practice> PracticeGen =
        Gen.Select(Gen.Int[0, 100], Gen.Int[0, 40], Gen.Bool, Gen.Int[0, 9]).Select((from, length, verified, open) =>
            Practised(Origin.AddDays(from), open == 0 ? null : Origin.AddDays(from + length), verified));

    private static Practice[] Worked() =>
        [Practised(new(2025, 1, 1), new(2025, 3, 1), true), Practised(new(2025, 2, 15), new(2025, 4, 1), true)];

    private static Practice Practised(DateOnly first, DateOnly? last, bool verified) =>
        new() { Enterprise = "高平一厂", StartDate = first, LastDate = last, Verified = verified };

    private static Teacher Teacher(Practice[] practices) => Registry.Person() with { Practices = [.. practices.Select((p, i) => p with { PracticeId = $"p{i}" })] };

    private static int Days(Practice[] practices, DateOnly asOf, int windowMonths = 0) =>
        new PracticeRule { LeastDays = int.MaxValue, WindowMonths = windowMonths }.Check(Teacher(practices), asOf).Lacking!.Value.Held;
}
