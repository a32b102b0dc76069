using Faculty.Domain.Teachers;

namespace Faculty.Domain.Quotas.Seats;

public sealed partial record Establishment
{
    /// <summary>Authorises seats in a bucket from a day on. On one day one authorisation of a bucket begins.</summary>
    public Establishment Authorise(Authorisation authorisation)
    {
        if (authorisation.LastDate < authorisation.StartDate)
        {
            throw Broken(Reason.PeriodReversed, "The last day lies before the first.", ("start_date", $"{authorisation.StartDate:O}"), ("last_date", $"{authorisation.LastDate:O}"));
        }
        return Authorisations.FirstOrDefault(a => a.Category == authorisation.Category && a.StartDate == authorisation.StartDate) is { } other
            ? throw Broken(
                Reason.AuthorisationTwice, "Seats of this category are authorised from that day already; withdraw that authorisation, or take another day.",
                ("category", $"{authorisation.Category}"), ("start_date", $"{authorisation.StartDate:O}"), ("other_fact_id", other.AuthorisationId))
            : this with { Authorisations = [.. Authorisations.Append(authorisation).OrderBy(a => a.StartDate).ThenBy(a => a.Category).ThenBy(a => a.AuthorisationId, StringComparer.Ordinal)] };
    }

    /// <summary>Takes back what was recorded by mistake; the journal keeps it.</summary>
    public Establishment WithdrawAuthorisation(string authorisationId) => Authorisations.Any(a => a.AuthorisationId == authorisationId)
        ? this with { Authorisations = [.. Authorisations.Where(a => a.AuthorisationId != authorisationId)] }
        : throw Unknown(authorisationId);

    /// <summary>Other words of an authorisation that was recorded: its seats, its document, its last day.</summary>
    public Establishment Correct(Authorisation authorisation) => WithdrawAuthorisation(authorisation.AuthorisationId).Authorise(authorisation);

    public Establishment With(SeatControl control) => this with { Control = control };

    /// <summary>Nothing is filled or kept on these days.</summary>
    public Establishment Freeze(SeatFreeze freeze) => freeze.LastDate < freeze.StartDate
        ? throw Broken(Reason.PeriodReversed, "The last day lies before the first.", ("start_date", $"{freeze.StartDate:O}"), ("last_date", $"{freeze.LastDate:O}"))
        : Freezes.FirstOrDefault(f => f.Period.Overlaps(freeze.Period)) is { } other
            ? throw Broken(Reason.PeriodsOverlap, "Some of these days are frozen already.", ("fact_id", freeze.FreezeId), ("other_fact_id", other.FreezeId))
            : this with { Freezes = [.. Freezes.Append(freeze).OrderBy(f => f.StartDate)] };

    /// <summary>Ends a freeze with a day, its last.</summary>
    public Establishment Thaw(string freezeId, DateOnly lastDate)
    {
        var freeze = Freezes.FirstOrDefault(f => f.FreezeId == freezeId) ?? throw Unknown(freezeId);
        // A freeze that never came about leaves no day.
        return lastDate < freeze.StartDate
            ? this with { Freezes = [.. Freezes.Where(f => f != freeze)] }
            : this with { Freezes = [.. Freezes.Select(f => f == freeze ? f with { LastDate = lastDate } : f)] };
    }

    /// <summary>Keeps a seat. That there is one is <see cref="SeatRules"/>'.</summary>
    public Establishment Reserve(SeatReservation reservation) => reservation.LastDate < reservation.StartDate
        ? throw Broken(Reason.PeriodReversed, "The last day lies before the first.", ("start_date", $"{reservation.StartDate:O}"), ("last_date", $"{reservation.LastDate:O}"))
        : Taken() with { Reservations = [.. Reservations, reservation] };

    /// <summary>An engagement takes the seat on its first day, which the reservation must cover.</summary>
    public Establishment Commit(string reservationId, string engagementId, PostCategory category, DateOnly startDate)
    {
        var reservation = Open(reservationId);
        if (reservation.Category != category && BucketOf(reservation.Category, startDate) != BucketOf(category, startDate))
        {
            throw Broken(
                Reason.ReservationMismatch, "The seat is kept for another category.",
                ("reservation_id", reservationId), ("category", $"{reservation.Category}"), ("wanted", $"{category}"));
        }
        return reservation.HoldsOn(startDate)
            ? Taken().With(reservation with { State = ReservationState.Committed, CloseDate = startDate, EngagementId = engagementId })
            : throw Broken(
                Reason.ReservationOver, "The seat is not kept on the first day; keep one again.",
                ("reservation_id", reservationId), ("start_date", $"{reservation.StartDate:O}"), ("last_date", $"{reservation.LastDate:O}"), ("day", $"{startDate:O}"));
    }

    /// <summary>
    /// The seat follows the engagement that took it: to another first day, or back to being kept when the engagement was withdrawn or takes no seat
    /// here any more (<paramref name="startDate"/> is null). The same record when no seat was kept for it.
    /// </summary>
    public Establishment Follow(string engagementId, DateOnly? startDate)
    {
        if (Reservations.FirstOrDefault(r => r.State == ReservationState.Committed && r.EngagementId == engagementId) is not { } reservation)
        {
            return this;
        }
        var followed = startDate is { } first
            ? reservation with { CloseDate = first < reservation.StartDate ? reservation.StartDate : first }
            : reservation with { State = ReservationState.Kept, CloseDate = null, EngagementId = "" };
        return followed == reservation ? this : Taken().With(followed);
    }

    /// <summary>Gives the seat back from a day on.</summary>
    public Establishment Release(string reservationId, DateOnly from, string reason)
    {
        var reservation = Open(reservationId);
        return With(reservation with { State = ReservationState.Released, CloseDate = from < reservation.StartDate ? reservation.StartDate : from, CloseReason = reason });
    }

    /// <summary>The record that says that a seat was taken; whoever decided beside it decides again.</summary>
    public Establishment Taken() => this with { Serial = Serial + 1 };

    private Establishment With(SeatReservation reservation) =>
        this with { Reservations = [.. Reservations.Select(r => r.ReservationId == reservation.ReservationId ? reservation : r)] };

    private SeatReservation Open(string reservationId)
    {
        var reservation = Reservations.FirstOrDefault(r => r.ReservationId == reservationId) ?? throw Unknown(reservationId);
        return reservation.IsOpen
            ? reservation
            : throw Broken(Reason.ReservationOver, "The seat is not kept any more.", ("reservation_id", reservationId), ("reservation_state", $"{reservation.State}"));
    }

    private RuleBroken Unknown(string factId) => Broken(Reason.UnknownFact, "The establishment has no fact with this id.", ("fact_id", factId));

    private RuleBroken Broken(Reason reason, string message, params ReadOnlySpan<(string Key, string Value)> facts) =>
        new(reason, message, [("organisation_code", OrganisationCode), .. facts]);
}
