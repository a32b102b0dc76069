using System.IO.Compression;
using Faculty.V1;
using Google.Protobuf;
using static Faculty.Server.Tests.Quotas.PartTime.Money;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Quotas.PartTime;

/// <summary>Questions about part-time money, and sheets of it.</summary>
public sealed class QuestionTests
{
    [Fact]
    public async Task Parts_add_up_to_the_whole()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartedAsync(server);
        foreach (var by in (HoursBreakdown[])[HoursBreakdown.School, HoursBreakdown.Department, HoursBreakdown.Month, HoursBreakdown.Category, HoursBreakdown.Standard])
        {
            foreach (var scope in (string[])[County, School])
            {
                var sum = await money.Finance.GetHoursSummaryAsync(new() { ScopeCode = scope, By = by });
                Assert.Equal((sum.Whole.LineCount, sum.Whole.Hours, sum.Whole.PayableFen, sum.Whole.PaidFen, sum.Whole.RecordedFen), (
                    sum.Parts.Sum(p => p.LineCount), sum.Parts.Sum(p => p.Hours), sum.Parts.Sum(p => p.PayableFen), sum.Parts.Sum(p => p.PaidFen), sum.Parts.Sum(p => p.RecordedFen)));
                Assert.Equal((2, 292_000, 292_000, 80_000), (sum.Whole.HeadCount, sum.Whole.PayableFen, sum.Whole.PaidFen, sum.Whole.RecordedFen));
                Assert.Equal(scope == County ? (1_500_000, 916_000) : (1_000_000, 416_000), (sum.Whole.BudgetFen, sum.Whole.LeftFen));
                Assert.Equal(["凭证 1", "标准 SENIOR 2024-1", "预算 2025"], sum.DocumentNumbers);
            }
        }
        var schools = (await money.Finance.GetHoursSummaryAsync(new() { ScopeCode = County, By = HoursBreakdown.School })).Parts;
        Assert.Equal([(School, 416_000), ("JC", 500_000)], schools.Select(s => (s.Key, s.LeftFen)));
        var departments = (await money.Department.GetHoursSummaryAsync(new() { ScopeCode = Departments[0] })).Whole;
        Assert.Equal((584_000, false), (departments.PaidFen + departments.PayableFen, departments.HasBudgetFen));
    }

    [Fact]
    public async Task Years_stand_side_by_side()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartedAsync(server);
        await money.BudgetAsync(1_000_000, 2024);
        await money.PaidAsync(Hours(await money.GuestAsync("赵师傅"), quantity: 1_000, month: 5, year: 2024), Day(2024, 6, 1));
        var years = (await money.Finance.GetYearlyCostsAsync(new() { ScopeCode = School, FirstYear = 2023, LastYear = 2025 })).Years;
        Assert.Equal([0, 80_000, 584_000], years.Select(y => y.Whole.PaidFen + y.Whole.PayableFen));
        Assert.Equal([(false, false, ""), (true, false, ""), (true, true, "+630.00")], years.Select(y => (y.HasChangeFen, y.HasChangePercent, y.ChangePercent)));
        Assert.Equal([("PRACTICE", 292_000), ("SPECIALTY", 292_000)], years[2].Categories.Select(c => (c.Key, c.PaidFen + c.PayableFen)));
    }

    [Fact]
    public async Task The_cap_is_a_share_of_a_named_base()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartedAsync(server);
        for (var i = 0; i < 6; i++)
        {
            await server.HireAsync($"教师{i}");
        }
        await RulesAsync(CapBase.FullTimeHeads);
        var use = (await money.Finance.GetCapUseAsync(new() { ScopeCode = School })).Whole;
        Assert.Equal((2, 6, 1, 1, "33.33"), (use.HeadCount, use.BaseCount, use.AllowedCount, use.OverCount, use.Percent));
        var before = await server.RevisionAsync();
        await RulesAsync(CapBase.Establishment);
        var seats = (await money.Finance.GetCapUseAsync(new() { ScopeCode = School })).Whole;
        Assert.Equal((2, 0, 2, false), (seats.HeadCount, seats.BaseCount, seats.OverCount, seats.HasPercent));
        Assert.Equal(use, (await money.Finance.GetCapUseAsync(new() { ScopeCode = School, KnownAt = new() { Revision = before } })).Whole);
        var county = await money.Finance.GetCapUseAsync(new() { ScopeCode = County, KnownAt = new() { Revision = before } });
        Assert.Equal((2, 6, 1), (county.Whole.HeadCount, county.Whole.BaseCount, county.Whole.AllowedCount));
        Assert.Equal([School, "JC"], county.Schools.Select(s => s.ScopeCode));
        Assert.Equal(0, (await money.Finance.GetCapUseAsync(new() { ScopeCode = School, AsOf = Day(2023, 12, 31) })).Whole.HeadCount);

        async Task RulesAsync(CapBase @base) =>
            await money.Bureau.SetBudgetRulesAsync(new() { SchoolCode = School, Year = 2025, Control = BudgetControl.Hard, Cap = new() { BasisPoints = 2_000, Base = @base }, MostMonthlyHours = 20_000 });
    }

    [Fact]
    public async Task A_sheet_of_hours_is_taken_once_and_its_faults_have_places()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartAsync(server);
        var (guest, own) = (await money.GuestAsync(staffNumber: "W-01"), await server.HireAsync(staffNumber: "007"));
        const string Head = "教师编号,学校代码,系部代码,月份,课时,课酬标准\n";
        var good = $"{Head}W-01,GP,GP-ZB,2025-09,36.5,SENIOR\n{guest.TeacherId},GP,GP-XX,2025年9月,0.5,SENIOR\n";
        var checkedOnly = await ImportAsync(good, check: true);
        Assert.Equal((2, 2, 0, ""), (checkedOnly.RowCount, checkedOnly.CreatedCount, checkedOnly.UnchangedCount, checkedOnly.ChangeToken));
        var first = await ImportAsync(good);
        Assert.Equal((2, 2, 0, 0), (first.RowCount, first.CreatedCount, first.UnchangedCount, first.Faults.Count));
        var before = await server.RevisionAsync();
        var second = await ImportAsync(good);
        Assert.Equal((2, 0, 2, ""), (second.RowCount, second.CreatedCount, second.UnchangedCount, second.ChangeToken));

        var bad = await ImportAsync($"{Head}W-01,GP,GP-ZB,2025-10,36.5,SENIOR\nW-99,GP,GP-ZB,2025-10,1,SENIOR\nW-01,GP,GP-ZB,2025-10,abc,SENIOR\n007,GP,GP-ZB,2025-10,1,SENIOR\nW-01,GP,GP-ZB,2025-11,1,NONE\nW-01,GP,GP-ZB,2025-09,40,SENIOR\nW-01,JC,GP-ZB,2025-12,1,\n");
        Assert.Equal((7, 0, ""), (bad.RowCount, bad.CreatedCount, bad.ChangeToken));
        Assert.Equal(
            [(3, "教师编号", ErrorReason.Unspecified), (4, "课时", ErrorReason.Unspecified), (5, "", ErrorReason.NotEngagedInMonth), (6, "", ErrorReason.StandardUnknown), (7, "", ErrorReason.HoursTwice), (8, "课酬标准", ErrorReason.Unspecified)],
            bad.Faults.Where(f => !f.Warning).Select(f => (f.Row, f.Column, f.Reason)));
        Assert.Equal(before, await server.RevisionAsync());

        async Task<ImportHoursResponse> ImportAsync(string csv, bool check = false) =>
            await money.Clerk.ImportHoursAsync(new() { FileName = "hours.csv", Content = ByteString.CopyFromUtf8(csv), ValidateOnly = check });
    }

    [Fact]
    public async Task The_payable_lines_are_a_workbook_that_adds_them_up_itself()
    {
        await using var server = await TestServer.StartAsync();
        var money = await StartedAsync(server);
        var content = new MemoryStream();
        await foreach (var chunk in money.Finance.DownloadPayable(new() { ScopeCode = School }).AllAsync())
        {
            content.Write(chunk.Content.Span);
        }
        using var zip = new ZipArchive(content);
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = await sheet.ReadToEndAsync();
        Assert.Contains("<f>SUM(L2:L2)</f><v>2920.00</v>", xml, StringComparison.Ordinal);
        Assert.Contains("<v>36.50</v>", xml, StringComparison.Ordinal);
        Assert.Contains("钱师傅", xml, StringComparison.Ordinal);
    }

    /// <summary>Two schools; at the first a line recorded, one paid in each of two departments, one payable.</summary>
    private static async Task<Money> StartedAsync(TestServer server)
    {
        var money = await StartAsync(server);
        await server.AddSecondSchoolAsync();
        await money.BudgetAsync(1_000_000);
        await money.BudgetAsync(500_000, school: "JC");
        var (one, other) = (await money.GuestAsync("张师傅"), await money.GuestAsync("钱师傅"));
        await server.Teachers.ChangeCategoryAsync(new() { TeacherId = other.TeacherId, EngagementId = other.Engagements[0].EngagementId, Category = PostCategory.Practice, StartDate = Day(2025, 9, 1) });
        await money.PaidAsync(Hours(one, month: 8));
        await money.ConfirmedAsync(Hours(other, month: 9));
        await money.RecordAsync(Hours(one, quantity: 1_000, department: "GP-XX"));
        return money;
    }
}
