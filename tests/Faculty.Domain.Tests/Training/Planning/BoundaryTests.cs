using Faculty.Domain.Training.Planning;

namespace Faculty.Domain.Tests.Training.Planning;

/// <summary>Each rule on both sides of its edge: one trainer, and what is filled of one item or two.</summary>
public sealed class BoundaryTests
{
    private static readonly PlanTrainer Wang = new()
    {
        Id = "wang", Skills = [new(1, 3, 0, 90)], WeekCap = 40, QuarterCap = 200, MaxTravel = 500, Languages = 1,
    };

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void A_certificate_counts_on_its_first_and_last_day(int day, bool filled) =>
        Assert.Equal(filled ? 1 : 0, Filled(Wang with { Skills = [new(1, 3, 10, 20)] }, Item(Session((day, 0)))));

    [Fact]
    public void A_certificate_that_lapses_between_the_sessions_of_an_item_leaves_the_later_ones_to_another()
    {
        var li = Wang with { Id = "li", Fee = 300 };
        var plan = Planned([Wang with { Skills = [new(1, 3, 0, 14)] }, li], Item(Session((7, 0)), Session((14, 0)), Session((21, 0))));

        // Another face costs less than three sessions of the dearer one.
        Assert.Equal([0, 0, 1], plan.Bookings.Select(b => Assert.Single(b.Trainers)));
    }

    [Theory]
    [InlineData(60.0, 2)]
    [InlineData(60.9, 2)]
    [InlineData(61.0, 1)]
    public void Neighbouring_slots_are_at_most_the_travel_buffer_apart(double apart, int filled) =>
        Assert.Equal(filled, Filled(Wang, Item(Session((3, 0))), Item(Session((3, 1))) with { X = apart }));

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    public void A_slot_between_or_the_night_is_time_enough(int slot, int filled) =>
        Assert.Equal(filled, Filled(Wang, Item(Session((3, slot))), Item(Session((3, 2))) with { X = 300 }));

    [Fact]
    public void The_last_slot_of_a_day_and_the_first_of_the_next_are_no_neighbours() =>
        Assert.Equal(2, Filled(Wang, Item(Session((3, 2))), Item(Session((4, 0))) with { X = 300 }));

    [Theory]
    [InlineData(60.9, 1)]
    [InlineData(61.0, 0)]
    public void Teaching_in_the_slot_before_or_after_leaves_only_places_within_the_buffer(double far, int filled)
    {
        Assert.Equal(filled, Filled(Wang with { Teaching = 1u << ((3 * 3) + 0) }, Item(Session((3, 1))) with { X = far }));
        Assert.Equal(filled, Filled(Wang with { Teaching = 1u << ((3 * 3) + 2) }, Item(Session((3, 1))) with { X = far }));
        Assert.Equal(0, Filled(Wang with { Teaching = 1u << ((3 * 3) + 1) }, Item(Session((10, 1)))));
        // The evening of the day before does not count.
        Assert.Equal(1, Filled(Wang with { Teaching = 1u << ((2 * 3) + 2) }, Item(Session((3, 0))) with { X = far }));
    }

    [Theory]
    [InlineData(6, 7, 2)]
    [InlineData(7, 8, 1)]
    [InlineData(0, 6, 1)]
    public void Hours_of_a_week_end_with_its_Sunday(int day, int other, int filled) =>
        Assert.Equal(filled, Filled(Wang with { WeekCap = 4 }, Item(Session((day, 0))), Item(Session((other, 0)))));

    [Theory]
    [InlineData(8, 2)]
    [InlineData(7, 1)]
    public void Hours_may_reach_the_cap_and_not_pass_it(int cap, int filled)
    {
        Assert.Equal(filled, Filled(Wang with { WeekCap = cap }, Item(Session((0, 0)), Session((1, 0)))));
        Assert.Equal(filled, Filled(Wang with { QuarterCap = cap }, Item(Session((0, 0)), Session((30, 0)))));
    }

    [Theory]
    [InlineData(4, 1, 0, 0)]
    [InlineData(5, 1, 15, 0)]
    [InlineData(6, 1, 15, 0)]
    [InlineData(7, 1, 0, 0)]
    [InlineData(4, 2, 0, 10)]
    [InlineData(6, 2, 15, 10)]
    public void Weekends_and_evenings_cost_more(int day, int slot, int weekend, int evening)
    {
        var objective = Planned([Wang], Item(Session((day, slot)))).Objective;

        Assert.Equal((weekend, evening, 400 - 60 - weekend - evening), (objective.Weekend, objective.Evening, objective.Total));
    }

    [Fact]
    public void The_first_entry_of_a_skill_is_the_one_that_counts() =>
        Assert.Equal(0, Filled(Wang with { Skills = [new(1, 1, 0, 90), new(1, 5, 0, 90)] }, Item(Session((0, 0))) with { MinLevel = 2 }));

    [Fact]
    public void Of_what_does_not_fit_together_the_more_urgent_is_filled()
    {
        var plan = Planned([Wang with { QuarterCap = 4 }], Item(Session((0, 0))), Item(Session((9, 0))) with { Priority = 3 }, Item(Session((20, 0))) with { Priority = 2 });

        Assert.Equal(1, Assert.Single(plan.Bookings).Session);
    }

    [Fact]
    public void What_costs_more_than_it_is_worth_stays_unfilled() => Assert.Equal(0, Filled(Wang with { Fee = 2_000 }, Item(Session((0, 0)))));

    [Fact]
    public void Several_trainers_come_at_one_time_or_none_does()
    {
        var plan = Planned([Wang with { LeaveDays = [0] }, Wang with { LeaveDays = [1] }], Item(Session((0, 0), (1, 0), (2, 0))) with { Need = 2, Priority = 3 });

        Assert.Equal(2, Assert.Single(plan.Bookings).Option);
        Assert.Equal(0, Filled(Wang, Item(Session((0, 0))) with { Need = 2 }));
    }

    [Fact]
    public void A_quarter_without_trainers_or_without_sessions_is_planned_too()
    {
        Assert.Empty(Planned([], Item(Session((0, 0)), Session())).Bookings);
        Assert.Empty(Planned([Wang], Item()).Bookings);
        Assert.Empty(Planned([Wang]).Bookings);
    }

    private static int Filled(PlanTrainer trainer, params PlanItem[] items) => Planned([trainer], items).Bookings.Count;

    private static QuarterPlan Planned(PlanTrainer[] trainers, params PlanItem[] items)
    {
        var instance = new Instance(new(), trainers, items);
        var plan = Planner.Plan(instance, new() { Iterations = 500 }, null, CancellationToken.None);
        Assert.Empty(Evaluator.Of(instance, plan.Bookings).Broken);
        return plan;
    }

    private static PlanItem Item(params PlanSession[] sessions) => new() { Id = "item", Skill = 1, MinLevel = 1, Languages = 1, Sessions = sessions };

    private static PlanSession Session(params (int Day, int Slot)[] options) =>
        new() { Id = "session", Hours = 4, Options = [.. options.Select(o => new PlanOption(o.Day, o.Slot))] };
}
