using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;
using BudgetControl = Faculty.Domain.Quotas.PartTime.BudgetControl;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    public override Task<SetBudgetRulesResponse> SetBudgetRules(SetBudgetRulesRequest request, ServerCallContext context)
    {
        var cap = request.Cap ?? throw Refusal.Field("cap", "must be given");
        Check(request).Known(request.Control, "control").Cap(cap, "cap").Quantity(request.MostMonthlyHours, "most_monthly_hours").Done();
        return ChangeAsync<SetBudgetRulesResponse>(request, context, budget => budget.With((BudgetControl)(int)request.Control, Wire.ToRecord(cap), request.MostMonthlyHours));
    }
}
