using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;
using PartTimeBudget = Faculty.Domain.Quotas.PartTime.PartTimeBudget;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    public override async Task<GetBudgetResponse> GetBudget(GetBudgetRequest request, ServerCallContext context)
    {
        new RequestCheck().OrganisationCode(request.SchoolCode, "school_code").Year(request.Year, "year").OptionalDay(request.AsOf, "as_of").Done();
        var asked = await AskedAsync(request.SchoolCode, request.AsOf, request.KnownAt, context);
        var found = asked.HasBudget(request.SchoolCode) ? await asked.Ledger.BudgetAsync(request.SchoolCode, request.Year, context.CancellationToken) : null;
        return new() { Budget = await OnADayAsync(found ?? throw Refusal.NotFound(Documents.PartTimeBudgets.Name, $"{request.Year}"), asked, context.CancellationToken) };
    }

    private static async Task<BudgetOnADay> OnADayAsync(Stored<PartTimeBudget> budget, PartTimeAsked asked, CancellationToken ct)
    {
        var lines = await asked.Ledger.LinesAsync(budget.Value.SchoolCode, budget.Value.Year, month: null, ct);
        var use = budget.Value.UseOn(asked.Day, lines.Select(l => l.Value));
        return new()
        {
            Budget = ToWire(budget),
            Use = new() { BudgetFen = use.BudgetFen, PaidFen = use.PaidFen, PayableFen = use.PayableFen, LeftFen = use.LeftFen },
            DocumentNumber = budget.Value.InForce(asked.Day)?.DocumentNumber ?? "",
            AsOf = asked.Day.ToWire(),
            Revision = asked.Revision,
        };
    }
}
