using CsCheck;
using Faculty.Domain.Certification.Rechecks;

namespace Faculty.Domain.Tests.Certification.Rechecks;

/// <summary>Since when a periodic case is open, where rules have followed each other.</summary>
public sealed class RecheckTermsTests
{
    private static readonly DateOnly Origin = new(2020, 1, 1);

    [Fact]
    public void A_case_is_open_since_the_first_of_the_days_from_which_whoever_asked_found_it()
    {
        var stretches = Gen.Select(Gen.Int[1, 400], Gen.Int[0, 12]).Array[0, 4];
        Gen.Select(stretches, Gen.Int[0, 300], Gen.Int[0, 900]).Sample((lengths, first, asked) =>
        {
            // Rules begin at the origin and follow each other; each day goes by those of the day.
            var begun = new List<(DateOnly From, int Months)>();
            var at = Origin;
            foreach (var (days, months) in lengths)
            {
                begun.Add((at, months));
                at = at.AddDays(days);
            }
            var (start, day) = (Origin.AddDays(first - 150), Origin.AddDays(asked));
            DateOnly? expected = null;
            for (var d = day; IsOpen(d); d = d.AddDays(-1))
            {
                expected = d;
            }
            var terms = new RecheckTerms([.. begun.Where(s => s.From <= day).Reverse()]);
            var due = terms.Due(start);
            return expected is null ? due is null || due > day : due == expected;

            bool IsOpen(DateOnly d) => begun.LastOrDefault(s => s.From <= d) is { Months: > 0 } rules
                && RecheckCases.After(start, rules.Months) <= d;
        });
    }

    [Fact]
    public void Months_that_were_over_long_before_the_first_rules_open_a_case_on_their_first_day()
    {
        var rules = new DateOnly(2024, 9, 1);
        Assert.Equal(rules, new RecheckTerms((rules, 60)).Due(new(2017, 1, 1)));
        Assert.Equal(new(2025, 1, 1), new RecheckTerms((rules, 60)).Due(new(2020, 1, 1)));
        // A version that follows without a break changes nothing; after a gap it opens anew.
        Assert.Equal(rules, new RecheckTerms((new(2025, 9, 1), 60), (rules, 60)).Due(new(2017, 1, 1)));
        Assert.Equal(new(2025, 9, 1), new RecheckTerms((new(2025, 9, 1), 60), (new(2025, 3, 1), 0), (rules, 60)).Due(new(2017, 1, 1)));
        Assert.Null(RecheckTerms.None.Due(new(2017, 1, 1)));
    }
}
