using Faculty.Server.Hosting;
using Faculty.Server.Training.Orders;

namespace Faculty.Server;

internal sealed partial class FacultyServer
{
    /// <summary>What orders of enterprises are run by.</summary>
    private static void AddOrders(IServiceCollection services)
    {
        services.AddSingleton<BookingWrites>();
        services.AddSingleton<OrderedItems>();
        services.AddSingleton<OrderViews>();
        services.AddReadModel<OrderDirectory>();
    }
}
