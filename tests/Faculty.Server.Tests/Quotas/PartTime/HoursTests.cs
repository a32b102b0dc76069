using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Quotas.PartTime.Money;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Quotas.PartTime;

/// <summary>Monthly hours: a clerk records, the department confirms, finance pays.</summary>
public sealed class HoursTests
{
    [Fact]
    public async Task The_worked_case_is_paid_to_the_fen()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        await money.StandardAsync("ODD", 3_333, Day(2025, 1, 1));
        var guest = await money.GuestAsync();
        Assert.Equal(292_000, (await money.RecordAsync(Hours(guest))).AmountFen);
        var three = await money.Clerk.RecordHoursAsync(new() { SchoolCode = School, Lines = { Enumerable.Range(6, 3).Select(month => Hours(guest, quantity: 50, month, standard: "ODD")) } });
        Assert.Equal([1_667L, 1_667L, 1_667L], three.Lines.Select(l => l.AmountFen));
        await money.Department.ConfirmHoursAsync(new() { LineIds = { three.Lines.Select(l => l.LineId) } });
        Assert.Equal(5_001, (await money.UseAsync()).PayableFen);
    }

    [Fact]
    public async Task Paid_payable_and_left_are_those_of_any_day_as_known_at_any_moment()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await TestServer.StartAsync(clock);
        var money = await StartAsync(server);
        var guest = await money.GuestAsync();
        await money.BudgetAsync(1_000_000);
        var confirmed = await money.ConfirmedAsync(Hours(guest), Day(2025, 10, 8));
        var before = await server.RevisionAsync();
        await money.Finance.PayHoursAsync(new() { LineIds = { confirmed.LineId }, DocumentNumber = "凭证 7", Date = Day(2025, 10, 20) });
        await money.BudgetAsync(900_000, date: Day(2025, 11, 1));

        Assert.Equal(Use(900_000, paid: 292_000, payable: 0), await money.UseAsync());
        Assert.Equal(Use(1_000_000, paid: 292_000, payable: 0), await money.UseAsync(on: Day(2025, 10, 20)));
        Assert.Equal(Use(1_000_000, paid: 0, payable: 292_000), await money.UseAsync(on: Day(2025, 10, 19)));
        Assert.Equal(Use(1_000_000, paid: 0, payable: 0), await money.UseAsync(on: Day(2025, 10, 7)));
        // On that day nobody knew of the payment yet, nor of the cut.
        Assert.Equal(Use(1_000_000, paid: 0, payable: 292_000), await money.UseAsync(known: new() { Revision = before }));
        await server.RestartAsync();
        Assert.Equal(Use(1_000_000, paid: 0, payable: 292_000), (await server.PartTime.GetBudgetAsync(new() { SchoolCode = School, Year = 2025, KnownAt = new() { Revision = before } })).Budget.Use);

        static BudgetUse Use(long budget, long paid, long payable) => new() { BudgetFen = budget, PaidFen = paid, PayableFen = payable, LeftFen = budget - paid - payable };
    }

    [Fact]
    public async Task Only_who_is_engaged_from_outside_in_the_month_has_hours()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        var leap = await money.GuestAsync("李师傅", Day(2024, 1, 31), Day(2024, 2, 29));
        await money.RecordAsync(Hours(leap, month: 1, year: 2024));
        await money.RecordAsync(Hours(leap, month: 2, year: 2024));
        var refused = await RefusedAsync(ErrorReason.NotEngagedInMonth, money, Hours(leap, month: 3, year: 2024));
        Assert.Equal((School, "2024-03", leap.TeacherId), (refused.Fact("school_code"), refused.Fact("month"), refused.Fact("teacher_id")));
        await RefusedAsync(ErrorReason.NotEngagedInMonth, money, Hours(await server.HireAsync()));
        await RefusedAsync(ErrorReason.NotEngagedInMonth, money, Hours(await money.GuestAsync("钱老师", kind: EngagementKind.InternalAdmin)));
        Assert.Equal(PostCategory.Specialty, (await money.RecordAsync(Hours(await money.GuestAsync("孙老师", kind: EngagementKind.RehiredRetiree)))).Category);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_named()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        await server.AddSecondSchoolAsync();
        var guest = await money.GuestAsync();
        var unknown = await RefusedAsync(ErrorReason.StandardUnknown, money, Hours(guest, standard: "NONE"));
        Assert.Equal(("NONE", "2025-09", School), (unknown.Fact("standard_code"), unknown.Fact("month"), unknown.Fact("school_code")));
        await RefusedAsync(ErrorReason.DepartmentNotOfSchool, money, Hours(guest, department: "JC-JD"));
        var line = await money.RecordAsync(Hours(guest, quantity: 15_000));
        Assert.Equal(line.LineId, (await RefusedAsync(ErrorReason.HoursTwice, money, Hours(guest, quantity: 100))).Fact("other_line_id"));
        // 200 hours a month, of all departments together.
        Assert.Equal(("20001", "20000"), (await RefusedAsync(ErrorReason.HoursImplausible, money, Hours(guest, quantity: 5_001, department: "GP-XX"))) is var much ? (much.Fact("hours"), much.Fact("most_hours")) : default);
        await money.RecordAsync(Hours(guest, quantity: 5_000, department: "GP-XX"));
        var bad = await Calls.RefusedAsync(ErrorReason.InvalidRequest, money.Clerk.RecordHoursAsync(new() { SchoolCode = School, Lines = { new NewHours { TeacherId = guest.TeacherId, DepartmentCode = "GP-ZB", Month = Day(2025, 9, 2), StandardCode = "x", Quantity = 0 } } }));
        Assert.Equal(["lines[0].month", "lines[0].standard_code", "lines[0].quantity"], bad.Fields());
        Assert.Equal(["lines[0].month"], (await Calls.RefusedAsync(ErrorReason.InvalidRequest, money.Clerk.RecordHoursAsync(new() { SchoolCode = School, Lines = { Hours(guest, month: 12) } }))).Fields());
    }

    [Fact]
    public async Task The_rate_is_that_of_the_month_of_the_school_or_else_of_the_county()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        var guest = await money.GuestAsync();
        await money.StandardAsync("GUEST", 5_000, Day(2025, 1, 1), organisation: County);
        await money.StandardAsync("GUEST", 6_000, Day(2025, 7, 1), organisation: County);
        await money.StandardAsync("GUEST", 7_000, Day(2025, 9, 1), Day(2025, 9, 30));
        var lines = (await money.Clerk.RecordHoursAsync(new() { SchoolCode = School, Lines = { ((int[])[6, 7, 9, 10]).Select(month => Hours(guest, month: month, standard: "GUEST")) } })).Lines;
        Assert.Equal([5_000, 6_000, 7_000, 6_000], lines.Select(l => l.RateFen));
        Assert.Equal([County, School], (await money.Clerk.ListStandardsAsync(new() { OrganisationCode = School })).Standards.Where(s => s.Code == "GUEST").Select(s => s.OrganisationCode));
    }

    [Fact]
    public async Task A_rate_that_changed_since_is_not_confirmed()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        var guest = await money.GuestAsync();
        var line = await money.RecordAsync(Hours(guest));
        await money.StandardAsync(Senior, 9_000, Day(2025, 7, 1));
        await Calls.RefusedAsync(ErrorReason.StandardChanged, money.Department.ConfirmHoursAsync(new() { LineIds = { line.LineId } }));
        await money.Department.ReturnHoursAsync(new() { LineIds = { line.LineId }, Explanation = "标准已调整" });
        var again = await money.ConfirmedAsync(Hours(guest));
        Assert.Equal((9_000, 328_500), (again.RateFen, again.AmountFen));
    }

    [Fact]
    public async Task An_engagement_that_was_mended_since_is_not_confirmed()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        var guest = await money.GuestAsync();
        var line = await money.RecordAsync(Hours(guest));
        await server.Teachers.EndEngagementAsync(new() { TeacherId = guest.TeacherId, EngagementId = guest.Engagements[0].EngagementId, LastDate = Day(2025, 8, 31) });
        Assert.Equal(line.LineId, (await Calls.RefusedAsync(ErrorReason.NotEngagedInMonth, money.Department.ConfirmHoursAsync(new() { LineIds = { line.LineId } }))).Fact("line_id"));
    }

    [Fact]
    public async Task Four_eyes_see_every_line_whoever_may_do_everything()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        await money.BudgetAsync(1_000_000);
        var all = server.PartTime;
        var line = (await all.RecordHoursAsync(new() { SchoolCode = School, Lines = { Hours(await money.GuestAsync()) } })).Lines[0];
        Assert.Equal(line.LineId, (await Calls.RefusedAsync(ErrorReason.FourEyes, all.ConfirmHoursAsync(new() { LineIds = { line.LineId } }))).Fact("line_id"));
        await money.Department.ConfirmHoursAsync(new() { LineIds = { line.LineId } });
        await Calls.RefusedAsync(ErrorReason.FourEyes, all.PayHoursAsync(new() { LineIds = { line.LineId }, DocumentNumber = "1" }));
        Assert.Equal(HoursStepType.Pay, (await money.Finance.PayHoursAsync(new() { LineIds = { line.LineId }, DocumentNumber = "1" })).Lines[0].Steps[^1].Type);
    }

    [Fact]
    public async Task Nothing_is_overwritten_what_is_wrong_is_returned_or_reversed()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        await money.BudgetAsync(1_000_000);
        var guest = await money.GuestAsync();
        var refusedByFinance = await money.ConfirmedAsync(Hours(guest));
        await Calls.RefusedAsync(ErrorReason.HoursState, money.Finance.RefuseHoursAsync(new() { LineIds = { (await money.RecordAsync(Hours(guest, month: 8))).LineId }, Explanation = "缺签字" }));
        await money.Finance.RefuseHoursAsync(new() { LineIds = { refusedByFinance.LineId }, Explanation = "缺签字" });
        var paid = await money.PaidAsync(Hours(guest));
        await Calls.RefusedAsync(ErrorReason.HoursState, money.Department.ReturnHoursAsync(new() { LineIds = { paid.LineId }, Explanation = "多报" }));
        Assert.Equal(
            "2025-11-25",
            (await Calls.RefusedAsync(ErrorReason.HoursStepEarlier, money.Finance.ReverseHoursAsync(new() { LineIds = { paid.LineId }, DocumentNumber = "2", Explanation = "多付", Date = Day(2025, 11, 24) }))).Fact("previous_date"));
        var reversal = (await money.Finance.ReverseHoursAsync(new() { LineIds = { paid.LineId }, DocumentNumber = "凭证 2", Explanation = "多付" })).Lines[0];
        Assert.Equal((paid.LineId, -292_000, -3_650), (reversal.ReversesLineId, reversal.AmountFen, reversal.Quantity));
        await Calls.RefusedAsync(ErrorReason.HoursReversed, money.Finance.ReverseHoursAsync(new() { LineIds = { paid.LineId }, DocumentNumber = "2", Explanation = "多付" }));
        await money.PaidAsync(Hours(guest, quantity: 3_500));
        Assert.Equal((280_000, 720_000), (await money.UseAsync()) is var use ? (use.PaidFen, use.LeftFen) : default);
        var lines = (await money.Clerk.ListHoursAsync(new())).Lines;
        Assert.Equal([1, 4], lines.GroupBy(l => l.Line.Month.Month).Select(m => m.Count()));
    }

    [Fact]
    public async Task Five_hundred_lines_are_one_write_and_one_wrong_line_stops_them_all()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        await money.BudgetAsync(1_000_000);
        var guest = await money.GuestAsync();
        var standards = Enumerable.Range(1, 12).Select(i => $"S{i}").ToList();
        foreach (var standard in standards)
        {
            await money.StandardAsync(standard, 101, Day(2025, 1, 1));
        }
        var lines = (from month in Enumerable.Range(1, 11) from department in Departments from standard in standards select Hours(guest, 50, month, department: department, standard: standard)).Take(500).ToList();
        var everybody = new PartTimeService.PartTimeServiceClient(await server.AsAsync(Role.HrClerk, School));
        var before = await server.RevisionAsync();
        var wrong = new NewHours(lines[499]) { StandardCode = "NONE" };
        await Calls.RefusedAsync(ErrorReason.StandardUnknown, money.Clerk.RecordHoursAsync(new() { SchoolCode = School, Lines = { lines.Take(499).Append(wrong) } }));
        await Calls.RefusedAsync(ErrorReason.HoursTwice, money.Clerk.RecordHoursAsync(new() { SchoolCode = School, Lines = { lines.Take(499).Append(lines[0]) } }));
        Assert.Equal(before, await server.RevisionAsync());
        var recorded = (await money.Clerk.RecordHoursAsync(new() { SchoolCode = School, Lines = { lines } })).Lines;
        Assert.Equal((before + 1, 500), (await server.RevisionAsync(), recorded.Count));
        await everybody.ConfirmHoursAsync(new() { LineIds = { recorded.Select(l => l.LineId) } });
        await money.Finance.PayHoursAsync(new() { LineIds = { recorded.Select(l => l.LineId) }, DocumentNumber = "1" });
        // 50.5 fen each, half-up: not the 25,250 of the sum.
        Assert.Equal((before + 3, 25_500), (await server.RevisionAsync(), (await money.UseAsync()).PaidFen));
    }

    [Fact]
    public async Task A_department_has_its_own_lines_and_another_school_has_none_of_them()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        await server.AddSecondSchoolAsync();
        var guest = await money.GuestAsync();
        var (own, other) = (await money.RecordAsync(Hours(guest)), await money.RecordAsync(Hours(guest, department: "GP-XX")));
        Assert.Equal(own.LineId, Assert.Single((await money.Department.ListHoursAsync(new())).Lines).Line.LineId);
        await Calls.RefusedAsync(ErrorReason.NotFound, money.Department.ConfirmHoursAsync(new() { LineIds = { other.LineId } }));
        await Calls.RefusedAsync(ErrorReason.NotFound, money.Department.GetBudgetAsync(new() { SchoolCode = School, Year = 2025 }));
        var stranger = new PartTimeService.PartTimeServiceClient(await server.AsAsync(Role.HrClerk, "JC"));
        Assert.Empty((await stranger.ListHoursAsync(new())).Lines);
        await Calls.RefusedAsync(ErrorReason.NotFound, stranger.ListHoursAsync(new() { ScopeCode = School }));
        await Calls.RefusedAsync(ErrorReason.PermissionDenied, stranger.RecordHoursAsync(new() { SchoolCode = School, Lines = { Hours(guest) } }));
        Assert.Equal(2, (await money.Finance.ListHoursAsync(new() { ScopeCode = County })).Lines.Count);
        Assert.Equal("张师傅", (await money.Finance.ListHoursAsync(new())).Lines[0].DisplayName);
        Assert.Equal("", (await new PartTimeService.PartTimeServiceClient(await server.AsAsync(Role.Auditor)).ListHoursAsync(new())).Lines[0].DisplayName);
    }

    [Fact]
    public async Task Pages_hold_every_line_once()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        var guest = await money.GuestAsync();
        var made = (await money.Clerk.RecordHoursAsync(new() { SchoolCode = School, Lines = { Enumerable.Range(1, 11).Select(m => Hours(guest, month: m)) } })).Lines.Select(l => l.LineId).Order().ToList();
        var (found, token) = (new List<string>(), "");
        do
        {
            var page = await money.Clerk.ListHoursAsync(new() { PageSize = 4, PageToken = token });
            found.AddRange(page.Lines.Select(l => l.Line.LineId));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(made, found.Order());
        Assert.Equal(found, (await money.Clerk.StreamHours(new()).AllAsync().SelectMany(m => m.Lines).ToListAsync()).Select(l => l.Line.LineId));
    }

    [Fact]
    public async Task Of_the_same_hours_at_once_one_line_is_made()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        var guest = await money.GuestAsync();
        var reasons = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => ReasonAsync(money.Clerk.RecordHoursAsync(new() { SchoolCode = School, Lines = { Hours(guest) } }))));
        Assert.Single(reasons, r => r == StatusCode.OK);
        Assert.All(reasons.Where(r => r != StatusCode.OK), r => Assert.Equal(StatusCode.FailedPrecondition, r));
    }

    private static async Task<StatusCode> ReasonAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    private static Task<RpcException> RefusedAsync(ErrorReason reason, Money money, NewHours line) =>
        Calls.RefusedAsync(reason, money.Clerk.RecordHoursAsync(new() { SchoolCode = School, Lines = { line } }));
}
