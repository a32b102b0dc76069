using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Faculty.Server.Tests.Certification.Certificates;
using Faculty.Server.Tests.Quotas.Hiring;
using Faculty.Server.Tests.Quotas.PartTime;
using Faculty.V1;
using static Faculty.Server.Tests.Quotas.PartTime.Money;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Quotas.Statements;

/// <summary>Statements for finance: the same day and knowledge, the same bytes.</summary>
public sealed class StatementTests
{
    [Fact]
    public async Task A_statement_printed_again_after_corrections_has_the_same_bytes()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartedAsync(server);
        var finance = new FinanceStatementService.FinanceStatementServiceClient(await server.AsAsync(Role.Finance, County));
        var first = await finance.PrintFinanceStatementAsync(new() { ScopeCode = County });
        var paper = await finance.PrintFinanceStatementAsync(new() { ScopeCode = County, Pdf = true });
        var again = new PrintFinanceStatementRequest { ScopeCode = County, KnownAt = new() { Revision = first.Revision } };
        var paperAgain = new PrintFinanceStatementRequest(again) { Pdf = true };

        // What was paid is taken back, the budget cut, somebody leaves a seat, and the school gets another name.
        var paid = (await money.Finance.ListHoursAsync(new() { State = HoursState.Paid })).Lines[0].Line;
        await money.Finance.ReverseHoursAsync(new() { LineIds = { paid.LineId }, DocumentNumber = "凭证 9", Explanation = "误付" });
        await money.BudgetAsync(1, date: Day(2025, 6, 1));
        var teacher = (await server.Teachers.FindTeachersAsync(new() { Query = "教师0" })).Found[0].Teacher;
        await server.Teachers.EndEngagementAsync(new() { TeacherId = teacher.TeacherId, EngagementId = teacher.Engagements[0].EngagementId, LastDate = Day(2025, 8, 31) });
        await server.Organisations.RenameOrganisationAsync(new() { Code = School, Name = "高平职业学校", StartDate = Day(2020, 1, 1) });

        var (now, then) = (await finance.PrintFinanceStatementAsync(new() { ScopeCode = County }), await finance.PrintFinanceStatementAsync(again));
        Assert.Equal(first, then);
        Assert.NotEqual((first.Sha256, first.StatementNumber), (now.Sha256, now.StatementNumber));
        Assert.Equal(paper, await finance.PrintFinanceStatementAsync(paperAgain));
        Assert.Equal((first.Sha256, first.StatementNumber), (paper.Sha256, paper.StatementNumber));
        Assert.NotEqual(paper.Content, (await finance.PrintFinanceStatementAsync(new() { ScopeCode = County, Pdf = true })).Content);
        await server.RestartAsync();
        Assert.Equal(first, await new FinanceStatementService.FinanceStatementServiceClient(server.Channel).PrintFinanceStatementAsync(again));
        Assert.Equal(paper, await new FinanceStatementService.FinanceStatementServiceClient(server.Channel).PrintFinanceStatementAsync(paperAgain));
    }

    [Fact]
    public async Task The_paper_says_number_day_knowledge_documents_and_digest_and_opens_in_a_reader()
    {
        await using var server = await TestServer.StartAsync();
        await StartedAsync(server);
        await server.ApprovedAsync("GP-2026-1", 1);
        var reply = await new FinanceStatementService.FinanceStatementServiceClient(await server.AsAsync(Role.Finance, County)).PrintFinanceStatementAsync(new() { ScopeCode = County, Pdf = true });
        var folder = Directory.CreateTempSubdirectory("faculty-statements-");
        try
        {
            var file = Path.Combine(folder.FullName, "statement.pdf");
            await File.WriteAllBytesAsync(file, reply.Content.ToByteArray());
            var text = string.Concat(Tool.Says("pdftotext", "-layout", file, "-").Where(c => !char.IsWhiteSpace(c)));
            Assert.All(
                [reply.StatementNumber, "2025-11-25", $"所知版本：{reply.Revision}", reply.Sha256, "高平中专GP", "高编〔2015〕1号", "GP-2026-1", "高编〔2026〕3号、高财〔2026〕8号", "10000.002920.00800.006280.00", "预算2025"],
                words => Assert.Contains(words, text, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_statement_says_seats_and_money_and_its_own_digest()
    {
        await using var server = await TestServer.StartAsync();
        await StartedAsync(server);
        var finance = new FinanceStatementService.FinanceStatementServiceClient(await server.AsAsync(Role.Finance, County));
        var reply = await finance.PrintFinanceStatementAsync(new() { ScopeCode = School });
        using var json = JsonDocument.Parse(reply.Content.Memory);
        var statement = json.RootElement.GetProperty("statement");
        Assert.Equal(($"CZ-GP-20251125-{reply.Revision}", reply.StatementNumber), (statement.GetProperty("number").GetString(), statement.GetProperty("number").GetString()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(statement.GetRawText()))), reply.Sha256);
        Assert.Equal(reply.Sha256, json.RootElement.GetProperty("sha256").GetString());
        var (seats, money) = (statement.GetProperty("seats"), statement.GetProperty("part_time"));
        Assert.Equal(Number(seats, "authorised"), Number(seats, "occupied") + Number(seats, "reserved") + Number(seats, "vacant"));
        Assert.Equal((5, 3, 2), (Number(seats, "authorised"), Number(seats, "occupied"), Number(seats, "vacant")));
        Assert.Equal((1_000_000, 292_000, 80_000, 628_000), (Number(money, "budget_fen"), Number(money, "paid_fen"), Number(money, "payable_fen"), Number(money, "left_fen")));
        Assert.Equal((1, 5, 1, 0), (Number(money, "heads"), Number(money, "base"), Number(money, "allowed"), Number(money, "over")));
        await Calls.RefusedAsync(ErrorReason.NotFound, finance.PrintFinanceStatementAsync(new() { ScopeCode = Departments[0] }));
        await Calls.RefusedAsync(ErrorReason.NotFound, new FinanceStatementService.FinanceStatementServiceClient(await server.AsAsync(Role.Finance, "JC")).PrintFinanceStatementAsync(new() { ScopeCode = School }));
    }

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();

    private static async Task<Money> StartedAsync(TestServer server)
    {
        var money = await StartAsync(server);
        await server.AuthoriseAsync(5);
        for (var i = 0; i < 3; i++)
        {
            await server.HireAsync($"教师{i}");
        }
        var guest = await money.GuestAsync();
        await money.BudgetAsync(1_000_000);
        await money.PaidAsync(Hours(guest));
        await money.ConfirmedAsync(Hours(guest, quantity: 1_000, month: 10));
        return money;
    }
}
