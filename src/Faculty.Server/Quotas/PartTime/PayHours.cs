using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    public override Task<PayHoursResponse> PayHours(PayHoursRequest request, ServerCallContext context)
    {
        new RequestCheck().Lines(request).Text(request.DocumentNumber, "document_number", longest: 100).Done();
        var account = Caller.Of(context).PrincipalId;
        return StepAsync<PayHoursResponse>(request, context, ofSchool: true, async (steps, ct) =>
        {
            var paid = steps.Lines.Select(l => l.Value.Pay(steps.Date, account, request.DocumentNumber)).ToList();
            foreach (var ((school, year), budget) in steps.Budgets)
            {
                var all = await new PartTimeLedger(store, revision: null).LinesAsync(school, year, month: null, ct);
                var wanted = paid.Where(l => l.SchoolCode == school && l.Year == year).Sum(l => l.AmountFen);
                budget.Value.RequireMoney([.. all.Select(l => l.Value)], wanted, steps.Date, explained: request.Reason.Length > 0);
            }
            return paid;
        });
    }
}
