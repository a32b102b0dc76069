using Faculty.Domain;
using Faculty.Domain.Training.Orders;
using Faculty.Storage;

namespace Faculty.Server.Training.Orders;

/// <summary>The menu's items as an order freezes them.</summary>
internal sealed class OrderedItems(IRegistryStore store)
{
    /// <summary>The order with every item as its school offers it on a day; the batch holds only while the menu says so.</summary>
    public async Task<Order> FreezeAsync(Order order, DateOnly day, WriteBatch batch, CancellationToken ct)
    {
        var frozen = new List<OrderLine>();
        foreach (var line in order.Lines)
        {
            var found = await store.FindByKeyAsync(Documents.MenuItems, Documents.CodeIndex, $"{order.SchoolCode}|{line.Item.Code}", ct);
            if (found is null || !found.Value.IsOfferedOn(day))
            {
                throw new RuleBroken(
                    Reason.MenuItemUnavailable, "The school has no such item in its menu on this day.",
                    ("item_code", line.Item.Code), ("school_code", order.SchoolCode), ("day", $"{day:O}"));
            }
            batch.RelyOn(Documents.MenuItems, found);
            frozen.Add(line with { Item = found.Value.Freeze() });
        }
        return order with { Lines = frozen };
    }
}
