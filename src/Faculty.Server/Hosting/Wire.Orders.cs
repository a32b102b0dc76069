using Faculty.Domain.Training.Orders;
using Mapster;

namespace Faculty.Server.Hosting;

/// <summary>Orders of enterprises and what trainers are booked for.</summary>
internal static partial class Wire
{
    public static Order ToRecord(V1.Order message) => Map<V1.Order, Order>.To(message);

    public static V1.Order ToMessage(Order record) => Map<Order, V1.Order>.To(record);

    public static TeachingSession ToRecord(V1.TeachingSession message) => Map<V1.TeachingSession, TeachingSession>.To(message);

    public static Rating ToRecord(V1.Rating message) => Map<V1.Rating, Rating>.To(message);

    public static V1.OrderedSkill ToMessage(OrderedSkill record) => Map<OrderedSkill, V1.OrderedSkill>.To(record);

    public static TrainerCalendar ToRecord(V1.TrainerCalendar message) => Map<V1.TrainerCalendar, TrainerCalendar>.To(message);

    public static V1.TrainerCalendar ToMessage(TrainerCalendar record) => Map<TrainerCalendar, V1.TrainerCalendar>.To(record);

    private static void Orders(TypeAdapterConfig config)
    {
        config.NewConfig<V1.Order, Order>();
        config.NewConfig<Order, V1.Order>().Ignore(m => m.Etag);
        config.NewConfig<V1.OrderLine, OrderLine>()
            .Map(r => r.Completed, m => m.HasCompleted ? m.Completed : (int?)null)
            .Map(r => r.Passed, m => m.HasPassed ? m.Passed : (int?)null);
        config.NewConfig<OrderLine, V1.OrderLine>();
        config.NewConfig<V1.OrderedItem, OrderedItem>().Map(r => r.PriceFen, m => m.HasPriceFen ? m.PriceFen : (long?)null);
        config.NewConfig<OrderedItem, V1.OrderedItem>();
        Both<V1.OrderedSkill, OrderedSkill>(config);
        Both<V1.DateWindow, DateWindow>(config);
        config.NewConfig<V1.TeachingSession, TeachingSession>().Map(r => r.Attended, m => m.HasAttended ? m.Attended : (int?)null);
        config.NewConfig<TeachingSession, V1.TeachingSession>().Ignore(m => m.Aliases);
        config.NewConfig<V1.Quote, Quote>();
        config.NewConfig<Quote, V1.Quote>().Ignore(m => m.AmountFen);
        Both<V1.QuotedLine, QuotedLine>(config);
        Both<V1.OrderStep, OrderStep>(config);
        Both<V1.Rating, Rating>(config);
        config.NewConfig<V1.Settlement, Settlement>();
        config.NewConfig<Settlement, V1.Settlement>().Ignore(m => m.AmountFen, m => m.WaivedFen);
        Both<V1.SettledLine, SettledLine>(config);
        Both<V1.TrainerCalendar, TrainerCalendar>(config);
        Both<V1.Booking, Booking>(config);
    }
}
