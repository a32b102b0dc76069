namespace Faculty.Domain.Training.Orders;

/// <summary>Something that happened to an order, with who did it and when.</summary>
public sealed record OrderStep
{
    public required OrderStepType Type { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required OrderParty Party { get; init; }

    /// <summary>Principal id of who did it.</summary>
    public required string Actor { get; init; }

    /// <summary>The session it is about; empty = the order.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>Why; both parties read it, so no personal data.</summary>
    public string Note { get; init; } = "";
}

/// <summary>What happens to an order.</summary>
public enum OrderStepType
{
    Unspecified = 0,
    Create = 1,
    Revise = 2,
    Submit = 3,
    Quote = 4,
    Confirm = 5,
    Reject = 6,
    Cancel = 7,
    /// <summary>Nobody can teach it now.</summary>
    RecordNoTrainer = 8,
    /// <summary>It is looked at again.</summary>
    Requeue = 9,
    /// <summary>A session moved to another time.</summary>
    Reschedule = 10,
    /// <summary>Another trainer teaches what is left.</summary>
    ReplaceTrainer = 11,
    /// <summary>Attendance was written down.</summary>
    RecordAttendance = 12,
    /// <summary>Every session is held and every line has its results.</summary>
    Deliver = 13,
    Rate = 14,
    Settle = 15,
}

/// <summary>The table of what may happen in which state.</summary>
public static class OrderSteps
{
    // To null = the state stays.
    private sealed record Arrow(OrderState? To, params IReadOnlyList<OrderState> From);

    private static readonly Dictionary<OrderStepType, Arrow> Table = new()
    {
        [OrderStepType.Create] = new(OrderState.Draft),
        [OrderStepType.Revise] = new(null, OrderState.Draft),
        [OrderStepType.Submit] = new(OrderState.Submitted, OrderState.Draft),
        // A second quote takes the place of the first.
        [OrderStepType.Quote] = new(OrderState.Quoted, OrderState.Submitted, OrderState.Quoted),
        [OrderStepType.Confirm] = new(OrderState.Confirmed, OrderState.Quoted),
        [OrderStepType.Reject] = new(OrderState.Rejected, OrderState.Submitted, OrderState.Quoted, OrderState.NoTrainer),
        // Either party; what was taught stays taught.
        [OrderStepType.Cancel] = new(
            OrderState.Cancelled, OrderState.Draft, OrderState.Submitted, OrderState.Quoted, OrderState.Confirmed, OrderState.InDelivery, OrderState.NoTrainer),
        [OrderStepType.RecordNoTrainer] = new(OrderState.NoTrainer, OrderState.Submitted),
        [OrderStepType.Requeue] = new(OrderState.Submitted, OrderState.NoTrainer),
        [OrderStepType.Reschedule] = new(null, OrderState.Confirmed, OrderState.InDelivery),
        [OrderStepType.ReplaceTrainer] = new(null, OrderState.Confirmed, OrderState.InDelivery),
        [OrderStepType.RecordAttendance] = new(OrderState.InDelivery, OrderState.Confirmed, OrderState.InDelivery),
        [OrderStepType.Deliver] = new(OrderState.Delivered, OrderState.InDelivery),
        // The enterprise's opinion makes a delivered order a rated one; any other changes no state.
        [OrderStepType.Rate] = new(null, OrderState.Delivered, OrderState.Rated, OrderState.Settled),
        [OrderStepType.Settle] = new(OrderState.Settled, OrderState.Rated, OrderState.Delivered),
    };

    /// <summary>The states in which a step may be taken.</summary>
    public static IReadOnlyList<OrderState> From(OrderStepType step) => Table[step].From;

    /// <summary>The state after a step in a state.</summary>
    public static OrderState After(OrderStepType step, OrderState state, OrderParty party) =>
        step == OrderStepType.Rate && party == OrderParty.Enterprise && state == OrderState.Delivered ? OrderState.Rated : Table[step].To ?? state;
}
