using CsCheck;
using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;

namespace Faculty.Domain.Tests.Certification.Rules;

/// <summary>A lower layer may be stricter, never weaker.</summary>
public sealed class RuleLayerTests
{
    // An upper level, a lower one that says other things under the same codes and one of its own, and whom they are asked about.
    private static readonly Gen<(Requirement[] Upper, Requirement[] Lower, Teacher Teacher, DateOnly Day)> Layers = Gen.Select(
        Gen.Select(RandomRules.Requirement("a"), RandomRules.Requirement("b")),
        Gen.Select(RandomRules.Requirement("a"), RandomRules.Requirement("b"), RandomRules.Requirement("c"), Gen.Int[0, 7]),
        RandomRules.Teacher,
        RandomRules.Day).Select((upper, lower, teacher, day) => (
            new[] { upper.Item1, upper.Item2 },
            new[] { lower.Item1, lower.Item2, lower.Item3 }.Where((_, i) => (lower.Item4 >> i & 1) == 1).ToArray(),
            teacher,
            day));

    [Fact]
    public void A_lower_layer_never_accepts_whom_an_upper_one_refuses()
    {
        var strict = 0;
        Layers.Sample(
            l =>
            {
                var (upper, lower) = (Rules(l.Upper).Over(null), Rules(l.Lower));
                if (lower.Requirements.Count == 0 || lower.WeakerThan(upper).Any())
                {
                    return true;
                }
                Interlocked.Increment(ref strict);
                return Verdict(lower.Over(upper), l.Teacher, l.Day) <= Verdict(upper, l.Teacher, l.Day);
            },
            iter: 40_000);
        Assert.True(strict > 2_000, $"only {strict} layers were stricter: the property says little");
    }

    [Fact]
    public void A_requirement_that_is_not_weaker_is_met_only_where_the_upper_one_is()
    {
        var strict = 0;
        Gen.Select(RandomRules.Requirement("a"), RandomRules.Requirement("a"), RandomRules.Teacher, RandomRules.Day).Sample(
            (own, upper, teacher, day) =>
            {
                if (own.WeakerThan(upper) is not null)
                {
                    return true;
                }
                Interlocked.Increment(ref strict);
                return own.Check(teacher, day).Rank <= upper.Check(teacher, day).Rank;
            },
            iter: 100_000);
        Assert.True(strict > 2_000, $"only {strict} requirements were stricter: the property says little");
    }

    [Fact]
    public void Of_one_kind_no_value_is_forgotten_when_rules_are_compared() => Gen.Select(RandomRules.Alike, RandomRules.Teacher, RandomRules.Day).Sample(
        (rules, teacher, day) => rules.Own.WeakerThan(rules.Upper) is not null || rules.Own.Check(teacher, day).Rank <= rules.Upper.Check(teacher, day).Rank,
        iter: 200_000);

    [Fact]
    public void What_a_person_decides_is_the_same_question_only_under_the_same_code()
    {
        var upper = RandomRules.Of("way", new ChoiceRule { LeastCount = 1, Alternatives = [RandomRules.Of("jury", new ManualRule())] });

        Assert.Null(RandomRules.Of("way", new ChoiceRule { LeastCount = 1, Alternatives = [RandomRules.Of("jury", new ManualRule())] }).WeakerThan(upper));
        Assert.Equal(
            new("alternatives", "1 of school", "1 of jury"),
            RandomRules.Of("way", new ChoiceRule { LeastCount = 1, Alternatives = [RandomRules.Of("school", new ManualRule())] }).WeakerThan(upper));
    }

    [Fact]
    public void The_properties_find_a_weaker_layer_that_was_let_in() => Assert.ThrowsAny<Exception>(() => Layers.Sample(
        l => Verdict(Rules(l.Lower).Over(Rules(l.Upper).Over(null)), l.Teacher, l.Day) <= Verdict(Rules(l.Upper).Over(null), l.Teacher, l.Day),
        iter: 40_000));

    [Fact]
    public void Every_requirement_is_as_strict_as_itself() => RandomRules.Requirement("a").Sample(r => r.WeakerThan(r) is null);

    [Fact]
    public void A_weaker_rule_is_named_with_both_values()
    {
        var upper = Rules(RandomRules.Of("practice", new PracticeRule { LeastDays = 60, WindowMonths = 36 })).Over(null);

        Assert.Equal(("practice", new Weakness("least_days", "59", "60")), Assert.Single(Rules(RandomRules.Of("practice", new PracticeRule { LeastDays = 59, WindowMonths = 36 })).WeakerThan(upper)));
        Assert.Equal(("practice", new Weakness("window_months", "0", "36")), Assert.Single(Rules(RandomRules.Of("practice", new PracticeRule { LeastDays = 90 })).WeakerThan(upper)));
        Assert.Equal(("practice", new Weakness("kind", "manual", "practice")), Assert.Single(Rules(RandomRules.Of("practice", new ManualRule())).WeakerThan(upper)));
        Assert.Empty(Rules(RandomRules.Of("practice", new PracticeRule { LeastDays = 60, WindowMonths = 24 })).WeakerThan(upper));
    }

    [Fact]
    public void Skill_levels_are_inverted()
    {
        var upper = Rules(RandomRules.Of("skill", new CredentialRule { LeastLevel = 3 })).Over(null);

        Assert.Empty(Rules(RandomRules.Of("skill", new CredentialRule { LeastLevel = 2 })).WeakerThan(upper));
        Assert.Equal(new("least_level", "4", "3"), Assert.Single(Rules(RandomRules.Of("skill", new CredentialRule { LeastLevel = 4 })).WeakerThan(upper)).Weakness);
    }

    [Fact]
    public void A_layer_may_ask_for_more_months_of_publicity_and_a_higher_tier_and_not_for_less()
    {
        var upper = Rules() with { ValidityMonths = 36, RecheckMonths = 24, PublicityWorkingDays = 5, DecidingTier = ReviewTier.City };
        var own = Rules() with { ValidityMonths = 60, RecheckMonths = 36, PublicityWorkingDays = 3, DecidingTier = ReviewTier.School };

        Assert.Equal(["validity_months", "recheck_months", "publicity_working_days", "deciding_tier"], own.WeakerThan(upper).Select(w => w.Rule));
        Assert.Empty((own with { ValidityMonths = 36, RecheckMonths = 12, PublicityWorkingDays = 7, DecidingTier = ReviewTier.Province }).WeakerThan(upper));
    }

    [Fact]
    public void What_a_layer_does_not_say_is_the_upper_layers_and_at_the_top_the_default()
    {
        var upper = (Rules(RandomRules.Of("a", new ManualRule())) with { ValidityMonths = 36, DecidingTier = ReviewTier.City }).Over(null);
        var own = Rules(RandomRules.Of("b", new ManualRule())).Over(upper);

        Assert.Equal((36, 60, 5, ReviewTier.City), (own.ValidityMonths, own.RecheckMonths, own.PublicityWorkingDays, own.DecidingTier));
        Assert.Equal(["a", "b"], own.Requirements.Select(r => r.Code));
    }

    [Fact]
    public void An_exception_waives_no_more_of_the_upper_layer_than_that_allows()
    {
        var upper = (Rules(RandomRules.Of("title", new ManualRule()), RandomRules.Of("post", new ManualRule())) with { Exceptions = [Route("title")] }).Over(null);

        Assert.Equal(new("waives", "post", "title"), Assert.Single((Rules() with { Exceptions = [Route("title", "post")] }).WeakerThan(upper)).Weakness);
        Assert.Equal(new("needs_minute", "false", "true"), Assert.Single((Rules() with { Exceptions = [Route("title") with { NeedsMinute = false }] }).WeakerThan(upper)).Weakness);
        Assert.Empty((Rules(RandomRules.Of("own", new ManualRule())) with { Exceptions = [Route("title", "own")] }).WeakerThan(upper));
    }

    private static ExceptionRoute Route(params string[] waives) => new() { Code = "outstanding", Title = "破格", Waives = waives, NeedsMinute = true };

    private static LevelRules Rules(params Requirement[] requirements) => new() { Track = RecognitionTrack.Secondary, Level = RecognitionLevel.Middle, Requirements = requirements };

    private static int Verdict(LevelRules rules, Teacher teacher, DateOnly day) => rules.Check(teacher, day).Select(f => f.Outcome.Rank).DefaultIfEmpty(2).Min();
}
