using Faculty.Domain;
using Faculty.Domain.Training.Orders;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using PoolRules = Faculty.Domain.Training.Pool.PoolRules;
using Order = Faculty.Domain.Training.Orders.Order;
using OrderParty = Faculty.Domain.Training.Orders.OrderParty;
using TeachingSession = Faculty.Domain.Training.Orders.TeachingSession;

namespace Faculty.Server.Training.Orders;

/// <summary>Runs the orders of enterprises (企业点单). Steps are verbs, one file each.</summary>
internal sealed partial class OrderService(
    IRegistryStore store, Write write, RowScope scope, CallerTokens tokens, OrganisationDirectory organisations, OrderDirectory orders, OrderViews views, OrderedItems items,
    BookingWrites bookings, PoolRules pool, Quotas.QuotaScope quotas, JournalFollower follower, Watching watching, TimeProvider clock)
    : V1.OrderService.OrderServiceBase
{
    /// <summary>A step of an order by either party.</summary>
    private Task<TReply> ChangeAsync<TReply>(IOrderWrite request, ServerCallContext context, Func<Order, StepBy, OrderChange> step)
        where TReply : IOrderReply, new() =>
        ChangeAsync<TReply>(request, context, (order, by, _, _) => Task.FromResult(step(order, by)), schoolOnly: false);

    /// <summary>A step that only the school takes: to anybody else the order does not exist here.</summary>
    private Task<TReply> ChangeBySchoolAsync<TReply>(IOrderWrite request, ServerCallContext context, Func<Order, StepBy, OrderChange> step)
        where TReply : IOrderReply, new() =>
        ChangeAsync<TReply>(request, context, (order, by, _, _) => Task.FromResult(step(order, by)), schoolOnly: true);

    private Task<TReply> ChangeAsync<TReply>(
        IOrderWrite request, ServerCallContext context, Func<Order, StepBy, WriteBatch, CancellationToken, Task<OrderChange>> step, bool schoolOnly)
        where TReply : IOrderReply, new() => CommitAsync<TReply>(request, context, async (batch, ct) =>
    {
        var sides = await SidesAsync(context);
        var found = await FindAsync(request.Number, sides, schoolOnly, ct);
        Write.RequireEtag(request.Etag, Documents.Orders, found);
        var change = await step(found.Value, By(sides.Of(found.Value), context), batch, ct);
        await bookings.FollowAsync(batch, found.Value, change, ct);
        batch.Replace(Documents.Orders, found, change.Next);
        return new(found.Id, found.Revision, change.Next);
    });

    /// <summary>Writes one order, and shows it as the caller may see it.</summary>
    private async Task<TReply> CommitAsync<TReply>(IOrderWrite request, ServerCallContext context, Func<WriteBatch, CancellationToken, Task<Stored<Order>>> decide)
        where TReply : IOrderReply, new()
    {
        Stored<Order>? written = null;
        var reply = await write.RunAsync(
            request, context,
            async (batch, ct) =>
            {
                var decided = await decide(batch, ct);
                return commit =>
                {
                    written = commit is null ? decided : decided with { Revision = commit.Revision };
                    return new TReply();
                };
            },
            async (commit, ct) =>
            {
                written = await write.AsCommittedAsync(Documents.Orders, commit, ct);
                return new TReply();
            });
        reply.View = await views.OfAsync(written!, (await SidesAsync(context)).Of(written!.Value), context);
        return reply;
    }

    /// <summary>An order that exists for the caller.</summary>
    private async Task<Stored<Order>> FindAsync(string number, OrderSides sides, bool schoolOnly, CancellationToken ct) =>
        await store.FindByKeyAsync(Documents.Orders, Documents.CodeIndex, number, ct) is { } found
        && sides.Of(found.Value) is var side && (side == OrderParty.School || (side == OrderParty.Enterprise && !schoolOnly))
            ? found
            : throw Refusal.NotFound(Documents.Orders.Name, number);

    private async ValueTask<OrderSides> SidesAsync(ServerCallContext context) =>
        new(Caller.Of(context).ScopeOf(Permission.Order), await scope.OfAsync(context, Permission.Schedule));

    private StepBy By(OrderParty party, ServerCallContext context) => new(Caller.Of(context).PrincipalId, party, clock.GetUtcNow());

    private static RequestCheck Check(IOrderWrite request) => new RequestCheck().Write(request).OrderNumber(request.Number, "number");
}

/// <summary>
/// Which side of an order a caller stands on. An order exists for the enterprise that a grant names itself, and for whoever schedules for the
/// school; who does both is the school, because it sees more.
/// </summary>
internal sealed record OrderSides(Scope Ordering, Coverage Scheduling)
{
    /// <summary>The side; unspecified = the order does not exist for the caller.</summary>
    public OrderParty Of(Order order) => Of(order.EnterpriseCode, order.SchoolCode);

    public OrderParty Of(string enterpriseCode, string schoolCode) =>
        Scheduling.Covers(schoolCode) ? OrderParty.School
        : Ordering.Whole || Ordering.Places.Contains(enterpriseCode) ? OrderParty.Enterprise
        : OrderParty.Unspecified;
}

/// <summary>The next version of an order, and the sessions whose trainers must be free and fit for it.</summary>
internal sealed record OrderChange(Order Next, params IReadOnlyList<TeachingSession> Booked)
{
    /// <summary>What the caller is told when a trainer is not.</summary>
    public Func<BookingFault, RuleBroken> Refuse { get; init; } = fault => fault.ToRuleBroken();
}
