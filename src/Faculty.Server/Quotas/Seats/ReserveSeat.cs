using Faculty.Domain.Quotas.Seats;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using SeatReservation = Faculty.Domain.Quotas.Seats.SeatReservation;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class EstablishmentService
{
    // 90 days, the first among them.
    private const int UsualDays = 90;

    public override Task<ReserveSeatResponse> ReserveSeat(ReserveSeatRequest request, ServerCallContext context)
    {
        var wanted = request.Reservation ?? throw Refusal.Field("reservation", "must be given");
        Check(request)
            .Known(wanted.Category, "reservation.category")
            .Require(wanted.LineCode.Length == 0, "reservation.line_code", "must be empty: a line keeps seats when it appoints")
            .OptionalText(wanted.DocumentNumber, "reservation.document_number", longest: 100)
            .OptionalDay(wanted.StartDate, "reservation.start_date")
            .OptionalDay(wanted.LastDate, "reservation.last_date")
            .Done();
        var first = wanted.StartDate.ToOptionalDay() ?? clock.TodayInChina();
        var reservation = new SeatReservation
        {
            ReservationId = Ids.New(), Category = (Domain.Teachers.PostCategory)wanted.Category, DocumentNumber = wanted.DocumentNumber,
            StartDate = first, LastDate = wanted.LastDate.ToOptionalDay() ?? DateOnly.FromDayNumber(Math.Min(first.DayNumber + UsualDays - 1, DateOnly.MaxValue.DayNumber)),
        };
        return ChangeAsync<ReserveSeatResponse>(
            request, context,
            async (view, batch, ct) =>
            {
                RequireLedger(request.OrganisationCode);
                var found = view.Find(request.OrganisationCode)!;
                var next = found.Value.Reserve(reservation);
                await seats.RequireFreeAsync(batch, found, next, SeatMove.None, reservation.StartDate, ct);
                return next;
            },
            // A commit that answers a repeat holds the reservation it made, its last.
            (reply, stored) => reply.ReservationId = stored.Reservations[^1].ReservationId);
    }

    private void RequireLedger(string organisationCode)
    {
        if (EstablishmentView.LedgerOf(organisationCode, organisations.Tree, clock.TodayInChina()) != organisationCode)
        {
            throw Refusal.Field("organisation_code", "must be a school: of an organisation above, seats are only capped");
        }
    }
}
