using Faculty.Domain;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using Establishment = Faculty.Domain.Quotas.Seats.Establishment;

namespace Faculty.Server.Quotas.Seats;

internal sealed partial class EstablishmentService
{
    public override Task<ReleaseSeatResponse> ReleaseSeat(ReleaseSeatRequest request, ServerCallContext context)
    {
        Check(request).Id(request.ReservationId, "reservation_id").OptionalDay(request.FromDate, "from_date").OptionalText(request.Note, "note", longest: 200).Done();
        var from = request.FromDate.ToOptionalDay() ?? clock.TodayInChina();
        return ChangeAsync<ReleaseSeatResponse>(request, context, establishment => Freed(establishment, request.ReservationId).Release(request.ReservationId, from, request.Note));
    }

    // A line's seat is given back with its candidate.
    private Establishment Freed(Establishment establishment, string reservationId)
    {
        var line = establishment.Reservations.FirstOrDefault(r => r.ReservationId == reservationId) is { LineCode.Length: > 0 } reservation ? lines.Now.Find(reservation.LineCode)?.Value : null;
        return line?.Candidates.FirstOrDefault(c => c.ReservationId == reservationId && c.State == Domain.Quotas.Hiring.CandidateState.Appointed) is { } candidate
            ? throw new RuleBroken(Reason.CandidatesOpen, "The seat is kept for somebody whom a hiring line appointed; record that they decline.", ("line_code", line.Code), ("candidates", candidate.CandidateId))
            : establishment;
    }
}
