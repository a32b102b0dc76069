using Faculty.Domain.Quotas.Seats;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using Candidate = Faculty.Domain.Quotas.Hiring.Candidate;
using SeatReservation = Faculty.Domain.Quotas.Seats.SeatReservation;

namespace Faculty.Server.Quotas.Hiring;

internal sealed partial class HiringService
{
    public override Task<AppointCandidateResponse> AppointCandidate(AppointCandidateRequest request, ServerCallContext context)
    {
        var wanted = request.Candidate ?? throw Refusal.Field("candidate", "must be given");
        var check = Check(request)
            .Code(wanted.CandidateNumber, "candidate.candidate_number", longest: 32)
            .OptionalDay(wanted.AppointDate, "candidate.appoint_date")
            .OptionalDay(request.ReserveUntil, "reserve_until");
        (wanted.SubstituteFor.Length == 0 ? check : check.Id(wanted.SubstituteFor, "candidate.substitute_for")).Done();
        var candidate = new Candidate
        {
            CandidateId = Ids.New(), CandidateNumber = wanted.CandidateNumber, AppointDate = wanted.AppointDate.ToOptionalDay() ?? clock.TodayInChina(), SubstituteFor = wanted.SubstituteFor,
        };
        var reservationId = Ids.New();
        return ChangeAsync<AppointCandidateResponse>(
            request, context,
            async (line, batch, ct) =>
            {
                var next = line.Appoint(candidate);
                if (LedgerOf(line, batch) is not { } found)
                {
                    return next;
                }
                var kept = found.Value.Reserve(new SeatReservation
                {
                    ReservationId = reservationId, Category = line.Category, LineCode = line.Code,
                    DocumentNumber = line.Steps.LastOrDefault(s => s.DocumentNumber.Length > 0)?.DocumentNumber ?? "",
                    StartDate = candidate.AppointDate, LastDate = request.ReserveUntil.ToOptionalDay() ?? line.DeadlineOn(candidate.AppointDate),
                });
                await seats.RequireFreeAsync(batch, found, kept, SeatMove.None, candidate.AppointDate, ct);
                batch.Replace(Documents.Establishments, found, kept);
                return line.Appoint(candidate with { ReservationId = reservationId });
            },
            // A commit that answers a repeat holds the candidate it appointed, its last.
            (reply, line) => reply.CandidateId = line.Candidates[^1].CandidateId);
    }
}
