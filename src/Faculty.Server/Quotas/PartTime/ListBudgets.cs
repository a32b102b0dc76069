using System.Runtime.CompilerServices;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Quotas.PartTime;

internal sealed partial class PartTimeService
{
    public override async Task<ListBudgetsResponse> ListBudgets(ListBudgetsRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Done();
        var (size, after) = (PageSize.Of(request.PageSize), tokens.After(context, request, request.PageToken));
        var reply = new ListBudgetsResponse();
        await foreach (var (place, budget) in BudgetsAsync(request.ScopeCode, request.Year, request.AsOf, request.KnownAt, after, context, context.CancellationToken))
        {
            if (reply.Budgets.Count == size)
            {
                var last = reply.Budgets[^1].Budget;
                reply.NextPageToken = tokens.Page(context, request, Place(last.SchoolCode, last.Year));
                break;
            }
            reply.Budgets.Add(budget);
        }
        return reply;
    }

    public override async Task StreamBudgets(StreamBudgetsRequest request, IServerStreamWriter<StreamBudgetsResponse> responseStream, ServerCallContext context)
    {
        using var until = watching.Until(context.CancellationToken);
        await foreach (var (_, budget) in BudgetsAsync(request.ScopeCode, request.Year, request.AsOf, request.KnownAt, after: null, context, until.Token))
        {
            await responseStream.WriteAsync(new() { Budgets = { budget } }, until.Token);
        }
    }

    /// <summary>The budgets asked for, by school and year; what the list and its stream share.</summary>
    private async IAsyncEnumerable<(string Place, BudgetOnADay Budget)> BudgetsAsync(
        string scopeCode, int year, Google.Type.Date? asOf, KnownAt? knownAt, string? after, ServerCallContext context, [EnumeratorCancellation] CancellationToken ct)
    {
        CheckScope(scopeCode).Require(year == 0 || year is >= 1990 and <= 2100, "year", "must be a calendar year from 1990 to 2100").OptionalDay(asOf, "as_of").Done();
        var asked = await AskedAsync(scopeCode, asOf, knownAt, context);
        foreach (var school in asked.Schools.Where(asked.HasBudget))
        {
            foreach (var budget in await asked.Ledger.BudgetsAsync(school, ct))
            {
                var place = Place(school, budget.Value.Year);
                if ((year == 0 || budget.Value.Year == year) && (after is null || string.CompareOrdinal(place, after) > 0))
                {
                    yield return (place, await OnADayAsync(budget, asked, ct));
                }
            }
        }
    }

    private static RequestCheck CheckScope(string scopeCode) => scopeCode.Length == 0 ? new() : new RequestCheck().OrganisationCode(scopeCode, "scope_code");

    // '!' lies before every character of a code.
    private static string Place(string schoolCode, int year) => $"{schoolCode}!{year:D4}";
}
