using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Faculty.Server.Tests.Metrics;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;
using HiringStep = Faculty.Domain.Quotas.Hiring.HiringStep;
using HiringStepType = Faculty.Domain.Quotas.Hiring.HiringStepType;
using HiringLine = Faculty.Domain.Quotas.Hiring.HiringLine;
using PostCategory = Faculty.Domain.Teachers.PostCategory;

namespace Faculty.Server.Tests.Quotas;

/// <summary>The workbook, as a spreadsheet program computes it.</summary>
public sealed class SeatWorkbookTests
{
    [Fact]
    public async Task Its_formulas_give_what_the_service_says()
    {
        await using var server = await SeatTests.StartAsync();
        await FillAsync(server);
        using var file = await DownloadAsync(server);
        var figure = (await server.Seats.GetSeatsAsync(new() { ScopeCode = "C1", By = SeatBreakdown.School })).Figure;
        var balance = Sheet(file, "编制余额");
        var total = balance.Last();
        Assert.Equal("合计", total[0].Text);
        long[] expected = [figure.Authorised, figure.Occupied, figure.Reserved, figure.Vacant, figure.OpenApproved, figure.FreeToPlan, figure.Over];
        Assert.Equal(expected, Enumerable.Range(3, 7).Select(i => Computed(balance, total[i])));
        // What programs show that do not compute, and every difference in a row.
        Assert.Equal(expected, Enumerable.Range(3, 7).Select(i => total[i].Value ?? 0));
        Assert.All(balance.Skip(1).SelectMany(r => r.Values).Where(c => c.Formula.Length > 0), c => Assert.Equal(c.Value, Computed(balance, c)));
        var lines = Sheet(file, "招聘计划");
        Assert.Equal(figure.OpenApproved, Computed(lines, lines.Last()[11]));
        Assert.Equal(figure.Occupied, Sheet(file, "在编人员").Count - 1);
        var changes = Sheet(file, "变动");
        var before = (await server.Seats.GetSeatsAsync(new() { ScopeCode = "C1", AsOf = Day(2024, 11, 25) })).Figure;
        Assert.Equal((figure.Occupied - before.Occupied, figure.Authorised - before.Authorised), (Computed(changes, changes.Last()[6]), Computed(changes, changes.Last()[7])));
    }

    [Fact]
    public async Task Texts_are_never_formulas_days_are_days_and_headers_stay_in_sight()
    {
        await using var server = await SeatTests.StartAsync();
        await FillAsync(server);
        using var file = await DownloadAsync(server);
        Assert.Empty(new OpenXmlValidator().Validate(file));
        var holders = Sheet(file, "在编人员");
        var cells = holders.SelectMany(r => r.Values).ToList();
        Assert.Contains(cells, c => c.Text == "'=1+1");
        Assert.DoesNotContain(cells, c => c.Formula.Length > 0);
        Assert.Equal(new DateOnly(2020, 9, 1).DayNumber - new DateOnly(1899, 12, 30).DayNumber, holders[1][5].Value);
        Assert.All(file.WorkbookPart!.WorksheetParts, part => Assert.Equal(PaneStateValues.Frozen, part.Worksheet!.Descendants<Pane>().Single().State!.Value));
    }

    private static async Task FillAsync(TestServer server)
    {
        await server.PutAsync(SeatTests.Ledger("S1", (PostCategory.Specialty, 1), (PostCategory.Unspecified, 10)));
        await server.PutAsync(SeatTests.Ledger("S2", (PostCategory.Unspecified, 2)) with
        {
            Reservations = [new() { ReservationId = "1", Category = PostCategory.Worker, DocumentNumber = "7", StartDate = new(2025, 11, 1), LastDate = new(2025, 12, 31), LineCode = "S2-L" }],
        });
        await server.PutAsync(new HiringLine
        {
            LineId = "1", Code = "S2-L", SchoolCode = "S2", Year = 2025, Category = PostCategory.Worker, Route = Domain.Teachers.HiringRoute.Open, RequestedCount = 3, Deadline = new(2026, 12, 31),
            Steps = [new() { Type = HiringStepType.Submit, Date = new(2025, 3, 1) }, .. HiringLine.Offices.Select(o => new HiringStep { Type = HiringStepType.Approve, Date = new(2025, 4, 1), Office = o, Count = 3, DocumentNumber = "=2+2" })],
        });
        await server.PutAsync(
        [
            .. Enumerable.Range(0, 3).Select(i => SeatTests.Person($"A{i}", "S1", PostCategory.Specialty)), SeatTests.Person("=1+1", "S2", PostCategory.Worker),
            SeatTests.Person("N", "S2", PostCategory.Common, first: new(2025, 9, 1)), SeatTests.Person("L", "S1", PostCategory.Common, last: new(2025, 8, 31)),
        ]);
    }

    private static async Task<SpreadsheetDocument> DownloadAsync(TestServer server)
    {
        var content = new MemoryStream();
        await foreach (var part in server.Seats.DownloadSeatWorkbook(new() { ScopeCode = "C1", Chinese = true }).AllAsync())
        {
            part.Content.WriteTo(content);
        }
        content.Position = 0;
        return SpreadsheetDocument.Open(content, isEditable: false);
    }

    /// <summary>The rows of a sheet; cells by their place in the row.</summary>
    private static List<Dictionary<int, Read>> Sheet(SpreadsheetDocument file, string name)
    {
        var id = file.WorkbookPart!.Workbook!.Descendants<Sheet>().Single(s => s.Name == name).Id!.Value!;
        return [.. ((WorksheetPart)file.WorkbookPart.GetPartById(id)).Worksheet!.Descendants<Row>().Select(r => r.Elements<Cell>().ToDictionary(
            c => c.CellReference!.Value![0] - 'A', c => new Read(c.InlineString?.InnerText ?? "", c.CellFormula?.Text ?? "", c.CellValue is { } v ? long.Parse(v.Text, CultureInfo.InvariantCulture) : null)))];
    }

    /// <summary>What a spreadsheet program makes of a formula: sums of a column, the greater of two, differences.</summary>
    private static long Computed(List<Dictionary<int, Read>> sheet, Read cell)
    {
        if (cell.Formula.Length == 0)
        {
            return cell.Value ?? 0;
        }
        if (Regex.Match(cell.Formula, @"\ASUM\(([A-Z])([0-9]+):\1([0-9]+)\)\z") is { Success: true } sum)
        {
            return Enumerable.Range(int.Parse(sum.Groups[2].Value), int.Parse(sum.Groups[3].Value) - int.Parse(sum.Groups[2].Value) + 1).Sum(row => At(sum.Groups[1].Value[0], row));
        }
        if (Regex.Match(cell.Formula, @"\AMAX\(0,-([A-Z])([0-9]+)\)\z") is { Success: true } max)
        {
            return Math.Max(0, -At(max.Groups[1].Value[0], int.Parse(max.Groups[2].Value)));
        }
        var terms = cell.Formula.Split('-').Select(t => At(t[0], int.Parse(t[1..]))).ToList();
        return terms[0] - terms.Skip(1).Sum();

        long At(char column, int row) => sheet[row - 1].TryGetValue(column - 'A', out var found) ? Computed(sheet, found) : 0;
    }

    private sealed record Read(string Text, string Formula, long? Value);
}
