using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.Hiring;

internal sealed partial class HiringService
{
    public override Task<DeclineCandidateResponse> DeclineCandidate(DeclineCandidateRequest request, ServerCallContext context)
    {
        Check(request).Id(request.CandidateId, "candidate_id").OptionalDay(request.Date, "date").OptionalText(request.Note, "note", longest: 200).Done();
        var date = request.Date.ToOptionalDay() ?? clock.TodayInChina();
        return ChangeAsync<DeclineCandidateResponse>(request, context, (line, batch, _) =>
        {
            var next = line.Decline(request.CandidateId, date, request.Note);
            var candidate = next.CandidateWith(request.CandidateId);
            if (candidate.ReservationId.Length > 0 && LedgerOf(line, batch) is { } found && found.Value.Reservations.Any(r => r.ReservationId == candidate.ReservationId && r.IsOpen))
            {
                batch.Replace(Documents.Establishments, found, found.Value.Release(candidate.ReservationId, candidate.CloseDate!.Value, request.Note));
            }
            return Task.FromResult(next);
        });
    }
}
