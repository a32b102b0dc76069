using System.Collections.Immutable;
using Faculty.Server.Hosting;
using Faculty.Storage;
using Order = Faculty.Domain.Training.Orders.Order;

namespace Faculty.Server.Training.Orders;

/// <summary>All orders in memory by number, kept by following the journal: some hundred of a school and year. Read it after JournalFollower.CaughtUpAsync.</summary>
internal sealed class OrderDirectory : IReadModel
{
    private volatile ImmutableSortedDictionary<string, Stored<Order>> now = ImmutableSortedDictionary.Create<string, Stored<Order>>(StringComparer.Ordinal);

    /// <summary>The orders of one moment, by number.</summary>
    public IEnumerable<Stored<Order>> All => now.Values;

    public long Revision { get; private set; }

    public async ValueTask StartAsync(IRegistryStore store, CancellationToken ct)
    {
        var (revision, found) = (store.Revision, now.ToBuilder());
        await foreach (var document in store.ScanAsync(Documents.Orders.Name, ct))
        {
            var order = Documents.Orders.Typed(document);
            found[order.Value.Number] = order;
        }
        (now, Revision) = (found.ToImmutable(), revision);
    }

    public ValueTask ApplyAsync(JournalEntry entry, CancellationToken ct)
    {
        var next = now;
        foreach (var change in entry.Changes)
        {
            if (string.Equals(change.Type, Documents.Orders.Name, StringComparison.Ordinal) && change.Body is { } body && Documents.Orders.Read(body) is var order
                && !(next.GetValueOrDefault(order.Number)?.Revision >= entry.Revision))
            {
                next = next.SetItem(order.Number, new(change.Id, entry.Revision, order));
            }
        }
        (now, Revision) = (next, entry.Revision);
        return ValueTask.CompletedTask;
    }
}
