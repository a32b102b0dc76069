using Faculty.V1;
using Google.Protobuf;
using Date = Google.Type.Date;

namespace Faculty.Benchmarks.Races;

/// <summary>The only seat of a school on one day: a third of the callers hire for it, a third keep it, a third transfer somebody to it.</summary>
internal sealed class LastSeat(RaceServer server, int callers, Random random) : IPrize
{
    public const string County = "140581";
    private const string Elsewhere = "JC";
    private const int DaysASchool = 100;
    private readonly Teacher?[] elsewhere = new Teacher?[callers];
    private string school = "";
    private Date day = new();
    private int days;

    public string TooLate => "SEATS_EXHAUSTED";

    private TeacherService.TeacherServiceClient Teachers => new(server.Clerk);

    private EstablishmentService.EstablishmentServiceClient Establishments => new(server.Clerk);

    public async Task<IReadOnlyList<Contender>> PutUpAsync()
    {
        if (days % DaysASchool == 0)
        {
            // A ledger keeps what became of every seat: a new school now and then keeps the race about the race.
            school = $"S{days / DaysASchool}";
            await Places.SchoolAsync(server.Clerk, school, County);
            await Establishments.AuthoriseSeatsAsync(new() { OrganisationCode = school, Authorisation = new() { SeatCount = 1, DocumentNumber = "1", StartDate = new() { Year = 2020, Month = 1, Day = 1 } } });
            if (days == 0)
            {
                await Places.SchoolAsync(server.Clerk, Elsewhere, County);
            }
        }
        var today = new DateOnly(2026, 1, 1).AddDays(days++ % DaysASchool);
        day = new() { Year = today.Year, Month = today.Month, Day = today.Day };
        var contenders = await Task.WhenAll(Enumerable.Range(0, callers).Select(ContenderAsync));
        random.Shuffle(contenders);
        return contenders;
    }

    public async Task<int> TakenAsync()
    {
        var figure = (await new SeatService.SeatServiceClient(server.Clerk).GetSeatsAsync(new() { ScopeCode = school, AsOf = day })).Figure;
        return figure.Authorised == 1 && figure.Authorised == figure.Occupied + figure.Reserved + figure.Vacant ? figure.Occupied + figure.Reserved : -1;
    }

    private async Task<Contender> ContenderAsync(int caller)
    {
        var (at, on, id) = (school, day, $"{Guid.NewGuid()}");
        var engagement = new Engagement { SchoolCode = at, Kind = EngagementKind.Established, StartDate = on, LastDate = on };
        var post = new Post { DepartmentCode = $"{at}-ZB", Category = PostCategory.Specialty };
        switch (caller % 3)
        {
            case 0:
                var hire = new CreateTeacherRequest { RequestId = id, Identity = Places.Somebody(), Engagement = engagement, Post = post };
                return new("hire", async () => await Teachers.CreateTeacherAsync(hire), won => EngagedAsync(((CreateTeacherResponse)won).Teacher));
            case 1:
                var keep = new ReserveSeatRequest
                {
                    RequestId = id, OrganisationCode = at, Reservation = new() { Category = PostCategory.Specialty, DocumentNumber = "1", StartDate = on, LastDate = on },
                };
                return new("reserve", async () => await Establishments.ReserveSeatAsync(keep), async won =>
                    (await Establishments.GetEstablishmentAsync(new() { OrganisationCode = at })).Establishment.Reservations.Any(r => r.ReservationId == ((ReserveSeatResponse)won).ReservationId));
            default:
                var person = elsewhere[caller] ??= (await Teachers.CreateTeacherAsync(new()
                {
                    Identity = Places.Somebody(),
                    Engagement = new() { SchoolCode = Elsewhere, Kind = EngagementKind.Established, StartDate = new() { Year = 2020, Month = 1, Day = 1 } },
                    Post = new() { DepartmentCode = $"{Elsewhere}-ZB", Category = PostCategory.Specialty },
                })).Teacher;
                var transfer = new TransferTeacherRequest { RequestId = id, TeacherId = person.TeacherId, Engagement = engagement, Post = post };
                return new("transfer", async () =>
                {
                    IMessage reply = await Teachers.TransferTeacherAsync(transfer);
                    elsewhere[caller] = null;
                    return reply;
                }, won => EngagedAsync(((TransferTeacherResponse)won).Teacher));
        }

        async Task<bool> EngagedAsync(Teacher teacher) =>
            (await Teachers.GetTeacherAsync(new() { TeacherId = teacher.TeacherId })).Teacher.Engagements.Any(e => e.SchoolCode == at && e.StartDate.Equals(on));
    }
}
