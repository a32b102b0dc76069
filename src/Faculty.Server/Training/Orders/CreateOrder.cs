using Faculty.Server.Hosting;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using Order = Faculty.Domain.Training.Orders.Order;
using OrderParty = Faculty.Domain.Training.Orders.OrderParty;
using OrganisationKind = Faculty.Domain.Organisations.OrganisationKind;

namespace Faculty.Server.Training.Orders;

internal sealed partial class OrderService
{
    public override Task<CreateOrderResponse> CreateOrder(CreateOrderRequest request, ServerCallContext context)
    {
        var wanted = request.Order ?? throw Refusal.Field("order", "must be given");
        new RequestCheck().Write(request).Order(wanted, "order").Done();
        var orderId = Ids.New();
        return CommitAsync<CreateOrderResponse>(request, context, async (batch, ct) =>
        {
            await follower.CaughtUpAsync(store.Revision, ct);
            var sides = await SidesAsync(context);
            if (sides.Of(wanted.EnterpriseCode, wanted.SchoolCode) is var side && side == OrderParty.Unspecified)
            {
                throw new Refusal(ErrorReason.PermissionDenied, "The caller orders for other enterprises.")
                {
                    Metadata = [("permission", $"{Permission.Order}"), ("organisation_code", wanted.EnterpriseCode)],
                };
            }
            RequirePlaces(wanted, batch);
            var order = (await FrozenAsync(wanted, batch, ct) with { OrderId = orderId, Number = await FreeNumberAsync(ct) }).Create(By(side, context));
            batch.Insert(Documents.Orders, orderId, order);
            return new(orderId, 0, order);
        });
    }

    /// <summary>The order as a record, with the items as the menu has them today and without what only steps say.</summary>
    private Task<Order> FrozenAsync(V1.Order wanted, WriteBatch batch, CancellationToken ct)
    {
        var message = wanted.Clone();
        for (var i = 0; i < message.Lines.Count; i++)
        {
            message.Lines[i].LineNumber = i + 1;
            message.Lines[i].ClearCompleted();
            message.Lines[i].ClearPassed();
        }
        message.BlockedTrainerIds.Clear();
        message.Sessions.Clear();
        message.Roster.Clear();
        message.Steps.Clear();
        message.Ratings.Clear();
        (message.Quote, message.Settlement, message.State) = (null, null, V1.OrderState.Draft);
        return items.FreezeAsync(Wire.ToRecord(message), clock.TodayInChina(), batch, ct);
    }

    private void RequirePlaces(V1.Order order, WriteBatch batch)
    {
        var (view, today) = (organisations.Now, clock.TodayInChina());
        bool Is(string code, params ReadOnlySpan<OrganisationKind> kinds) => view.Tree.Find(code) is { } found && kinds.Contains(found.Kind) && found.Period.Covers(today);
        new RequestCheck()
            .Require(Is(order.EnterpriseCode, OrganisationKind.Enterprise), "order.enterprise_code", "must be an enterprise of the registry")
            .Require(Is(order.SchoolCode, OrganisationKind.School, OrganisationKind.AttachedClass), "order.school_code", "must be a school of the registry")
            .Require(
                order.PlaceCode.Length == 0 || order.PlaceCode == order.EnterpriseCode || order.PlaceCode == order.SchoolCode || pool.Place(order.PlaceCode) is not null, "order.place_code",
                "must be the code of the enterprise, or a travel place of the pool's rules, or empty for the school")
            .Done();
        view.RelyOn(batch, [order.EnterpriseCode, order.SchoolCode]);
    }

    private async Task<string> FreeNumberAsync(CancellationToken ct)
    {
        string number;
        do
        {
            number = OrderNumbers.New(clock.TodayInChina());
        }
        while (await store.FindIdAsync(Documents.Orders.Name, Documents.CodeIndex, number, ct) is not null);
        return number;
    }
}
