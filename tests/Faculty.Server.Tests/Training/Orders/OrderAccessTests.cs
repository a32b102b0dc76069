using Faculty.Server.Tests.Training.Pool;
using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Training.Orders.Ordering;
using static Faculty.Server.Tests.Training.Pool.Pooling;

namespace Faculty.Server.Tests.Training.Orders;

/// <summary>What two enterprises never learn of each other, and what an enterprise never learns of who teaches it.</summary>
public sealed class OrderAccessTests
{
    private readonly TestClock clock = TestClock.At(2025, 11, 25);

    [Fact]
    public async Task Two_enterprises_never_learn_of_each_other()
    {
        await using var server = await StartOrdersAsync(clock);
        var trainer = await server.PoolAsync();
        var orders = server.Orders();
        var (own, other) = (await server.OrdersAsAsync(Role.Enterprise, Enterprise), await server.OrdersAsAsync(Role.Enterprise, Second));
        var theirs = await own.SubmittedAsync();
        await orders.QuoteOrderAsync(Quote(theirs, Session(trainer.TrainerId)));
        var mine = await other.SubmittedAsync(Second);

        // An order of somebody else's is answered exactly as a number that was never given, whatever is asked of it.
        var never = $"{theirs[..9]}22222";
        foreach (var ask in Asks(other))
        {
            var (there, nowhere) = (await RefusedAsync(ErrorReason.NotFound, ask(theirs)), await RefusedAsync(ErrorReason.NotFound, ask(never)));
            Assert.Equal($"{nowhere.Status}".Replace(never, theirs, StringComparison.Ordinal), $"{there.Status}");
        }
        Assert.Equal([mine], (await other.ListOrdersAsync(new())).Orders.Select(o => o.Order.Number));
        Assert.Equal([(OrderState.Submitted, 1)], (await other.ListOrdersAsync(new())).Counts.Select(c => (c.State, c.Count)));
        Assert.Equal([mine], (await other.StreamOrders(new()).AllAsync().ToListAsync()).SelectMany(m => m.Orders).Select(o => o.Order.Number));
        Assert.Empty((await other.ListOrdersAsync(new() { EnterpriseCode = Enterprise })).Orders);
        await RefusedAsync(ErrorReason.PermissionDenied, other.CreateOrderAsync(new() { Order = Wanted() }));
        await RefusedAsync(ErrorReason.PermissionDenied, other.ListWaitingOrdersAsync(new()));
        // Whoever reads the journal at the place of one enterprise sees none of it.
        var changes = new ChangeService.ChangeServiceClient(await server.AsAsync(Role.Auditor, Second));
        Assert.DoesNotContain("order", (await changes.ListChangesAsync(new() { PageSize = 500 })).Changes.SelectMany(c => c.Documents).Select(d => d.Type));
        Assert.Contains("order", (await server.Changes.ListChangesAsync(new() { PageSize = 500 })).Changes.SelectMany(c => c.Documents).Select(d => d.Type));

        // The controls: the own ones answer.
        Assert.Equal(theirs, (await own.ReadAsync(theirs)).Order.Number);
        Assert.Equal(mine, (await other.ReadAsync(mine)).Order.Number);
    }

    [Fact]
    public async Task A_coordinator_sees_the_orders_of_the_own_school_and_of_no_other()
    {
        await using var server = await StartOrdersAsync(clock);
        var (here, there) = (await server.Orders().SubmittedAsync(), await server.Orders().SubmittedAsync(school: "JC"));
        var coordinator = await server.OrdersAsAsync(Role.TrainerCoordinator, School);
        Assert.Equal([here], (await coordinator.ListOrdersAsync(new())).Orders.Select(o => o.Order.Number));
        await RefusedAsync(ErrorReason.NotFound, coordinator.GetOrderAsync(new() { Number = there }));
        await RefusedAsync(ErrorReason.NotFound, coordinator.RejectOrderAsync(new() { Number = there, Note = "x" }));
        // Whoever coordinates for the county of the enterprises is not each of them.
        var county = await server.OrdersAsAsync(Role.TrainerCoordinator, County);
        Assert.Equal(2, (await county.ListOrdersAsync(new())).Orders.Count);
        await RefusedAsync(ErrorReason.PermissionDenied, coordinator.CreateOrderAsync(new() { Order = Wanted(school: "JC") }));
        Assert.Equal(OrderState.Draft, (await coordinator.CreateOrderAsync(new() { Order = Wanted() })).View.State);
    }

    [Fact]
    public async Task An_enterprise_learns_what_its_trainers_can_and_who_they_are_only_by_their_consent_once_it_confirmed()
    {
        await using var server = await StartOrdersAsync(clock);
        var (shy, shown) = (await server.PoolAsync(), await server.PoolAsync("李四", nameShown: true));
        var (enterprise, school) = (await server.OrdersAsAsync(Role.Enterprise, Enterprise), await server.OrdersAsAsync(Role.TrainerCoordinator, School));
        var number = await enterprise.SubmittedAsync();
        await school.QuoteOrderAsync(Quote(number, Session(shy.TrainerId), Session(shown.TrainerId, Day(2025, 12, 16))));

        var before = await enterprise.ReadAsync(number);
        Assert.Equal([("T1", "", ""), ("T2", "", "")], before.Trainers.Select(t => (t.Alias, t.TrainerId, t.DisplayName)));
        Assert.All(before.Trainers, t => Assert.Equal((Welding, SkillLevel.SeniorWorker), (t.Skills.Single().OccupationCode, t.Skills.Single().Level)));
        Assert.Equal(["T1", "T2"], before.Order.Sessions.SelectMany(s => s.Aliases));
        Silent(before, shy, shown, "王明", "李四");

        await enterprise.ConfirmOrderAsync(new() { Number = number });
        var after = await enterprise.ReadAsync(number);
        Assert.Equal(["", "李四"], after.Trainers.Select(t => t.DisplayName));
        Silent(after, shy, shown, "王明");
        // The consent taken back, the name is gone.
        await server.RecordAsync(shown.TrainerId, TrainerEventType.WithdrawConsent, Day(2025, 11, 25));
        Silent(await enterprise.ReadAsync(number), shy, shown, "王明", "李四");

        // The control: the school sees who it is.
        var whole = await school.ReadAsync(number);
        Assert.Equal([(shy.TrainerId, "王明"), (shown.TrainerId, "李四")], whole.Trainers.Select(t => (t.TrainerId, t.DisplayName)));
        // Neither side is told who acted for the other.
        Assert.All(whole.Order.Steps, s => Assert.Equal(s.Party == OrderParty.School, s.Actor.Length > 0));
        Assert.All(after.Order.Steps, s => Assert.Equal(s.Party == OrderParty.Enterprise, s.Actor.Length > 0));
    }

    private static void Silent(OrderView view, Trainer one, Trainer two, params string[] names) => Assert.All(
        (string[])[one.TrainerId, one.TeacherId, two.TrainerId, two.TeacherId, .. names], secret => Assert.DoesNotContain(secret, $"{view}", StringComparison.Ordinal));

    private static IEnumerable<Func<string, AsyncUnaryCall<object>>> Asks(OrderService.OrderServiceClient orders)
    {
        yield return n => Boxed(orders.GetOrderAsync(new() { Number = n }));
        yield return n => Boxed(orders.ReviseOrderAsync(new() { Number = n, Order = Wanted() }));
        yield return n => Boxed(orders.SubmitOrderAsync(new() { Number = n }));
        yield return n => Boxed(orders.ConfirmOrderAsync(new() { Number = n }));
        yield return n => Boxed(orders.CancelOrderAsync(new() { Number = n, Note = "x" }));
        yield return n => Boxed(orders.RateOrderAsync(new() { Number = n, Rating = new() { Stars = 1 } }));
    }

    private static AsyncUnaryCall<object> Boxed<T>(AsyncUnaryCall<T> call) => new(
        call.ResponseAsync.ContinueWith(t => (object)t.GetAwaiter().GetResult()!, TaskScheduler.Default), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
}
