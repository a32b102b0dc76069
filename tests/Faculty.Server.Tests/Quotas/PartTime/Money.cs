using Faculty.V1;
using Google.Type;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;
using Client = Faculty.V1.PartTimeService.PartTimeServiceClient;

namespace Faculty.Server.Tests.Quotas.PartTime;

/// <summary>A school with money for teachers from outside, and the offices that spend it.</summary>
internal sealed record Money(TestServer Server, Client Bureau, Client Clerk, Client Department, Client Finance)
{
    public const string Senior = "SENIOR";

    /// <summary>The sample tree, a standard of 80.00 an hour from 2024 on, and accounts of each office.</summary>
    public static async Task<Money> StartAsync(TestServer server)
    {
        await server.AddTreeAsync();
        var money = new Money(server, new(await server.AsAsync(Role.Reviewer)), new(await server.AsAsync(Role.HrClerk, School)), new(await server.AsAsync(Role.HrClerk, Departments[0])), new(await server.AsAsync(Role.Finance, County)));
        await money.StandardAsync(Senior, 8_000, Day(2024, 1, 1));
        return money;
    }

    /// <summary>A line of a teacher from outside, recorded at a school whose department is its code and -ZB.</summary>
    public static async Task<string> SeedAsync(TestServer server, string school)
    {
        var money = new Money(server, server.PartTime, server.PartTime, server.PartTime, server.PartTime);
        await money.StandardAsync("S", 8_000, Day(2025, 1, 1), organisation: school);
        var guest = await money.GuestAsync($"{school}师傅", Day(2025, 1, 1), school: school, department: $"{school}-ZB");
        return (await money.RecordAsync(Hours(guest, quantity: 100, department: $"{school}-ZB", standard: "S"), school: school)).LineId;
    }

    public async Task<Teacher> GuestAsync(string name = "张师傅", Date? from = null, Date? last = null, EngagementKind kind = EngagementKind.ExternalEnterprise, string school = School, string department = "GP-ZB", string staffNumber = "") =>
        (await Server.Teachers.CreateTeacherAsync(new()
        {
            Identity = Wang(name),
            Engagement = new() { SchoolCode = school, Kind = kind, StartDate = from ?? Day(2024, 1, 1), LastDate = last, StaffNumber = staffNumber },
            Post = Specialty(department),
        })).Teacher;

    public async Task<PayStandard> StandardAsync(string code, long fen, Date first, Date? last = null, string organisation = School, PayUnit unit = PayUnit.Hour) =>
        (await Bureau.SetStandardAsync(new()
        {
            Standard = new() { OrganisationCode = organisation, Code = code, Title = "兼职课酬", Unit = unit },
            Rate = new() { RateFen = fen, DocumentNumber = $"标准 {code} {first.Year}-{first.Month}", StartDate = first, LastDate = last },
        })).Standard;

    public async Task<PartTimeBudget> BudgetAsync(long fen, int year = 2025, Date? date = null, string school = School) =>
        (await Bureau.SetBudgetAsync(new() { SchoolCode = school, Year = year, Revision = new() { AmountFen = fen, DocumentNumber = $"预算 {year}", Date = date ?? Day(year, 1, 1) } })).Budget;

    public static NewHours Hours(Teacher teacher, int quantity = 3_650, int month = 9, int year = 2025, string department = "GP-ZB", string standard = Senior) =>
        new() { TeacherId = teacher.TeacherId, DepartmentCode = department, Month = Day(year, month, 1), StandardCode = standard, Quantity = quantity };

    public async Task<HoursLine> RecordAsync(NewHours line, Date? date = null, string school = School) =>
        (await Clerk.RecordHoursAsync(new() { SchoolCode = school, Lines = { line }, Date = date })).Lines[0];

    public async Task<HoursLine> ConfirmedAsync(NewHours line, Date? date = null)
    {
        var recorded = await RecordAsync(line, date);
        return (await Department.ConfirmHoursAsync(new() { LineIds = { recorded.LineId }, Date = date })).Lines[0];
    }

    public async Task<HoursLine> PaidAsync(NewHours line, Date? date = null, string document = "凭证 1")
    {
        var confirmed = await ConfirmedAsync(line, date);
        return (await Finance.PayHoursAsync(new() { LineIds = { confirmed.LineId }, DocumentNumber = document, Date = date })).Lines[0];
    }

    public async Task<BudgetUse> UseAsync(int year = 2025, Date? on = null, KnownAt? known = null) =>
        (await Finance.GetBudgetAsync(new() { SchoolCode = School, Year = year, AsOf = on, KnownAt = known })).Budget.Use;
}
