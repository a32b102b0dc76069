using CsCheck;
using Faculty.Domain.Training.Planning;

namespace Faculty.Domain.Tests.Training.Planning;

public sealed class ExplanationTests
{
    [Fact]
    public void Every_unfilled_session_is_explained_and_a_swap_does_what_it_says() => Gen.Select(Instances.Of(5, 14), Gen.Int[0, 300]).Sample((instance, steps) =>
    {
        var bookings = Planner.Plan(instance, new() { Iterations = steps }, null, CancellationToken.None).Bookings;
        var frozen = bookings.Where((_, i) => i % 4 == 0).ToList();
        var before = Evaluator.Of(instance, bookings).Objective;

        var explained = Explanation.Of(instance, bookings, frozen, []);

        Assert.Equal(Enumerable.Range(0, instance.Sessions.Count).Except(bookings.Select(b => b.Session)), explained.Select(e => e.Session));
        foreach (var explanation in explained)
        {
            foreach (var kept in explanation.Eligible)
            {
                // A cap below the hours of the session keeps a trainer from it without any other.
                var (who, hours) = (instance.Trainers[kept.Trainer], instance.Sessions[explanation.Session].Hours);
                Assert.Equal(kept.IsFree, kept.Sessions.Count == 0 && hours <= who.WeekCap && hours <= who.QuarterCap);
                Assert.Equal(HardRule.None, instance.Broken(kept.Trainer, instance.ItemOf(explanation.Session), instance.Sessions[explanation.Session].Options[kept.Option]));
                if (instance.Items[instance.ItemOf(explanation.Session)].Need == 1)
                {
                    // Free is who could be booked as things stand, and nobody else.
                    Assert.Equal(kept.IsFree, Evaluator.Of(instance, [.. bookings, new(explanation.Session, kept.Option, [kept.Trainer])]).Broken.Count == 0);
                }
                Assert.All(kept.Sessions, s => Assert.Contains(kept.Trainer, bookings.Single(b => b.Session == s).Trainers));
            }
            if (explanation.Cheapest is { } swap)
            {
                var after = bookings.ToDictionary(b => b.Session);
                after.Add(explanation.Session, swap.Filling);
                foreach (var moved in swap.Moved)
                {
                    Assert.DoesNotContain(frozen, f => f.Session == moved.Session);
                    Assert.Equal(Evaluator.Written(moved.Before), Evaluator.Written(after.GetValueOrDefault(moved.Session)));
                    after.Remove(moved.Session);
                    if (moved.After is not null)
                    {
                        after.Add(moved.Session, moved.After);
                    }
                }
                var (objective, broken) = Evaluator.Of(instance, [.. after.Values]);
                Assert.Empty(broken);
                Assert.Equal(swap.Change, objective - before);
            }
        }
    }, iter: 200);

    [Fact]
    public void Who_takes_the_trainer_and_what_a_swap_costs_are_told()
    {
        var instance = new Instance(new(),
            [Trainer("wang"), Trainer("li") with { LeaveDays = [0] }],
            [
                new() { Id = "casting", Skill = 1, Priority = 3, Sessions = [Session((0, 0))] },
                new() { Id = "welding", Skill = 1, Priority = 1, Sessions = [Session((0, 0))] },
            ]);
        var bookings = Planner.Plan(instance, new() { Iterations = 500 }, null, CancellationToken.None).Bookings;

        var told = Assert.Single(Explanation.Of(instance, bookings, [], []));

        var wang = Assert.Single(told.Eligible);
        Assert.Equal((0, HardRule.DoubleBooked, 0), (wang.Trainer, wang.By, Assert.Single(wang.Sessions)));
        Assert.Equal(KeyValuePair.Create(HardRule.Leave, 1), Assert.Single(told.Excluded));
        Assert.Equal(-800, told.Cheapest!.Change);
        var dropped = Assert.Single(told.Cheapest.Moved);
        Assert.Equal((0, null), (dropped.Session, dropped.After));
        // What is confirmed is in nobody's way to be moved.
        Assert.Null(Assert.Single(Explanation.Of(instance, bookings, bookings, [])).Cheapest);
    }

    private static PlanTrainer Trainer(string id) => new() { Id = id, Skills = [new(1, 3, 0, 90)], WeekCap = 40, QuarterCap = 80, MaxTravel = 60 };

    private static PlanSession Session(params (int Day, int Slot)[] options) =>
        new() { Id = "session", Hours = 4, Options = [.. options.Select(o => new PlanOption(o.Day, o.Slot))] };
}
