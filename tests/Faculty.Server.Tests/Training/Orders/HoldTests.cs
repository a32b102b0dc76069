using Faculty.Server.Tests.Training.Pool;
using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Training.Orders.Ordering;
using static Faculty.Server.Tests.Training.Pool.Pooling;

namespace Faculty.Server.Tests.Training.Orders;

/// <summary>Nobody is promised twice: not to two at once, not over the edge of an hour, not when a quote runs out or a clock jumps.</summary>
public sealed class HoldTests
{
    private readonly TestClock clock = TestClock.At(2025, 11, 25);

    [Fact]
    public async Task Of_sixty_four_that_want_one_slot_at_once_exactly_one_gets_it()
    {
        await using var server = await StartOrdersAsync(clock);
        var trainer = await server.PoolAsync();
        var orders = server.Orders();
        var numbers = new List<string>();
        for (var i = 0; i < 64; i++)
        {
            await server.Organisations.CreateOrganisationAsync(Create($"E{i}", OrganisationKind.Enterprise, $"企业{i}", County));
            numbers.Add(await orders.SubmittedAsync($"E{i}"));
        }
        // Each wants other minutes of the same morning: any two of them meet.
        var outcomes = await Task.WhenAll(numbers.Select(async (number, i) =>
        {
            try
            {
                await orders.QuoteOrderAsync(Quote(number, Session(trainer.TrainerId, from: $"08:{i % 60:00}", to: "12:00")));
                return "";
            }
            catch (RpcException refused)
            {
                return $"{Refused(ErrorReason.SlotTaken, refused).Fact("free")}";
            }
        }));
        var winner = Assert.Single(outcomes.Index(), o => o.Item.Length == 0).Index;
        // What is free is told, and nothing of who has the rest.
        Assert.All(outcomes.Where(o => o.Length > 0), free => Assert.EndsWith("12:00–21:00", free, StringComparison.Ordinal));
        var states = await Task.WhenAll(numbers.Select(async n => (await orders.ReadAsync(n)).State));
        Assert.Equal([(OrderState.Submitted, 63), (OrderState.Quoted, 1)], states.GroupBy(s => s).OrderBy(g => g.Key).Select(g => (g.Key, g.Count())));
        Assert.Equal(OrderState.Quoted, states[winner]);
    }

    [Fact]
    public async Task Twelve_and_twelve_fit_together_and_a_minute_before_does_not()
    {
        await using var server = await StartOrdersAsync(clock);
        var trainer = await server.PoolAsync();
        var orders = server.Orders();
        await server.ConfirmedAsync(Session(trainer.TrainerId));
        var number = await orders.SubmittedAsync();
        var refused = await RefusedAsync(ErrorReason.SlotTaken, orders.QuoteOrderAsync(Quote(number, Session(trainer.TrainerId, from: "11:59", to: "16:00"))));
        Assert.Equal((trainer.TrainerId, "2025-12-15", "11:59", "16:00", "12:00–21:00"), (refused.Fact("trainer_id"), refused.Fact("day"), refused.Fact("from_time"), refused.Fact("to_time"), refused.Fact("free")));
        await orders.QuoteOrderAsync(Quote(number, Session(trainer.TrainerId, from: "12:00", to: "16:00")));
        // Another enterprise stands elsewhere: there is the way to it.
        var other = await orders.SubmittedAsync(Second);
        refused = await RefusedAsync(ErrorReason.BookingRefused, orders.QuoteOrderAsync(Quote(other, Session(trainer.TrainerId, from: "16:00", to: "20:00"))));
        Assert.Equal(("TravelTime", "OtherTime", "30"), (refused.Fact("booking_rule"), refused.Fact("booking_mend"), refused.Fact("needed_minutes")));
        await orders.QuoteOrderAsync(Quote(other, Session(trainer.TrainerId, from: "16:30", to: "20:00")));
    }

    [Fact]
    public async Task A_hold_counts_for_nothing_from_its_last_instant_on_and_the_order_is_back_with_the_school()
    {
        await using var server = await StartOrdersAsync(clock);
        var trainer = await server.PoolAsync();
        var (orders, enterprise) = (server.Orders(), await server.OrdersAsAsync(Role.Enterprise, Enterprise));
        var (first, second) = (await orders.SubmittedAsync(), await orders.SubmittedAsync(Second));
        await orders.QuoteOrderAsync(Quote(first, Session(trainer.TrainerId)));
        clock.Now = clock.Now.AddHours(24).AddTicks(-1);
        await RefusedAsync(ErrorReason.SlotTaken, orders.QuoteOrderAsync(Quote(second, Session(trainer.TrainerId))));
        clock.Now = clock.Now.AddTicks(1);
        Assert.Equal((OrderState.Submitted, OrderParty.School), (await enterprise.ReadAsync(first)) is var view ? (view.State, view.Next.Party) : default);
        var refused = await RefusedAsync(ErrorReason.HoldExpired, enterprise.ConfirmOrderAsync(new() { Number = first }));
        Assert.Equal((first, "2025-11-26T04:00:00Z"), (refused.Fact("order_number"), refused.Fact("expire_time")));
        // Still free: quoted again as it was, it can be confirmed.
        await orders.QuoteOrderAsync(Quote(first));
        Assert.Equal(OrderState.Confirmed, (await enterprise.ConfirmOrderAsync(new() { Number = first })).View.State);
        await RefusedAsync(ErrorReason.SlotTaken, orders.QuoteOrderAsync(Quote(second, Session(trainer.TrainerId))));
    }

    [Fact]
    public async Task A_clock_that_jumps_and_comes_back_gives_nothing_to_two()
    {
        await using var server = await StartOrdersAsync(clock);
        var trainer = await server.PoolAsync();
        var (orders, enterprise) = (server.Orders(), await server.OrdersAsAsync(Role.Enterprise, Enterprise));
        var (first, second) = (await orders.SubmittedAsync(), await orders.SubmittedAsync(Second));
        var noon = clock.Now;
        await orders.QuoteOrderAsync(Quote(first, Session(trainer.TrainerId)));
        clock.Now = noon.AddDays(2);
        await orders.QuoteOrderAsync(Quote(second, Session(trainer.TrainerId)));
        clock.Now = noon.AddHours(1);
        await RefusedAsync(ErrorReason.HoldExpired, enterprise.ConfirmOrderAsync(new() { Number = first }));
        Assert.Equal(OrderState.Confirmed, (await orders.ConfirmOrderAsync(new() { Number = second, Note = "电话确认" })).View.State);
        // After a restart too: all of it is in the store.
        await server.RestartAsync();
        await RefusedAsync(ErrorReason.HoldExpired, server.Orders().ConfirmOrderAsync(new() { Number = first, Note = "电话确认" }));
        Assert.Equal(OrderState.Confirmed, (await server.Orders().ReadAsync(second)).State);
    }

    [Fact]
    public async Task A_certificate_that_lapses_in_the_middle_of_a_course_ends_it_for_this_trainer()
    {
        await using var server = await StartOrdersAsync(clock);
        var trainer = await server.AdmitAsync(await server.ProposeAsync(await server.HireSkilledAsync(last: Day(2025, 12, 16))));
        var number = await server.Orders().SubmittedAsync();
        var sessions = Enumerable.Range(15, 3).Select(d => Session(trainer.TrainerId, Day(2025, 12, d))).ToArray();
        var refused = await RefusedAsync(ErrorReason.BookingRefused, server.Orders().QuoteOrderAsync(Quote(number, sessions)));
        Assert.Equal(("CredentialNotValid", "RenewCredential", "2025-12-17", "2025-12-16"), (refused.Fact("booking_rule"), refused.Fact("booking_mend"), refused.Fact("day"), refused.Fact("valid_until")));
        await server.Orders().QuoteOrderAsync(Quote(number, sessions[..2]));
    }

    [Fact]
    public async Task What_changed_since_the_quote_is_found_when_it_is_confirmed_and_the_enterprise_is_told_of_no_trainer()
    {
        await using var server = await StartOrdersAsync(clock);
        var trainer = await server.PoolAsync();
        var enterprise = await server.OrdersAsAsync(Role.Enterprise, Enterprise);
        var number = await server.Orders().SubmittedAsync();
        await server.Orders().QuoteOrderAsync(Quote(number, Session(trainer.TrainerId)));
        await server.RecordAsync(trainer.TrainerId, TrainerEventType.Suspend, Day(2025, 12, 1));
        var refused = await RefusedAsync(ErrorReason.QuoteOutdated, enterprise.ConfirmOrderAsync(new() { Number = number }));
        Assert.DoesNotContain(trainer.TrainerId, $"{refused.Status}", StringComparison.Ordinal);
        await server.RecordAsync(trainer.TrainerId, TrainerEventType.Reinstate, Day(2025, 12, 10));
        Assert.Equal(OrderState.Confirmed, (await enterprise.ConfirmOrderAsync(new() { Number = number })).View.State);
    }

    [Fact]
    public async Task One_person_in_two_pools_is_in_one_place_at_a_time()
    {
        await using var server = await StartOrdersAsync(clock);
        var person = await server.HireSkilledAsync();
        var (ofSchool, ofCounty) = (await server.AdmitAsync(await server.ProposeAsync(person)), await server.AdmitAsync(await server.ProposeAsync(person, school: County)));
        await server.ConfirmedAsync(Session(ofSchool.TrainerId));
        var number = await server.Orders().SubmittedAsync(Second);
        await RefusedAsync(ErrorReason.SlotTaken, server.Orders().QuoteOrderAsync(Quote(number, Session(ofCounty.TrainerId))));
        // A pool of another school is nobody's here.
        var elsewhere = await server.Orders().SubmittedAsync(school: "JC");
        await RefusedAsync(ErrorReason.NotFound, server.Orders().QuoteOrderAsync(Quote(elsewhere, Session(ofSchool.TrainerId, Day(2025, 12, 16)))));
        await server.Orders().QuoteOrderAsync(Quote(elsewhere, Session(ofCounty.TrainerId, Day(2025, 12, 16))));
    }
}
