using Faculty.Domain.Quotas.PartTime;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.V1;
using Grpc.Core;
using HoursLine = Faculty.Domain.Quotas.PartTime.HoursLine;
using PostCategory = Faculty.Domain.Teachers.PostCategory;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    public override async Task<GetHoursSummaryResponse> GetHoursSummary(GetHoursSummaryRequest request, ServerCallContext context)
    {
        new RequestCheck().OrganisationCode(request.ScopeCode, "scope_code")
            .Require(request.Year == 0 || request.Year is >= 1990 and <= 2100, "year", "must be a calendar year from 1990 to 2100")
            .Known(request.By, "by", optional: true)
            .OptionalDay(request.AsOf, "as_of")
            .Done();
        return await SummaryAsync(await AskedAsync(request.ScopeCode, request.AsOf, request.KnownAt, context), request.Year, request.By, context.CancellationToken);
    }

    private async Task<GetHoursSummaryResponse> SummaryAsync(PartTimeAsked asked, int yearAsked, HoursBreakdown by, CancellationToken ct)
    {
        var year = YearOf(yearAsked, asked);
        var lines = await asked.LinesAsync(year, ct);
        var persons = await PersonsAsync(lines.Select(l => l.TeacherId), asked.Revision, ct);
        var budgets = new SortedDictionary<string, Domain.Quotas.PartTime.PartTimeBudget>(StringComparer.Ordinal);
        foreach (var school in asked.Schools.Where(asked.HasBudget))
        {
            if (await asked.Ledger.BudgetAsync(school, year, ct) is { } budget)
            {
                budgets.Add(school, budget.Value);
            }
        }
        var reply = new GetHoursSummaryResponse { Whole = Of(lines), Year = year, AsOf = asked.Day.ToWire(), Revision = asked.Revision };
        if (asked.Schools.Count > 0 && asked.Schools.All(asked.HasBudget))
        {
            AddBudget(reply.Whole, budgets.Values.Sum(b => b.AmountOn(asked.Day)));
        }
        var parts = lines.GroupBy(l => KeyOf(l, by), StringComparer.Ordinal).ToDictionary(p => p.Key, p => p.ToList(), StringComparer.Ordinal);
        // A school that has money and no work is a part too: else the parts were not the whole.
        foreach (var key in parts.Keys.Concat(by == HoursBreakdown.School ? budgets.Keys : []).Distinct().Order(StringComparer.Ordinal).Where(_ => by != HoursBreakdown.Unspecified))
        {
            var part = Of(parts.GetValueOrDefault(key, []));
            (part.Key, part.Name) = (key, by is HoursBreakdown.School or HoursBreakdown.Department ? asked.NameOf(key) : "");
            if (by == HoursBreakdown.School && asked.HasBudget(key))
            {
                AddBudget(part, budgets.GetValueOrDefault(key)?.AmountOn(asked.Day) ?? 0);
            }
            reply.Parts.Add(part);
        }
        reply.DocumentNumbers.AddRange(await asked.DocumentsAsync(lines, budgets.Values, ct));
        return reply;

        HoursFigures Of(IReadOnlyCollection<HoursLine> some) => Figures(HoursSum.Of(some, asked.Day, id => persons[id].Id));
    }

    private static HoursFigures Figures(HoursSum sum) => new()
    {
        HeadCount = sum.Heads, LineCount = sum.LineCount, Hours = sum.Hours, PayableFen = sum.PayableFen, PaidFen = sum.PaidFen, RecordedFen = sum.RecordedFen,
    };

    private static void AddBudget(HoursFigures figures, long budgetFen) =>
        (figures.BudgetFen, figures.LeftFen) = (budgetFen, new Domain.Quotas.PartTime.BudgetUse(budgetFen, figures.PaidFen, figures.PayableFen).LeftFen);

    private static string KeyOf(HoursLine line, HoursBreakdown by) => by switch
    {
        HoursBreakdown.School => line.SchoolCode,
        HoursBreakdown.Department => line.DepartmentCode,
        HoursBreakdown.Month => $"{line.Month:yyyy-MM}",
        HoursBreakdown.Category => CategoryOf(line),
        HoursBreakdown.Standard => line.StandardCode,
        _ => "",
    };

    private static string CategoryOf(HoursLine line) => line.Category == PostCategory.Unspecified ? "" : $"{line.Category}".ToUpperInvariant();
}
