using Faculty.Domain.Teachers;

namespace Faculty.Domain.Quotas.Seats;

/// <summary>
/// A seat kept for somebody (预占) from a day to a last day; both count. It ends before that when the seat is taken or given back, and by itself
/// after its last day: nobody has to do anything, and no clock is asked.
/// </summary>
public sealed record SeatReservation
{
    public string ReservationId { get; init; } = "";

    public required PostCategory Category { get; init; }

    /// <summary>The hiring line it is for; empty = none, such as somebody who moves in (调入).</summary>
    public string LineCode { get; init; } = "";

    /// <summary>Document it is kept by (文号); of a line, the line's.</summary>
    public string DocumentNumber { get; init; } = "";

    public required DateOnly StartDate { get; init; }

    public required DateOnly LastDate { get; init; }

    public ReservationState State { get; init; } = ReservationState.Kept;

    /// <summary>First day on which it holds no more because it was taken or given back; absent while kept.</summary>
    public DateOnly? CloseDate { get; init; }

    /// <summary>Engagement that took the seat; empty else.</summary>
    public string EngagementId { get; init; } = "";

    /// <summary>Why it was given back; no personal data.</summary>
    public string CloseReason { get; init; } = "";

    /// <summary>The seat is kept on the day.</summary>
    public bool HoldsOn(DateOnly day) => StartDate <= day && day <= LastDate && !(CloseDate <= day);

    /// <summary>Kept still, though perhaps past its last day.</summary>
    public bool IsOpen => State == ReservationState.Kept;
}

/// <summary>What became of a reservation; that its days are over is told by its dates.</summary>
public enum ReservationState
{
    Unspecified = 0,
    /// <summary>Kept (预占).</summary>
    Kept = 1,
    /// <summary>Taken by an engagement (已占用).</summary>
    Committed = 2,
    /// <summary>Given back (已释放).</summary>
    Released = 3,
}
