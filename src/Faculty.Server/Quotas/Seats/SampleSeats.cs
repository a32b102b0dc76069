using Faculty.Domain.Quotas.Hiring;
using Faculty.Domain.Quotas.Seats;
using Faculty.Domain.Teachers;
using Faculty.Server.Hosting;
using Faculty.Server.Teachers;
using Faculty.Storage;

namespace Faculty.Server.Quotas.Seats;

/// <summary>
/// The seats of the sample school (示例编制): authorised by category, with one category over since 2025, a hiring line that is finished and one under way,
/// so that every question of finance has an answer. Documents are made up.
/// </summary>
internal sealed class SampleSeats(IRegistryStore store, JournalFollower follower)
{
    private const string County = "140581", School = "140581-GP01";
    private static readonly DateOnly First = new(2020, 1, 1), Anew = new(2025, 9, 1);

    public async Task LoadAsync(CancellationToken ct)
    {
        var batch = new WriteBatch("server", "sample");
        var (finished, taken) = await FinishedAsync(ct);
        var (underWay, kept) = UnderWay();
        var school = New(School, (PostCategory.Unspecified, 46, First, "高编〔2019〕12号"), (PostCategory.Specialty, 52, First, "高编〔2019〕12号"), (PostCategory.Practice, 12, First, "高编〔2019〕12号"),
            (PostCategory.Specialty, 56, Anew, "高编〔2025〕7号"), (PostCategory.Practice, 10, Anew, "高编〔2025〕7号"));
        foreach (var ledger in (Establishment[])[New(County, (PostCategory.Unspecified, 2_000, First, "高编〔2019〕11号")), school with { Reservations = [taken, kept] }])
        {
            batch.Insert(Documents.Establishments, ledger.EstablishmentId, ledger);
        }
        batch.Insert(Documents.HiringLines, finished.LineId, finished).Insert(Documents.HiringLines, underWay.LineId, underWay);
        await follower.CaughtUpAsync((await store.CommitAsync(EstablishmentView.Empty.Guard(batch))).Revision, ct);
    }

    private async Task<(HiringLine Line, SeatReservation Taken)> FinishedAsync(CancellationToken ct)
    {
        const string StaffNumber = "20250175";
        var teacher = await store.FindByKeyAsync(Documents.Teachers, Documents.StaffNumberIndex, TeacherKeys.StaffNumber(School, StaffNumber), ct)
            ?? throw new InvalidOperationException($"The sample has no staff number {StaffNumber}.");
        var engagement = teacher.Value.Engagements.Single(e => e.StaffNumber == StaffNumber);
        var (draft, taken) = Appointed(
            New("GP01-2025-01", 2025, "140581-GP01-XX", "710201", 2, new(2025, 12, 31)),
            new(2025, 3, 3), (1, "高编〔2025〕2号"), (2, "高人社〔2025〕11号"), (1, "高财〔2025〕18号"), "高人社招〔2025〕1号", "20250614007");
        var closed = taken with { State = ReservationState.Committed, CloseDate = engagement.StartDate, EngagementId = engagement.EngagementId };
        return (draft.Onboard(draft.Candidates[0].CandidateId, teacher.Id, engagement.EngagementId, engagement.StartDate), closed);
    }

    private static (HiringLine Line, SeatReservation Kept) UnderWay() => Appointed(
        New("GP01-2026-01", 2026, "140581-GP01-ZB", "660301", 6, new(2026, 12, 31)),
        new(2026, 3, 2), (6, "高编〔2026〕3号"), (5, "高人社〔2026〕15号"), (5, "高财〔2026〕21号"), "高人社招〔2026〕1号", "20260613021");

    // From the request in spring to whoever is appointed in August, whose seat is kept.
    private static (HiringLine Line, SeatReservation Kept) Appointed(
        HiringLine draft, DateOnly submitted, (int Count, string Document) seats, (int Count, string Document) staff, (int Count, string Document) money, string announcement, string number)
    {
        var reservation = new SeatReservation
        {
            ReservationId = Ids.New(), Category = draft.Category, LineCode = draft.Code, DocumentNumber = announcement, StartDate = submitted.AddMonths(5), LastDate = draft.Deadline,
        };
        var count = Math.Min(seats.Count, Math.Min(staff.Count, money.Count));
        HiringStep[] steps =
        [
            new() { Type = HiringStepType.Submit, Date = submitted },
            new() { Type = HiringStepType.Approve, Date = submitted.AddDays(20), Office = Office.Establishment, Count = seats.Count, DocumentNumber = seats.Document },
            new() { Type = HiringStepType.Approve, Date = submitted.AddDays(30), Office = Office.HumanResources, Count = staff.Count, DocumentNumber = staff.Document },
            new() { Type = HiringStepType.Approve, Date = submitted.AddDays(40), Office = Office.Finance, Count = money.Count, DocumentNumber = money.Document },
            new() { Type = HiringStepType.Announce, Date = submitted.AddMonths(2), Count = count, DocumentNumber = announcement },
            new() { Type = HiringStepType.Select, Date = submitted.AddMonths(3) },
            new() { Type = HiringStepType.Publicise, Date = submitted.AddMonths(4) },
        ];
        var line = steps.Aggregate(draft, (l, step) => l.Take(step));
        return (line.Appoint(new() { CandidateId = Ids.New(), CandidateNumber = number, AppointDate = reservation.StartDate, ReservationId = reservation.ReservationId }), reservation);
    }

    private static HiringLine New(string code, int year, string department, string major, int count, DateOnly deadline) => new()
    {
        LineId = Ids.New(), Code = code, SchoolCode = School, DepartmentCode = department, Year = year, Category = PostCategory.Specialty, MajorCode = major, Route = HiringRoute.Open, RequestedCount = count,
        Deadline = deadline,
    };

    private static Establishment New(string code, params ReadOnlySpan<(PostCategory Category, int Seats, DateOnly From, string Document)> authorised)
    {
        var ledger = new Establishment { EstablishmentId = Ids.New(), OrganisationCode = code };
        foreach (var (category, seats, from, document) in authorised)
        {
            ledger = ledger.Authorise(new() { AuthorisationId = Ids.New(), Category = category, SeatCount = seats, StartDate = from, DocumentNumber = document });
        }
        return ledger;
    }
}
