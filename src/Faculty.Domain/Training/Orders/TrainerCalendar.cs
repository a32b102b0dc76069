namespace Faculty.Domain.Training.Orders;

/// <summary>
/// What a person is booked for (培训日程), whichever pool sent them: one document a person, which every change of a booking replaces, so that of two
/// orders that want the same time one is decided again and finds it taken.
/// </summary>
public sealed record TrainerCalendar
{
    /// <summary>The record of the person.</summary>
    public required string TeacherId { get; init; }

    /// <summary>By time.</summary>
    public IReadOnlyList<Booking> Bookings { get; init; } = [];

    /// <summary>The calendar with these bookings of an order in the place of those it had; what is held no more is forgotten.</summary>
    public TrainerCalendar With(string orderId, IEnumerable<Booking> bookings, DateTimeOffset now) => this with
    {
        Bookings = [.. Bookings.Where(b => b.OrderId != orderId && b.CountsAt(now)).Concat(bookings).OrderBy(b => b.Day).ThenBy(b => b.FromTime)],
    };
}

/// <summary>A time that a trainer is booked for, held until an instant or for good.</summary>
public sealed record Booking
{
    public required string OrderId { get; init; }

    public required string SessionId { get; init; }

    public required string TrainerId { get; init; }

    public required DateOnly Day { get; init; }

    public required TimeOnly FromTime { get; init; }

    public required TimeOnly ToTime { get; init; }

    /// <summary>A travel place of the pool's rules.</summary>
    public required string PlaceCode { get; init; }

    /// <summary>From this instant on it counts for nothing; null = confirmed.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    public TeachingTime Time => new(Day, FromTime, ToTime);

    public bool CountsAt(DateTimeOffset now) => !(HoldUntil <= now);

    /// <summary>The bookings that an order asks for as it is: held while quoted, for good once confirmed, of one given up only what was taught.</summary>
    public static IReadOnlyList<Booking> Of(Order order) => order.State switch
    {
        OrderState.Quoted => All(order, order.Sessions, order.Quote!.ExpireTime),
        OrderState.Confirmed or OrderState.InDelivery or OrderState.Delivered or OrderState.Rated or OrderState.Settled => All(order, order.Sessions, null),
        OrderState.Cancelled => All(order, order.Sessions.Where(s => s.Held), null),
        _ => [],
    };

    private static IReadOnlyList<Booking> All(Order order, IEnumerable<TeachingSession> sessions, DateTimeOffset? until) =>
    [
        .. sessions.SelectMany(s => s.TrainerIds.Select(t => new Booking
        {
            OrderId = order.OrderId, SessionId = s.SessionId, TrainerId = t, Day = s.Day, FromTime = s.FromTime, ToTime = s.ToTime, PlaceCode = order.SessionPlace, HoldUntil = until,
        })),
    ];
}
