using Faculty.Server.Tests.Training.Pool;
using Faculty.V1;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Training.Orders.Ordering;
using static Faculty.Server.Tests.Training.Pool.Pooling;

namespace Faculty.Server.Tests.Training.Orders;

/// <summary>An order from the first words of an enterprise to what it pays.</summary>
public sealed class OrderLifeTests
{
    private readonly TestClock clock = TestClock.At(2025, 11, 25);

    [Fact]
    public async Task An_order_goes_from_a_draft_to_its_settlement_between_an_enterprise_and_a_school()
    {
        await using var server = await StartOrdersAsync(clock);
        var (first, second) = (await server.PoolAsync(), await server.PoolAsync("李四"));
        var (enterprise, school) = (await server.OrdersAsAsync(Role.Enterprise, Enterprise), await server.OrdersAsAsync(Role.TrainerCoordinator, School));
        var finance = await server.OrdersAsAsync(Role.Finance, County);

        var made = (await enterprise.CreateOrderAsync(new() { Order = Wanted(heads: 21) })).View;
        Assert.Equal((OrderState.Draft, OrderParty.Enterprise, OrderStepType.Submit), (made.State, made.Next.Party, made.Next.Step));
        var number = made.Order.Number;
        Assert.Equal(20, (await enterprise.ReviseOrderAsync(new() { Number = number, Order = Wanted() })).View.Order.Lines[0].Heads);
        Assert.Equal((OrderState.Submitted, OrderParty.School), (await enterprise.SubmitOrderAsync(new() { Number = number })).View is var submitted ? (submitted.State, submitted.Next.Party) : default);
        await RefusedAsync(ErrorReason.OrderState, enterprise.ReviseOrderAsync(new() { Number = number, Order = Wanted() }));
        Assert.Equal(number, Assert.Single((await school.ListWaitingOrdersAsync(new())).Orders).Order.Number);

        var quoted = (await school.QuoteOrderAsync(Quote(number, Session(first.TrainerId), Session(second.TrainerId, from: "12:00", to: "16:00")))).View;
        Assert.Equal((OrderState.Quoted, 20 * 1_000_00, clock.Now.AddHours(24)), (quoted.State, quoted.Order.Quote.AmountFen, quoted.Next.UntilTime.ToDateTimeOffset()));
        Assert.Equal(OrderState.Confirmed, (await enterprise.ConfirmOrderAsync(new() { Number = number })).View.State);
        var sessions = quoted.Order.Sessions.Select(s => s.SessionId).ToList();

        // The second session moves, both are told; the trainer stays.
        var moved = (await school.RescheduleSessionAsync(new() { Number = number, SessionId = sessions[1], Day = Day(2025, 12, 16), FromTime = At("08:00"), ToTime = At("12:00"), Note = "设备检修" })).View;
        Assert.Equal((OrderState.Confirmed, second.TrainerId, Day(2025, 12, 16)), (moved.State, moved.Order.Sessions[1].TrainerIds.Single(), moved.Order.Sessions[1].Day));
        var told = (await enterprise.ReadAsync(number)).Order.Steps[^1];
        Assert.Equal((OrderStepType.Reschedule, sessions[1], "设备检修"), (told.Type, told.SessionId, told.Note));

        clock.Now = new(2025, 12, 15, 18, 0, 0, TimeSpan.FromHours(8));
        await RefusedAsync(ErrorReason.SessionAhead, school.RecordDeliveryAsync(new() { Number = number, Attendance = { new SessionAttendance { SessionId = sessions[1], Attended = 20 } } }));
        Assert.Equal(OrderState.InDelivery, (await school.RecordDeliveryAsync(new() { Number = number, Attendance = { new SessionAttendance { SessionId = sessions[0], Attended = 20 } } })).View.State);
        clock.Now = clock.Now.AddDays(1);
        var delivered = (await school.RecordDeliveryAsync(new()
        {
            Number = number, Attendance = { new SessionAttendance { SessionId = sessions[1], Attended = 18 } }, Results = { new LineResult { LineNumber = 1, Completed = 18, Passed = 17 } },
        })).View;
        Assert.Equal((OrderState.Delivered, 18, 17), (delivered.State, delivered.Order.Lines[0].Completed, delivered.Order.Lines[0].Passed));

        await RefusedAsync(ErrorReason.OrderUnrated, school.SettleOrderAsync(new() { Number = number, DocumentNumber = "结〔2025〕7号" }));
        Assert.Equal(OrderState.Delivered, (await school.RateOrderAsync(new() { Number = number, Rating = new() { Stars = 4 } })).View.State);
        Assert.Equal(OrderState.Rated, (await enterprise.RateOrderAsync(new() { Number = number, Rating = new() { Stars = 5, Note = "讲得清楚" } })).View.State);
        await RefusedAsync(ErrorReason.RatedAlready, enterprise.RateOrderAsync(new() { Number = number, Rating = new() { Stars = 1 } }));
        var settled = (await school.SettleOrderAsync(new() { Number = number, DocumentNumber = "结〔2025〕7号" })).View;
        Assert.Equal((OrderState.Settled, 17 * 1_000_00, 3 * 1_000_00), (settled.State, settled.Order.Settlement.AmountFen, settled.Order.Settlement.WaivedFen));
        Assert.Null(settled.Next);

        var sum = Assert.Single((await finance.GetSettlementSumsAsync(new() { FromDate = Day(2025, 12, 16), ToDate = Day(2025, 12, 16) })).Sums);
        Assert.Equal((School, 1, 20 * 1_000_00, 17 * 1_000_00, 3 * 1_000_00), (sum.SchoolCode, sum.OrderCount, sum.QuotedFen, sum.SettledFen, sum.WaivedFen));
        Assert.Empty((await finance.GetSettlementSumsAsync(new() { FromDate = Day(2025, 12, 17) })).Sums);
        await RefusedAsync(ErrorReason.PermissionDenied, finance.ListOrdersAsync(new()));
    }

    [Fact]
    public async Task Who_falls_ill_is_replaced_and_a_cancelled_order_frees_what_is_not_taught_at_once()
    {
        await using var server = await StartOrdersAsync(clock);
        var (ill, other) = (await server.PoolAsync(), await server.PoolAsync("李四"));
        var orders = server.Orders();
        var order = await server.ConfirmedAsync(Session(ill.TrainerId), Session(ill.TrainerId, Day(2025, 12, 16)), Session(ill.TrainerId, Day(2025, 12, 17)));
        var number = order.Order.Number;
        var replaced = (await orders.ReplaceTrainerAsync(new() { Number = number, TrainerId = ill.TrainerId, ReplacementTrainerId = other.TrainerId, FromDate = Day(2025, 12, 16), Note = "病假" })).View;
        Assert.Equal([ill.TrainerId, other.TrainerId, other.TrainerId], replaced.Order.Sessions.Select(s => s.TrainerIds.Single()));
        // The days of who is ill are free again, those of who came instead are not.
        var next = await orders.SubmittedAsync(Second);
        await RefusedAsync(ErrorReason.SlotTaken, orders.QuoteOrderAsync(Quote(next, Session(other.TrainerId, Day(2025, 12, 16)))));
        await orders.QuoteOrderAsync(Quote(next, Session(ill.TrainerId, Day(2025, 12, 16))));

        clock.Now = new(2025, 12, 15, 18, 0, 0, TimeSpan.FromHours(8));
        await orders.RecordDeliveryAsync(new() { Number = number, Attendance = { new SessionAttendance { SessionId = order.Order.Sessions[0].SessionId, Attended = 20 } } });
        await orders.CancelOrderAsync(new() { Number = number, Note = "停产" });
        var third = await orders.SubmittedAsync();
        await orders.QuoteOrderAsync(Quote(third, Session(other.TrainerId, Day(2025, 12, 16)), Session(other.TrainerId, Day(2025, 12, 17))));
        // What was taught stays booked.
        await RefusedAsync(ErrorReason.SlotTaken, orders.QuoteOrderAsync(Quote(third, Session(ill.TrainerId, Day(2025, 12, 15)))));
    }

    [Fact]
    public async Task What_nobody_can_teach_waits_and_keeps_its_place_in_the_queue()
    {
        await using var server = await StartOrdersAsync(clock);
        var orders = server.Orders();
        var first = await orders.SubmittedAsync();
        clock.Now = clock.Now.AddHours(1);
        var second = await orders.SubmittedAsync(Second);
        async Task<IEnumerable<string>> Queue() => (await orders.ListWaitingOrdersAsync(new())).Orders.Select(o => o.Order.Number);
        clock.Now = clock.Now.AddHours(1);
        Assert.Equal(OrderState.NoTrainer, (await orders.RecordNoTrainerAsync(new() { Number = first, Note = "师资紧张" })).View.State);
        Assert.Equal([first, second], await Queue());
        clock.Now = clock.Now.AddHours(1);
        Assert.Equal(OrderState.Submitted, (await orders.RequeueOrderAsync(new() { Number = first })).View.State);
        Assert.Equal([first, second], await Queue());
        Assert.Equal([first, second], (await orders.StreamWaitingOrders(new()).AllAsync().ToListAsync()).SelectMany(m => m.Orders).Select(o => o.Order.Number));
        Assert.Equal(OrderState.Rejected, (await orders.RejectOrderAsync(new() { Number = first, Note = "超出能力" })).View.State);
        Assert.Equal([second], await Queue());
        Assert.Empty((await orders.ListWaitingOrdersAsync(new() { ScopeCode = "JC" })).Orders);
    }

    [Fact]
    public async Task Lists_are_narrowed_by_state_enterprise_school_and_days_and_count_what_is_in_which_state()
    {
        await using var server = await StartOrdersAsync(clock);
        var trainer = await server.PoolAsync();
        var orders = server.Orders();
        var confirmed = (await server.ConfirmedAsync(Session(trainer.TrainerId))).Order.Number;
        var (other, atOther) = (await orders.SubmittedAsync(Second), await orders.SubmittedAsync(school: "JC"));
        async Task<IEnumerable<string>> Numbers(ListOrdersRequest request) => (await orders.ListOrdersAsync(request)).Orders.Select(o => o.Order.Number);
        Assert.Equal([.. new[] { confirmed, other, atOther }.Order(StringComparer.Ordinal)], await Numbers(new()));
        Assert.Equal([confirmed], await Numbers(new() { State = OrderState.Confirmed }));
        Assert.Equal([other], await Numbers(new() { EnterpriseCode = Second }));
        Assert.Equal([atOther], await Numbers(new() { ScopeCode = "JC" }));
        Assert.Equal([.. new[] { confirmed, other }.Order(StringComparer.Ordinal)], await Numbers(new() { ScopeCode = School }));
        Assert.DoesNotContain(confirmed, await Numbers(new() { FromDate = Day(2025, 12, 16) }));
        Assert.Contains(confirmed, await Numbers(new() { FromDate = Monday, ToDate = Monday }));
        Assert.Equal([(OrderState.Submitted, 2), (OrderState.Confirmed, 1)], (await orders.ListOrdersAsync(new() { State = OrderState.Confirmed })).Counts.Select(c => (c.State, c.Count)));
        var (paged, token) = (new List<string>(), "");
        do
        {
            var page = await orders.ListOrdersAsync(new() { PageSize = 1, PageToken = token });
            paged.AddRange(page.Orders.Select(o => o.Order.Number));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(await Numbers(new()), paged);
        Assert.Equal(paged, (await orders.StreamOrders(new()).AllAsync().ToListAsync()).SelectMany(m => m.Orders).Select(o => o.Order.Number));
    }

    [Fact]
    public async Task What_is_ordered_is_what_the_menu_said_on_the_day_it_was_submitted()
    {
        await using var server = await StartOrdersAsync(clock);
        var trainer = await server.PoolAsync();
        var orders = server.Orders();
        // What somebody says of an item beside its code counts for nothing.
        var wanted = Wanted();
        (wanted.Lines[0].Item.PriceFen, wanted.Lines[0].Item.SmallestClass) = (1, 1);
        var draft = (await orders.CreateOrderAsync(new() { Order = wanted })).View.Order;
        Assert.Equal((1, 1_000_00, 10), (draft.Lines[0].Item.Version, draft.Lines[0].Item.PriceFen, draft.Lines[0].Item.SmallestClass));
        await server.OfferAsync(School, price: 2_000_00);
        Assert.Equal((2, 2_000_00), (await orders.SubmitOrderAsync(new() { Number = draft.Number })).View.Order.Lines[0].Item is var item ? (item.Version, item.PriceFen) : default);
        await server.OfferAsync(School, price: 3_000_00);
        Assert.Equal(20 * 2_000_00, (await orders.QuoteOrderAsync(Quote(draft.Number, Session(trainer.TrainerId)))).View.Order.Quote.AmountFen);
        wanted.Lines[0].Item.Code = "HG-99";
        var refused = await RefusedAsync(ErrorReason.MenuItemUnavailable, orders.CreateOrderAsync(new() { Order = wanted }));
        Assert.Equal(("HG-99", School, "2025-11-25"), (refused.Fact("item_code"), refused.Fact("school_code"), refused.Fact("day")));
    }

    [Fact]
    public async Task A_note_that_both_parties_read_holds_no_number_of_a_person()
    {
        await using var server = await StartOrdersAsync(clock);
        var number = await server.Orders().SubmittedAsync();
        Assert.Equal(["note"], (await RefusedAsync(ErrorReason.InvalidRequest, server.Orders().CancelOrderAsync(new() { Number = number, Note = "请联系13800000000" }))).Fields());
        await server.Orders().CancelOrderAsync(new() { Number = number, Note = "停产" });
    }

    [Fact]
    public async Task Every_fault_of_a_request_is_named_at_once()
    {
        await using var server = await StartOrdersAsync(clock);
        var order = Wanted();
        (order.CreditCode, order.PlaceCode, order.Lines[0].Heads) = ("91140581MA0000QY00", "!", 0);
        order.Lines[0].Windows[0].LastDate = Day(2025, 1, 1);
        var refused = await RefusedAsync(ErrorReason.InvalidRequest, server.Orders().CreateOrderAsync(new() { Order = order }));
        Assert.Equal(["order.credit_code", "order.place_code", "order.lines[0].heads", "order.lines[0].windows[0].last_date"], refused.Fields());
        Assert.Equal(["order.school_code"], (await RefusedAsync(ErrorReason.InvalidRequest, server.Orders().CreateOrderAsync(new() { Order = new(Wanted()) { SchoolCode = County } }))).Fields());
        var session = Session("x", from: "12:00", to: "08:00");
        refused = await RefusedAsync(ErrorReason.InvalidRequest, server.Orders().QuoteOrderAsync(new() { Number = "1", Sessions = { session } }));
        Assert.Equal(["number", "sessions[0].to_time", "sessions[0].trainer_ids[0]", "basis"], refused.Fields());
        var number = await server.Orders().SubmittedAsync();
        await RefusedAsync(ErrorReason.NotFound, server.Orders().QuoteOrderAsync(Quote(number, Session(new string('0', 32)))));
        Assert.Equal(["note"], (await RefusedAsync(ErrorReason.InvalidRequest, server.Orders().ConfirmOrderAsync(new() { Number = number }))).Fields());
    }
}
