using Faculty.Domain.Quotas.Hiring;
using Faculty.Domain.Quotas.Seats;
using Faculty.Server.Hosting;
using Faculty.Server.Quotas.Hiring;
using Faculty.Server.Teachers;
using Faculty.Storage;

namespace Faculty.Server.Quotas.Seats;

/// <summary>
/// Whom the hiring lines of the sample school (示例编制) brought: its authorised seats and the lines themselves are sheets of the sample. Of one line
/// somebody came, of the other somebody is appointed, whose seats are kept and taken as by any call: with the guard. Documents are made up.
/// </summary>
internal sealed class SampleSeats(IRegistryStore store, JournalFollower follower, SeatWrites seats, EstablishmentDirectory establishments, HiringDirectory lines)
{
    private const string School = "140581-GP01";
    private const string StaffNumber = "20250175";

    public async Task LoadAsync(CancellationToken ct)
    {
        await follower.CaughtUpAsync(store.Revision, ct);
        await AppointAsync("GP01-2025-01", "20250614007", StaffNumber, ct);
        await AppointAsync("GP01-2026-01", "20260613021", "", ct);
    }

    // Selected, made public and appointed month by month after the announcement; whoever has come already takes the seat that was kept.
    private async Task AppointAsync(string code, string number, string staffNumber, CancellationToken ct)
    {
        var (batch, ledger) = (new WriteBatch("server", "sample"), establishments.Now.Find(School)!);
        var found = lines.Now.Find(code)!;
        var announced = found.Value.Steps[^1];
        var reservation = new SeatReservation
        {
            ReservationId = Ids.New(), Category = found.Value.Category, LineCode = code, DocumentNumber = announced.DocumentNumber, StartDate = announced.Date.AddMonths(3), LastDate = found.Value.Deadline,
        };
        var line = found.Value
            .Take(new() { Type = HiringStepType.Select, Date = announced.Date.AddMonths(1) })
            .Take(new() { Type = HiringStepType.Publicise, Date = announced.Date.AddMonths(2) })
            .Appoint(new() { CandidateId = Ids.New(), CandidateNumber = number, AppointDate = reservation.StartDate, ReservationId = reservation.ReservationId });
        var kept = ledger.Value.Reserve(reservation);
        if (staffNumber.Length > 0)
        {
            var teacher = await store.FindByKeyAsync(Documents.Teachers, Documents.StaffNumberIndex, TeacherKeys.StaffNumber(School, staffNumber), ct)
                ?? throw new InvalidOperationException($"The sample has no staff number {staffNumber}.");
            var engagement = teacher.Value.Engagements.Single(e => e.StaffNumber == staffNumber);
            kept = kept.Commit(reservation.ReservationId, engagement.EngagementId, reservation.Category, engagement.StartDate);
            line = line.Onboard(line.Candidates[0].CandidateId, teacher.Id, engagement.EngagementId, engagement.StartDate);
        }
        await seats.RequireFreeAsync(batch, ledger, kept, SeatMove.None, reservation.StartDate, ct);
        batch.Replace(Documents.Establishments, ledger, kept).Replace(Documents.HiringLines, found, line);
        await follower.CaughtUpAsync((await store.CommitAsync(batch)).Revision, ct);
    }
}
