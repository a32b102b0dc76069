using Faculty.V1;

namespace Faculty.Benchmarks.Races;

/// <summary>The last money of a school's year: one hour can be paid, and every caller wants that of another teacher paid.</summary>
internal sealed class LastMoney(RaceServer server, int callers, Random random) : IPrize
{
    private const string School = "M";
    private const string Standard = "HOUR";
    private const long Rate = 8_000;
    private const int Months = 12;
    private const int PaidAYear = 60;
    private const int FirstYear = 1991;
    private readonly List<string> guests = [];
    private readonly List<string> open = [];
    private int year = FirstYear - 1;
    private int paid = PaidAYear;
    private int[] months = [];
    private int next;

    public string TooLate => "BUDGET_EXHAUSTED";

    private PartTimeService.PartTimeServiceClient Clerk => new(server.Clerk);

    public async Task<IReadOnlyList<Contender>> PutUpAsync()
    {
        if (guests.Count == 0)
        {
            await OpenSchoolAsync();
        }
        if (paid == PaidAYear)
        {
            (year, paid, months) = (year + 1, 0, new int[callers]);
            open.Clear();
        }
        paid++;
        await Clerk.SetBudgetAsync(new() { SchoolCode = School, Year = year, Revision = new() { AmountFen = paid * Rate, DocumentNumber = $"{paid}", Date = new() { Year = year, Month = 1, Day = 1 } } });
        await RecordAsync();
        return [.. open.OrderBy(_ => random.Next()).Select(line =>
        {
            var request = new PayHoursRequest { RequestId = $"{Guid.NewGuid()}", LineIds = { line }, DocumentNumber = "1" };
            return new Contender("pay", async () =>
            {
                var reply = await new PartTimeService.PartTimeServiceClient(server.Finance).PayHoursAsync(request);
                lock (open)
                {
                    open.Remove(line);
                }
                return reply;
            }, async won =>
            {
                var (school, month) = (((PayHoursResponse)won).Lines[0].SchoolCode, ((PayHoursResponse)won).Lines[0].Month);
                var token = "";
                do
                {
                    var page = await Clerk.ListHoursAsync(new() { ScopeCode = school, Year = month.Year, State = HoursState.Paid, PageSize = 500, PageToken = token });
                    if (page.Lines.Any(l => l.Line.LineId == line))
                    {
                        return true;
                    }
                    token = page.NextPageToken;
                }
                while (token.Length > 0);
                return false;
            });
        })];
    }

    public async Task<int> TakenAsync()
    {
        var use = (await Clerk.GetBudgetAsync(new() { SchoolCode = School, Year = year })).Budget.Use;
        return use.BudgetFen == paid * Rate && use.BudgetFen == use.PaidFen + use.PayableFen + use.LeftFen ? (int)((use.PaidFen / Rate) - paid + 1) : -1;
    }

    private async Task RecordAsync()
    {
        var request = new RecordHoursRequest { SchoolCode = School };
        for (; open.Count + request.Lines.Count < callers; next = (next + 1) % callers)
        {
            if (months[next] < Months)
            {
                request.Lines.Add(new NewHours { TeacherId = guests[next], DepartmentCode = $"{School}-ZB", Month = new() { Year = year, Month = ++months[next], Day = 1 }, StandardCode = Standard, Quantity = 100 });
            }
        }
        var lines = (await Clerk.RecordHoursAsync(request)).Lines;
        await new PartTimeService.PartTimeServiceClient(server.Department).ConfirmHoursAsync(new() { LineIds = { lines.Select(l => l.LineId) } });
        open.AddRange(lines.Select(l => l.LineId));
    }

    private async Task OpenSchoolAsync()
    {
        await Places.SchoolAsync(server.Clerk, School, LastSeat.County);
        await Clerk.SetStandardAsync(new()
        {
            Standard = new() { OrganisationCode = School, Code = Standard, Title = "课酬", Unit = PayUnit.Hour },
            Rate = new() { RateFen = Rate, DocumentNumber = "1", StartDate = new() { Year = FirstYear, Month = 1, Day = 1 } },
        });
        for (var i = 0; i < callers; i++)
        {
            guests.Add((await new TeacherService.TeacherServiceClient(server.Clerk).CreateTeacherAsync(new()
            {
                Identity = Places.Somebody(),
                Engagement = new() { SchoolCode = School, Kind = EngagementKind.ExternalEnterprise, StartDate = new() { Year = FirstYear, Month = 1, Day = 1 } },
                Post = new() { DepartmentCode = $"{School}-ZB", Category = PostCategory.Specialty },
            })).Teacher.TeacherId);
        }
    }
}
