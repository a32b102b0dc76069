using System.Text;
using Faculty.Server.Imports.Tables;
using Faculty.Server.Tests.Metrics;
using Faculty.V1;
using Google.Protobuf;
using PostCategory = Faculty.Domain.Teachers.PostCategory;

namespace Faculty.Server.Tests.Quotas;

/// <summary>Payrolls as finance sends them.</summary>
public sealed class PayrollTests
{
    [Fact]
    public async Task A_payroll_with_a_title_above_and_a_sum_below_is_read_and_only_differences_are_told()
    {
        await using var server = await SeatTests.StartAsync();
        await server.PutAsync([SeatTests.Person("101", "S1", PostCategory.Common), SeatTests.Person("102", "S1", PostCategory.Common), SeatTests.Person("103", "S1", PostCategory.Common, last: new(2025, 8, 31))]);
        var reply = await Reconcile(server, "九月工资,,,\n,,,\n工号,姓名,实发金额,身份证号\n101,101,\"5,320.50\",1\n103,103,100,2\n,合计,5420.5,\n合计,,5420.5,\n");
        Assert.Equal((2, 2, 1, 1, 542_050), (reply.LineCount, reply.OnBooksCount, reply.PaidCount, reply.MissingCount, reply.AmountFen));
        Assert.Equal([(PayrollCause.EngagedNotPaid, 0, "102"), (PayrollCause.LeftBefore, 5, "103")], reply.Differences.Select(d => (d.Cause, d.Row, d.StaffNumber)));
        Assert.Equal(["身份证号"], reply.UnknownColumns);
        Assert.Equal(10_000, reply.Causes.Single(c => c.Cause == PayrollCause.LeftBefore).AmountFen);
        Assert.Equal(1, (await Reconcile(server, Workbook([["工号", "姓名"], ["101", "101"]]))).PaidCount);
    }

    [Fact]
    public async Task An_auditor_learns_no_name_by_trying()
    {
        await using var server = await SeatTests.StartAsync();
        await server.PutAsync([SeatTests.Person("101", "S1", PostCategory.Common)]);
        var auditor = new SeatService.SeatServiceClient(await server.AsAsync(Role.Auditor));
        foreach (var name in (string[])["101", "x"])
        {
            var reply = await auditor.ReconcilePayrollAsync(Request($"staff_number,name\n101,{name}\n"));
            Assert.Equal((0, 1), (reply.Differences.Count, reply.NamesNotComparedCount));
        }
        Assert.Equal("", (await auditor.ReconcilePayrollAsync(Request("staff_number\n1\n"))).Differences.Single(d => d.Cause == PayrollCause.EngagedNotPaid).DisplayName);
    }

    [Fact]
    public async Task Rows_at_fault_are_named_without_their_values()
    {
        await using var server = await SeatTests.StartAsync();
        var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Seats.ReconcilePayrollAsync(Request("staff_number,name,amount\n,secret,1\n101,x,1.234\n")));
        Assert.Equal(["content.rows[2].staff_number", "content.rows[3].amount"], refused.Fields());
        Assert.DoesNotContain("secret", $"{refused}", StringComparison.Ordinal);
        Assert.Equal(["content"], (await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Seats.ReconcilePayrollAsync(Request("a,b\n1,2\n")))).Fields());
        Assert.Equal(["content"], (await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Seats.ReconcilePayrollAsync(Request("staff_number\n" + string.Concat(Enumerable.Range(1, 10_001).Select(i => $"{i}\n")))))).Fields());
    }

    private static Task<ReconcilePayrollResponse> Reconcile(TestServer server, string csv) => server.Seats.ReconcilePayrollAsync(Request(csv)).ResponseAsync;

    private static Task<ReconcilePayrollResponse> Reconcile(TestServer server, byte[] workbook) =>
        server.Seats.ReconcilePayrollAsync(new() { ScopeCode = "C1", Month = new() { Year = 2025, Month = 9 }, Content = ByteString.CopyFrom(workbook) }).ResponseAsync;

    private static ReconcilePayrollRequest Request(string csv) =>
        new() { ScopeCode = "C1", Month = new() { Year = 2025, Month = 9 }, Content = ByteString.CopyFrom(csv, Encoding.UTF8) };

    private static byte[] Workbook(string[][] rows)
    {
        using var content = new MemoryStream();
        using (var workbook = new WorkbookWriter(content))
        {
            workbook.Sheet("工资", [], sheet =>
            {
                foreach (var row in rows)
                {
                    Array.ForEach(row, cell => sheet.Text(cell));
                    sheet.End();
                }
            });
        }
        return content.ToArray();
    }
}
