using CsCheck;
using Faculty.Domain.Training.Orders;
using static Faculty.Domain.Tests.Training.Orders.Ordering;

namespace Faculty.Domain.Tests.Training.Orders;

/// <summary>An order from the draft to its settlement.</summary>
public sealed class OrderTests
{
    // The table in other words: what may be done in a state, and what comes of it. Confirming is the enterprise's, the rest is what somebody does.
    private static readonly Dictionary<OrderState, (OrderStepType Step, OrderState Next)[]> Arrows = new()
    {
        [OrderState.Draft] = [(OrderStepType.Revise, OrderState.Draft), (OrderStepType.Submit, OrderState.Submitted), (OrderStepType.Cancel, OrderState.Cancelled)],
        [OrderState.Submitted] =
        [
            (OrderStepType.Quote, OrderState.Quoted), (OrderStepType.Reject, OrderState.Rejected), (OrderStepType.RecordNoTrainer, OrderState.NoTrainer), (OrderStepType.Cancel, OrderState.Cancelled),
        ],
        [OrderState.Quoted] = [(OrderStepType.Quote, OrderState.Quoted), (OrderStepType.Confirm, OrderState.Confirmed), (OrderStepType.Reject, OrderState.Rejected), (OrderStepType.Cancel, OrderState.Cancelled)],
        [OrderState.NoTrainer] = [(OrderStepType.Requeue, OrderState.Submitted), (OrderStepType.Reject, OrderState.Rejected), (OrderStepType.Cancel, OrderState.Cancelled)],
        [OrderState.Confirmed] =
        [
            (OrderStepType.Reschedule, OrderState.Confirmed), (OrderStepType.ReplaceTrainer, OrderState.Confirmed), (OrderStepType.RecordAttendance, OrderState.InDelivery), (OrderStepType.Cancel, OrderState.Cancelled),
        ],
        [OrderState.InDelivery] =
        [
            (OrderStepType.Reschedule, OrderState.InDelivery), (OrderStepType.ReplaceTrainer, OrderState.InDelivery), (OrderStepType.RecordAttendance, OrderState.InDelivery),
            (OrderStepType.Deliver, OrderState.Delivered), (OrderStepType.Cancel, OrderState.Cancelled),
        ],
        [OrderState.Delivered] = [(OrderStepType.Rate, OrderState.Rated), (OrderStepType.Settle, OrderState.Settled)],
        [OrderState.Rated] = [(OrderStepType.Settle, OrderState.Settled)],
        [OrderState.Settled] = [],
        [OrderState.Rejected] = [],
        [OrderState.Cancelled] = [],
    };

    [Fact]
    public void Whatever_is_tried_in_whatever_order_only_the_arrows_of_the_table_are_taken_and_every_one_is()
    {
        var steps = Arrows.Values.SelectMany(a => a).Select(a => a.Step).Distinct().ToArray();
        var taken = new System.Collections.Concurrent.ConcurrentDictionary<(OrderState, OrderStepType, OrderState), bool>();
        Gen.Select(Gen.Int[0, steps.Length - 1], Gen.Int[0, 4], Gen.Bool).Array[1, 40].Sample(
            tried =>
            {
                var (order, now, quoted) = (Draft(), Noon, DateTimeOffset.MinValue);
                foreach (var (number, hours, any) in tried)
                {
                    // Now and then a long time passes, so that quotes run out.
                    now = now.AddHours(hours == 4 ? 24 : hours);
                    var model = order.State == OrderState.Quoted && now - quoted >= TimeSpan.FromHours(24) ? OrderState.Submitted : order.State;
                    Assert.Equal(model, order.StateAt(now));
                    // Half of what is tried is in the table, or few orders would come to their end.
                    var step = any || Arrows[model].Length == 0 ? steps[number] : Arrows[model][number % Arrows[model].Length].Step;
                    // Of two sessions both are held before anything is delivered, and then there is nothing left to move.
                    var ripe = model != OrderState.InDelivery || step switch
                    {
                        OrderStepType.Deliver => order.Sessions.All(s => s.Held),
                        OrderStepType.Reschedule or OrderStepType.ReplaceTrainer => order.Sessions.Any(s => !s.Held),
                        _ => true,
                    };
                    var arrow = Arrows[model].FirstOrDefault(a => a.Step == step);
                    // The enterprise may rate what was settled, once; that changes no state.
                    var late = step == OrderStepType.Rate && model == OrderState.Settled && order.Ratings.Count == 0;
                    if (late || arrow.Next == OrderState.Unspecified || !ripe)
                    {
                        Assert.Equal(late ? null : (Reason?)Expected(order, model, step, ripe), Record.Exception(() => Try(order, step, now)) is RuleBroken broken ? broken.Reason : null);
                        continue;
                    }
                    order = Try(order, step, now);
                    quoted = step == OrderStepType.Quote ? now : quoted;
                    Assert.Equal((arrow.Next, step), (order.StateAt(now), order.Steps[^1].Type));
                    taken[(model, step, arrow.Next)] = true;
                }
            },
            iter: 20_000);
        Assert.Empty(Arrows.SelectMany(a => a.Value.Select(v => (a.Key, v.Step, v.Next))).Except(taken.Keys));
    }

    private static Reason Expected(Order order, OrderState model, OrderStepType step, bool ripe) => step switch
    {
        OrderStepType.Deliver when !ripe => Reason.AttendanceMissing,
        OrderStepType.Reschedule when !ripe => Reason.SessionHeld,
        OrderStepType.ReplaceTrainer when !ripe => Reason.SessionUnknown,
        OrderStepType.Confirm when order.State == OrderState.Quoted && model == OrderState.Submitted => Reason.HoldExpired,
        OrderStepType.Rate when order.Ratings.Count > 0 => Reason.RatedAlready,
        _ => Reason.OrderState,
    };

    private static Order Try(Order order, OrderStepType step, DateTimeOffset now)
    {
        var (enterprise, school) = (By(OrderParty.Enterprise, now), By(OrderParty.School, now));
        return step switch
        {
            OrderStepType.Revise => order.Revise(Draft(Line(heads: 12)), enterprise),
            OrderStepType.Submit => order.Submit(enterprise),
            OrderStepType.Quote => order.MakeQuote([Session(day: school.Today), Session("s2", day: school.Today, from: "13:00", to: "17:00")], NoPrices, SettlementBasis.PerPass, school, ""),
            OrderStepType.Confirm => order.Confirm(enterprise, ""),
            OrderStepType.Reject => order.Reject(school, "满员"),
            OrderStepType.Cancel => order.Cancel(enterprise, "停产"),
            OrderStepType.RecordNoTrainer => order.RecordNoTrainer(school, ""),
            OrderStepType.Requeue => order.Requeue(school, ""),
            OrderStepType.Reschedule => order.Reschedule(Session("s2", day: school.Today, from: "18:00", to: "20:00"), school, "改期"),
            OrderStepType.ReplaceTrainer => order.ReplaceTrainer(order.Sessions is [.., var last] ? last.TrainerIds[0] : "w1", $"w{order.Roster.Count + 1}", Monday.AddDays(-30), school, "病假"),
            OrderStepType.RecordAttendance => order.RecordAttendance([.. order.Sessions.Where(s => !s.Held).Take(1).Select(s => (s.SessionId, 9))], school),
            OrderStepType.Deliver => order.Deliver([new(1, 9, 8)], school),
            OrderStepType.Rate => order.Rate(new() { Party = OrderParty.Enterprise, Stars = 5 }, enterprise),
            _ => order.Settle("结〔2026〕1号", "企业未评价", school),
        };
    }

    [Fact]
    public void A_quote_holds_for_24_hours_and_is_over_at_the_instant_itself()
    {
        var order = Quoted();
        Assert.Equal(Noon.AddHours(24), order.Quote!.ExpireTime);
        var (before, after) = (Noon.AddHours(24).AddTicks(-1), Noon.AddHours(24));
        Assert.Equal((OrderState.Quoted, OrderState.Submitted), (order.StateAt(before), order.StateAt(after)));
        Assert.Equal(OrderState.Confirmed, order.Confirm(By(OrderParty.Enterprise, before), "").State);
        Assert.Equal(Reason.HoldExpired, Refused(() => order.Confirm(By(OrderParty.Enterprise, after), "")));
        // Quoted again without sessions it is the same quote, renewed.
        var renewed = order.MakeQuote([], NoPrices, SettlementBasis.PerPass, By(OrderParty.School, after), "");
        Assert.Equal((OrderState.Quoted, after.AddHours(24)), (renewed.StateAt(after), renewed.Quote!.ExpireTime));
        Assert.Equal(order.Sessions, renewed.Sessions);
    }

    [Fact]
    public void A_clock_that_is_set_back_wakes_no_quote_up_and_dates_no_step_before_another()
    {
        var order = Quoted();
        var expired = order.RecordNoTrainer(By(OrderParty.School, Noon.AddHours(25)), "").Requeue(By(OrderParty.School, Noon.AddHours(-48)), "");
        Assert.Equal(OrderState.Submitted, expired.StateAt(Noon));
        Assert.Equal(expired.Steps.Select(s => s.Time).Order(), expired.Steps.Select(s => s.Time));
    }

    [Fact]
    public void An_order_without_a_price_in_the_menu_takes_one_that_is_typed_a_head_or_for_the_class()
    {
        var order = Draft(Line(price: null)).Submit(By(OrderParty.Enterprise));
        Order Quote(params (int, TypedPrice)[] prices) => order.MakeQuote([Session()], prices.ToDictionary(), SettlementBasis.PerPass, By(OrderParty.School), "");
        Assert.Equal(Reason.PriceMissing, Refused(() => Quote()));
        Assert.Equal(20 * 12_34, Quote((1, new(12_34, null))).Quote!.AmountFen);
        Assert.Equal(9_999_99, Quote((1, new(null, 9_999_99))).Quote!.AmountFen);
        Assert.Equal(20 * 1_000_00, Quoted().Quote!.AmountFen);
    }

    [Fact]
    public void Heads_fit_the_class_days_fit_the_windows_and_a_session_has_exactly_the_trainers_it_needs()
    {
        Assert.Equal(Reason.HeadsOutOfClass, Refused(() => Draft(Line(heads: 9)).Submit(By(OrderParty.Enterprise))));
        Assert.Equal(Reason.HeadsOutOfClass, Refused(() => Draft(Line(heads: 41)).Submit(By(OrderParty.Enterprise))));
        Assert.Equal(Reason.WindowOver, Refused(() => Draft().Submit(By(OrderParty.Enterprise, Noon.AddMonths(2)))));
        Assert.Equal(Reason.SessionOutsideWindow, Refused(() => Quoted(Session(day: new(2027, 1, 1)))));
        Assert.Equal(Reason.SessionOutsideWindow, Refused(() => Quoted(Session(day: new(2026, 11, 26)))));
        Assert.Equal(Reason.TrainerCount, Refused(() => Quoted(Session() with { TrainerIds = [] })));
        Assert.Equal(Reason.TrainerCount, Refused(() => Quoted(Session() with { TrainerIds = ["w1", "w2"] })));
        Assert.Equal(Reason.OrderIncomplete, Refused(() => Draft(Line(), Line(2)).Submit(By(OrderParty.Enterprise)).MakeQuote([Session()], NoPrices, SettlementBasis.PerPass, By(OrderParty.School), "")));
        Assert.Equal(Reason.SessionsOverlap, Refused(() => Quoted(Session(), Session("s2", "w2", from: "11:59", to: "16:00"))));
        Assert.Equal(2, Quoted(Session(), Session("s2", "w2", from: "12:00", to: "16:00")).Sessions.Count);
    }

    [Fact]
    public void Who_falls_ill_is_replaced_from_a_day_on_and_everybody_keeps_their_alias()
    {
        var order = Quoted(Session(), Session("s2", day: Monday.AddDays(1)), Session("s3", day: Monday.AddDays(2))).Confirm(By(OrderParty.Enterprise), "")
            .ReplaceTrainer("w1", "w2", Monday.AddDays(1), By(OrderParty.School), "病假");
        Assert.Equal(["w1", "w2", "w2"], order.Sessions.Select(s => s.TrainerIds.Single()));
        Assert.Equal(("T1", "T2"), (order.AliasOf("w1"), order.AliasOf("w2")));
        Assert.Equal(("T1", "T2"), (order.ReplaceTrainer("w1", "w3", Monday, By(OrderParty.School), "病假").AliasOf("w1"), order.AliasOf("w2")));
        Assert.Equal(Reason.SessionUnknown, Refused(() => order.ReplaceTrainer("w1", "w2", Monday.AddDays(1), By(OrderParty.School), "")));
        // What was held stays as it was.
        var held = order.RecordAttendance([("s1", 18)], By(OrderParty.School, Noon.AddDays(12)));
        Assert.Equal(Reason.SessionHeld, Refused(() => held.Reschedule(Session(day: Monday.AddDays(9)), By(OrderParty.School), "")));
        Assert.Equal(Reason.SessionUnknown, Refused(() => held.ReplaceTrainer("w1", "w3", Monday, By(OrderParty.School), "")));
        // A session that moves keeps its trainer.
        Assert.Equal(["w2"], held.Reschedule(Session("s2", trainer: "", day: Monday.AddDays(9)) with { TrainerIds = [] }, By(OrderParty.School), "停电").Sessions[1].TrainerIds);
    }

    [Fact]
    public void Attendance_comes_with_the_day_and_nobody_passes_who_did_not_complete()
    {
        var order = Quoted(Session(), Session("s2", day: Monday.AddDays(1))).Confirm(By(OrderParty.Enterprise), "");
        var (first, second) = (By(OrderParty.School, Noon.AddDays(10)), By(OrderParty.School, Noon.AddDays(11)));
        Assert.Equal(Reason.SessionAhead, Refused(() => order.RecordAttendance([("s2", 20)], first)));
        Assert.Equal(Reason.HeadCount, Refused(() => order.RecordAttendance([("s1", 21)], first)));
        var begun = order.RecordAttendance([("s1", 20)], first);
        Assert.Equal(Reason.AttendanceMissing, Refused(() => begun.Deliver([new(1, 20, 20)], second)));
        var taught = begun.RecordAttendance([("s2", 18)], second);
        Assert.Equal(Reason.HeadCount, Refused(() => taught.Deliver([new(1, 21, 20)], second)));
        Assert.Equal(Reason.HeadCount, Refused(() => taught.Deliver([new(1, 18, 19)], second)));
        Assert.Equal(Reason.OrderIncomplete, Refused(() => taught.Deliver([], second)));
        Assert.Equal((18, 17), (taught.Deliver([new(1, 18, 17)], second).Lines[0].Completed, taught.Deliver([new(1, 18, 17)], second).Lines[0].Passed));
    }

    [Fact]
    public void Each_party_rates_once_and_an_order_the_enterprise_did_not_rate_is_settled_with_a_reason()
    {
        var delivered = Delivered(passed: 17);
        var bySchool = delivered.Rate(new() { Party = OrderParty.School, Stars = 4 }, By(OrderParty.School, Noon.AddDays(20)));
        Assert.Equal(OrderState.Delivered, bySchool.State);
        Assert.Equal(Reason.RatedAlready, Refused(() => bySchool.Rate(new() { Party = OrderParty.School, Stars = 4 }, By(OrderParty.School))));
        Assert.Equal(Reason.OrderUnrated, Refused(() => bySchool.Settle("1", "", By(OrderParty.School))));
        Assert.Equal(OrderState.Settled, bySchool.Settle("1", "企业已注销", By(OrderParty.School)).State);
        var rated = bySchool.Rate(new() { Party = OrderParty.Enterprise, Stars = 5 }, By(OrderParty.Enterprise));
        Assert.Equal((OrderState.Rated, OrderState.Settled), (rated.State, rated.Settle("1", "", By(OrderParty.School)).State));
        Assert.Equal(17 * 1_000_00, rated.Settle("1", "", By(OrderParty.School)).Settlement!.AmountFen);
    }

    [Theory]
    [InlineData(1_000_00L, 20, 17, 850_00L)]
    [InlineData(100L, 3, 1, 33L)]
    [InlineData(100L, 3, 2, 67L)]
    [InlineData(1L, 2, 1, 1L)]
    [InlineData(5L, 8, 1, 1L)]
    [InlineData(3L, 8, 1, 0L)]
    [InlineData(9_999_99L, 7, 7, 9_999_99L)]
    [InlineData(9_999_99L, 7, 0, 0L)]
    [InlineData(long.MaxValue, 10_000, 9_999, 9_222_449_699_651_090_329L)]
    public void The_part_of_an_amount_is_rounded_half_up(long amount, int heads, int counted, long due) => Assert.Equal(due, Settlement.HalfUp(amount, counted, heads));

    [Fact]
    public void What_is_due_and_what_is_waived_make_up_the_quote() => Gen.Select(Gen.Long[0, 1_000_000_00], Gen.Int[10, 40], Gen.Int[0, 40], Gen.Int[0, 40], Gen.Bool).Sample(
        (amount, heads, completed, passed, perPass) =>
        {
            completed = Math.Min(completed, heads);
            passed = Math.Min(passed, completed);
            var basis = perPass ? SettlementBasis.PerPass : SettlementBasis.PerCompletion;
            var order = Draft(Line(heads: heads)) with { Quote = new() { Lines = [new() { LineNumber = 1, AmountFen = amount }], Basis = basis, QuoteTime = Noon, ExpireTime = Noon } };
            order = order with { Lines = [order.Lines[0] with { Completed = completed, Passed = passed }] };
            var settled = Settlement.Of(order, "1").Lines[0];
            Assert.Equal(amount, settled.AmountFen + settled.WaivedFen);
            // Never further from the exact part than half a fen, and up when just between.
            var counted = perPass ? passed : completed;
            Assert.Equal(counted, settled.Counted);
            Assert.Equal(Math.Round((decimal)amount * counted / heads, 0, MidpointRounding.AwayFromZero), settled.AmountFen);
        });

    private static Order Delivered(int passed) => Quoted().Confirm(By(OrderParty.Enterprise), "")
        .RecordAttendance([("s1", 20)], By(OrderParty.School, Noon.AddDays(12))).Deliver([new(1, 20, passed)], By(OrderParty.School, Noon.AddDays(12)));
}
