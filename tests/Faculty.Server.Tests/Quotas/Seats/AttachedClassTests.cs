using System.Text.Json;
using Faculty.Server.Tests.Quotas.Hiring;
using Faculty.Server.Tests.Quotas.PartTime;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Quotas.Seats;

/// <summary>People, lines and money of a class attached to a school are that school's, once.</summary>
public sealed class AttachedClassTests
{
    private const string Class = "GP-FS";

    [Fact]
    public async Task Lines_and_kept_seats_of_a_class_are_in_the_balance_of_its_school()
    {
        await using var server = await StartAsync();
        await ApprovedAsync(server);
        var approved = await server.RevisionAsync();
        await server.PublicAsync("FS-1", 2);
        await server.AppointedAsync("FS-1", "001");

        var listed = (await server.Hiring.ListHiringLinesAsync(new() { ScopeCode = School })).Lines.Sum(l => l.Counts.Open);
        foreach (var scope in (string[])[School, County])
        {
            var whole = await FigureAsync(new() { ScopeCode = scope });
            Assert.Equal((5, 2, 1, 2, 2, 1, listed), (whole.Authorised, whole.Occupied, whole.Reserved, whole.Vacant, whole.OpenApproved, whole.FreeToPlan, whole.OpenApproved));
            Assert.Equal((0, 0), (whole.Over, whole.Unrecorded));
        }
        var then = await FigureAsync(new() { ScopeCode = School, KnownAt = new() { Revision = approved } });
        Assert.Equal((0, 2, 1), (then.Reserved, then.OpenApproved, then.FreeToPlan));

        // The parts of the school sum to it, and the class alone shows what its part shows.
        var parts = (await FigureAsync(new() { ScopeCode = School, By = SeatBreakdown.Department })).Parts;
        Assert.Equal((2, 1, 2), (parts.Sum(p => p.Occupied), parts.Sum(p => p.Reserved), parts.Sum(p => p.OpenApproved)));
        foreach (var of in (SeatFigure[])[parts.Single(p => p.ScopeCode == Class), await FigureAsync(new() { ScopeCode = Class })])
        {
            Assert.Equal((1, 1, 2, 0, 0), (of.Occupied, of.Reserved, of.OpenApproved, of.Over, of.Unrecorded));
        }

        async Task<SeatFigure> FigureAsync(GetSeatsRequest request) => (await server.Seats.GetSeatsAsync(request)).Figure;
    }

    [Fact]
    public async Task A_statement_and_a_cap_count_a_class_once_in_its_school()
    {
        await using var server = await StartAsync();
        await ApprovedAsync(server);
        var money = new Money(server, server.PartTime, server.PartTime, server.PartTime, server.PartTime);
        await money.StandardAsync("FS", 8_000, Day(2025, 1, 1));
        await money.BudgetAsync(1_000_000);
        await server.PartTime.SetBudgetRulesAsync(new() { SchoolCode = School, Year = 2025, Control = BudgetControl.Hard, Cap = new() { BasisPoints = 10_000, Base = CapBase.FullTimeHeads }, MostMonthlyHours = 20_000 });
        await money.RecordAsync(Money.Hours(await money.GuestAsync(school: Class, department: $"{Class}-ZB"), quantity: 100, department: $"{Class}-ZB", standard: "FS"), school: Class);

        var finance = new FinanceStatementService.FinanceStatementServiceClient(await server.AsAsync(Role.Finance, County));
        using var json = JsonDocument.Parse((await finance.PrintFinanceStatementAsync(new() { ScopeCode = County })).Content.Memory);
        var (seats, partTime) = (json.RootElement.GetProperty("statement").GetProperty("seats"), json.RootElement.GetProperty("statement").GetProperty("part_time"));
        var figure = (await server.Seats.GetSeatsAsync(new() { ScopeCode = County })).Figure;
        Assert.Equal((2, 3, 2, 1, 0), (figure.Occupied, figure.Vacant, figure.OpenApproved, figure.FreeToPlan, figure.Over));
        foreach (var stated in (JsonElement[])[seats, Assert.Single(seats.GetProperty("schools").EnumerateArray())])
        {
            Assert.Equal(
                (figure.Occupied, figure.Vacant, figure.OpenApproved, figure.FreeToPlan, figure.Over),
                (Number(stated, "occupied"), Number(stated, "vacant"), Number(stated, "open_approved"), Number(stated, "free_to_plan"), Number(stated, "over")));
        }
        Assert.Equal("FS-1", Assert.Single(json.RootElement.GetProperty("statement").GetProperty("open_lines").EnumerateArray()).GetProperty("line_code").GetString());
        Assert.Equal((1_000_000, 8_000, 1, 2, 0), (Number(partTime, "budget_fen"), Number(partTime, "recorded_fen"), Number(partTime, "heads"), Number(partTime, "base"), Number(partTime, "over")));

        var cap = await server.PartTime.GetCapUseAsync(new() { ScopeCode = County });
        Assert.Equal((1, 2, 2, 0), (cap.Whole.HeadCount, cap.Whole.BaseCount, cap.Whole.AllowedCount, cap.Whole.OverCount));
        Assert.Equal([School], cap.Schools.Select(s => s.ScopeCode));
        // It has no statement and no cap of its own.
        await Calls.RefusedAsync(ErrorReason.NotFound, finance.PrintFinanceStatementAsync(new() { ScopeCode = Class }));
        await Calls.RefusedAsync(ErrorReason.NotFound, server.PartTime.GetCapUseAsync(new() { ScopeCode = Class }));
    }

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();

    /// <summary>Five seats, one taken at the school and one at the class.</summary>
    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.AuthoriseAsync(5);
        await server.Organisations.CreateOrganisationAsync(Create(Class, OrganisationKind.AttachedClass, "附设班", School));
        await server.Organisations.CreateOrganisationAsync(Create($"{Class}-ZB", OrganisationKind.Department, "附设班教研组", Class));
        await server.HireAsync();
        var hired = Hired("李丽");
        (hired.Engagement.SchoolCode, hired.Post.DepartmentCode) = (Class, $"{Class}-ZB");
        await server.Teachers.CreateTeacherAsync(hired);
        return server;
    }

    private static async Task ApprovedAsync(TestServer server)
    {
        await server.SubmittedAsync("FS-1", 2, school: Class);
        await server.Hiring.DecideHiringLineAsync(Lines.LastApproval("FS-1", 2));
    }
}
