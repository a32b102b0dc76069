using System.Globalization;
using CsCheck;
using Faculty.Domain.Training.Planning;

namespace Faculty.Domain.Tests.Training.Planning;

public sealed class PlannerTests
{
    private const int Steps = 1_500;

    [Fact]
    public void No_plan_breaks_a_rule_and_its_objective_is_what_another_counts() =>
        Gen.Select(Instances.Of(6, 14), Gen.Int[0, Steps], Gen.ULong).Sample((instance, steps, seed) =>
        {
            var plan = Planned(instance, steps, seed);

            var (objective, broken) = Evaluator.Of(instance, plan.Bookings);
            Assert.Empty(broken);
            Assert.Equal(objective, plan.Objective.Total);
        }, iter: 300);

    [Fact]
    public void A_search_that_is_stopped_leaves_a_plan_that_breaks_no_rule() =>
        Gen.Select(Instances.Of(6, 14), Gen.Int[0, 6]).Sample((instance, looks) =>
        {
            using var stop = new CancellationTokenSource();
            var plan = Planner.Plan(instance, new() { Iterations = 2 * Steps, TimeGone = () => looks-- > 0 ? 0 : 1 }, null, stop.Token);
            Assert.True(plan.StoppedEarly);
            Assert.Empty(Evaluator.Of(instance, plan.Bookings).Broken);

            stop.Cancel();
            plan = Planner.Plan(instance, new() { Iterations = Steps }, null, stop.Token);
            Assert.Equal((0, true), (plan.Iterations, plan.StoppedEarly));
            Assert.Empty(Evaluator.Of(instance, plan.Bookings).Broken);
        }, iter: 100);

    [Fact]
    public void Small_quarters_are_planned_as_well_as_can_be() =>
        Instances.Tiny.Sample(instance => Assert.Equal(Evaluator.Optimum(instance), Planned(instance, Steps, seed: 1).Objective.Total), iter: 300);

    [Fact]
    public void Without_a_trainer_no_plan_is_better() => Instances.Tiny.Sample(instance =>
    {
        var best = Evaluator.Optimum(instance);
        for (var gone = 0; gone < instance.Trainers.Count; gone++)
        {
            // Whoever has no skill can come to nothing; positions stay as they are.
            var fewer = new Instance(instance.Weights, [.. instance.Trainers.Select((t, i) => i == gone ? t with { Skills = [] } : t)], instance.Items);
            Assert.InRange(Evaluator.Optimum(fewer), 0, best);
            Assert.InRange(Planned(fewer, Steps, seed: 1).Objective.Total, 0, best);
        }
    }, iter: 100);

    [Fact]
    public void What_is_confirmed_stays_as_it_is() => Gen.Select(Instances.Of(6, 14), Gen.ULong).Sample((instance, seed) =>
    {
        var first = Planned(instance, 100, seed).Bookings;
        var frozen = first.Where((_, i) => i % 2 == 0).ToList();

        var plan = Planner.Plan(instance, new() { Iterations = Steps, Seed = seed + 1, Frozen = frozen }, null, CancellationToken.None);

        Assert.Empty(Evaluator.Of(instance, plan.Bookings).Broken);
        Assert.All(frozen, b => Assert.Contains(plan.Bookings, p => p.Session == b.Session && p.Option == b.Option && p.Trainers.SequenceEqual(b.Trainers)));
    }, iter: 200);

    [Fact]
    public void What_is_confirmed_and_breaks_a_rule_is_refused_and_named()
    {
        var instance = new Instance(new(), [new() { Id = "t", Skills = [new(1, 3, 0, 9)], WeekCap = 9, QuarterCap = 9, MaxTravel = 60, Languages = 1 }],
            [new() { Id = "i", Skill = 1, Sessions = [new() { Id = "s", Hours = 3, Options = [new(9, 0), new(10, 0)] }] }]);
        Booking good = new(0, 0, [0]), lapsed = new(0, 1, [0]);

        Assert.Empty(Planner.BrokenAmong(instance, [good]));
        Assert.Same(lapsed, Assert.Single(Planner.BrokenAmong(instance, [lapsed])));
        Assert.Throws<ArgumentException>(() => Planner.Plan(instance, new() { Frozen = [lapsed] }, null, CancellationToken.None));
    }

    [Fact]
    public void The_same_seed_gives_the_same_plan_in_any_culture() => Gen.Select(Instances.Of(6, 14), Gen.ULong).Sample((instance, seed) =>
    {
        // So few that other seeds would mostly give other plans.
        var first = Written(Planned(instance, steps: 15, seed));
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            other.NumberFormat = new() { NegativeSign = "−", NumberDecimalSeparator = "," };
            CultureInfo.CurrentCulture = other;
            Assert.Equal(first, Written(Planned(instance, steps: 15, seed)));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }, iter: 200);

    [Fact]
    public void Planning_again_keeps_the_former_plan_where_nothing_is_gained_by_another() => Gen.Select(Instances.Of(6, 14), Gen.ULong).Sample((instance, seed) =>
    {
        var former = Planned(instance, Steps, seed).Bookings;

        var plan = Planner.Plan(instance, new() { Iterations = Steps, Seed = seed + 1, Former = former }, null, CancellationToken.None);

        var (objective, broken) = Evaluator.Of(instance, plan.Bookings);
        var lost = former.Sum(b => b.Trainers.Count(t => !plan.Bookings.Any(p => p.Session == b.Session && p.Option == b.Option && p.Trainers.Contains(t))));
        Assert.Empty(broken);
        Assert.Equal(objective - (instance.Weights.Stability * lost), plan.Objective.Total);
        // The former plan itself loses nothing.
        Assert.True(plan.Objective.Total >= Evaluator.Of(instance, former).Objective);
    }, iter: 100);

    [Fact]
    public void The_input_has_another_hash_when_anything_in_it_is_otherwise() => Instances.Of(3, 4).Sample(instance =>
    {
        Instance Copy(PlanWeights weights, Func<PlanTrainer, PlanTrainer> trainer, Func<PlanItem, PlanItem> item) =>
            new(weights, [.. instance.Trainers.Select(trainer)], [.. instance.Items.Select(item)]);
        string[] hashes =
        [
            instance.Hash,
            Copy(instance.Weights with { Continuity = 61 }, t => t, i => i).Hash,
            Copy(instance.Weights, t => t with { Fee = t.Fee + 1 }, i => i).Hash,
            Copy(instance.Weights, t => t with { LeaveDays = [.. t.LeaveDays, 99] }, i => i).Hash,
            Copy(instance.Weights, t => t, i => i with { X = i.X + 0.5 }).Hash,
            Copy(instance.Weights, t => t, i => i with { Sessions = [.. i.Sessions.Select(s => s with { Hours = s.Hours + 1 })] }).Hash,
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(instance.Hash, Copy(instance.Weights, t => t with { }, i => i with { }).Hash);
        Assert.Matches("^[0-9a-f]{64}\\z", instance.Hash);
    }, iter: 20);

    private static QuarterPlan Planned(Instance instance, long steps, ulong seed) =>
        Planner.Plan(instance, new() { Iterations = steps, Seed = seed }, null, CancellationToken.None);

    private static string Written(QuarterPlan plan) => string.Join(';', plan.Bookings.Select(Evaluator.Written));
}
