using System.Collections.Concurrent;
using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Quotas.PartTime.Money;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Quotas.PartTime;

/// <summary>Budgets and standards by document, and the guard of the money.</summary>
public sealed class BudgetTests
{
    [Fact]
    public async Task More_than_the_budget_is_refused_asks_why_or_is_only_shown()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        var guest = await money.GuestAsync();
        await money.BudgetAsync(292_000);
        await money.PaidAsync(Hours(guest));
        var more = await money.ConfirmedAsync(Hours(guest, quantity: 100, month: 8));
        Assert.Equal(-8_000, (await money.UseAsync()).LeftFen);
        var refused = await Calls.RefusedAsync(ErrorReason.BudgetExhausted, PayAsync("特批"));
        Assert.Equal((School, "2025", "292000", "292000", "8000", "Hard"), (refused.Fact("school_code"), refused.Fact("year"), refused.Fact("budget_fen"), refused.Fact("paid_fen"), refused.Fact("wanted_fen"), refused.Fact("control")));
        await RulesAsync(BudgetControl.Soft);
        await Calls.RefusedAsync(ErrorReason.BudgetExhausted, PayAsync(""));
        await PayAsync("特批");
        Assert.Equal((300_000, -8_000), (await money.UseAsync()) is var use ? (use.PaidFen, use.LeftFen) : default);
        await RulesAsync(BudgetControl.Info);
        await money.PaidAsync(Hours(guest, month: 7));

        AsyncUnaryCall<PayHoursResponse> PayAsync(string reason) => money.Finance.PayHoursAsync(new() { LineIds = { more.LineId }, DocumentNumber = "1", Reason = reason });
        async Task RulesAsync(BudgetControl control) =>
            await money.Bureau.SetBudgetRulesAsync(new() { SchoolCode = School, Year = 2025, Control = control, Cap = new() { BasisPoints = 2_000, Base = CapBase.Establishment }, MostMonthlyHours = 20_000 });
    }

    [Fact]
    public async Task Without_a_budget_nothing_is_paid()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        var line = await money.ConfirmedAsync(Hours(await money.GuestAsync()));
        Assert.Equal("0", (await Calls.RefusedAsync(ErrorReason.BudgetExhausted, money.Finance.PayHoursAsync(new() { LineIds = { line.LineId }, DocumentNumber = "1" }))).Fact("budget_fen"));
    }

    [Fact]
    public async Task The_last_money_is_paid_once_however_many_ask()
    {
        const int Callers = 64, Affordable = 10;
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        await money.BudgetAsync(Affordable * 8_000);
        var guests = await Task.WhenAll(Enumerable.Range(0, Callers).Select(i => money.GuestAsync($"师傅{i}")));
        var lines = (await money.Clerk.RecordHoursAsync(new() { SchoolCode = School, Lines = { guests.Select(g => Hours(g, quantity: 100)) } })).Lines;
        await money.Department.ConfirmHoursAsync(new() { LineIds = { lines.Select(l => l.LineId) } });
        var results = new ConcurrentBag<StatusCode>();
        await Task.WhenAll(lines.Select(async line =>
        {
            while (true)
            {
                try
                {
                    await money.Finance.PayHoursAsync(new() { LineIds = { line.LineId }, DocumentNumber = "1", RequestId = Guid.NewGuid().ToString() });
                    results.Add(StatusCode.OK);
                    return;
                }
                // Overtaken too often: the server asks to try again.
                catch (RpcException overtaken) when (overtaken.StatusCode == StatusCode.Aborted)
                {
                }
                catch (RpcException refused)
                {
                    Calls.Refused(ErrorReason.BudgetExhausted, refused);
                    results.Add(refused.StatusCode);
                    return;
                }
            }
        }));
        Assert.Equal((Affordable, Callers - Affordable), (results.Count(r => r == StatusCode.OK), results.Count(r => r == StatusCode.FailedPrecondition)));
        Assert.Equal((Affordable * 8_000, (Callers - Affordable) * 8_000L), (await money.UseAsync()) is var use ? (use.PaidFen, use.PayableFen) : default);
    }

    [Fact]
    public async Task The_first_writes_of_a_year_do_not_stand_in_each_others_way()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => money.BudgetAsync(i, year: 2026)));
        Assert.Equal(8, Assert.Single((await money.Bureau.ListBudgetsAsync(new() { Year = 2026 })).Budgets).Budget.Revisions.Count);
        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => money.StandardAsync("NEW", i, Day(2026, i, 1), Day(2026, i, System.DateTime.DaysInMonth(2026, i)))));
        Assert.Equal(8, (await money.Bureau.ListStandardsAsync(new() { OrganisationCode = School })).Standards.Single(s => s.Code == "NEW").Rates.Count);
    }

    [Fact]
    public async Task Work_belongs_to_the_year_it_was_done_in_whenever_it_is_paid()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        await money.BudgetAsync(292_000, year: 2024);
        await money.BudgetAsync(1_000_000);
        await money.PaidAsync(Hours(await money.GuestAsync(), month: 12, year: 2024), Day(2025, 1, 10));
        Assert.Equal((0L, 292_000L), ((await money.UseAsync(2024, Day(2024, 12, 31))).PaidFen, (await money.UseAsync(2024, Day(2025, 1, 10))).PaidFen));
        Assert.Equal(0, (await money.UseAsync(2025)).PaidFen);
    }

    [Fact]
    public async Task Rates_that_contradict_each_other_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        var standard = await money.StandardAsync("G", 100, Day(2025, 1, 1), Day(2025, 6, 30));
        Assert.Equal("2025-01-01", (await RefusedAsync(ErrorReason.StandardOverlap, Day(2025, 6, 1))).Fact("other_start_date"));
        await RefusedAsync(ErrorReason.StandardUnit, Day(2025, 7, 1), PayUnit.Month);
        await RefusedAsync(ErrorReason.InvalidRequest, Day(2025, 7, 2));
        await RefusedAsync(ErrorReason.PeriodReversed, Day(2025, 7, 1), last: Day(2025, 6, 30));
        await money.Bureau.WithdrawRateAsync(new() { OrganisationCode = School, StandardCode = "G", RateId = standard.Rates[0].RateId });
        await Calls.RefusedAsync(ErrorReason.UnknownFact, money.Bureau.WithdrawRateAsync(new() { OrganisationCode = School, StandardCode = "G", RateId = standard.Rates[0].RateId }));
        await money.StandardAsync("G", 100, Day(2025, 6, 1));

        Task<RpcException> RefusedAsync(ErrorReason reason, Google.Type.Date first, PayUnit unit = PayUnit.Hour, Google.Type.Date? last = null) => Calls.RefusedAsync(reason, money.Bureau.SetStandardAsync(new()
        {
            Standard = new() { OrganisationCode = School, Code = "G", Title = "兼职", Unit = unit }, Rate = new() { RateFen = 1, DocumentNumber = "1", StartDate = first, LastDate = last },
        }));
    }

    [Fact]
    public async Task Months_and_person_years_are_lines_of_their_own()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        await money.StandardAsync("MONTHLY", 300_000, Day(2025, 1, 1), unit: PayUnit.Month);
        await money.StandardAsync("YEARLY", 3_600_000, Day(2025, 1, 1), unit: PayUnit.PersonYear);
        var guest = await money.GuestAsync();
        Assert.Equal((300_000, 150_000), ((await money.RecordAsync(Hours(guest, 100, standard: "MONTHLY"))).AmountFen, (await money.RecordAsync(Hours(guest, 50, standard: "YEARLY"))).AmountFen));
        // Of a month there is one.
        await Calls.RefusedAsync(ErrorReason.HoursImplausible, money.Clerk.RecordHoursAsync(new() { SchoolCode = School, Lines = { Hours(guest, 51, department: "GP-XX", standard: "YEARLY") } }));
        await money.RecordAsync(Hours(guest, 50, department: "GP-XX", standard: "YEARLY"));
    }
}
