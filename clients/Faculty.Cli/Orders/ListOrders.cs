using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Orders;

internal static class ListOrders
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamOrdersRequest>(
                "list", words["orders with their state, days, money and whose turn it is", "列出订单：状态、日期、金额、下一步"], words,
                ("--enterprise", "enterprise_code", "only of this enterprise", "企业代码"),
                ("--scope", "scope_code", "only of schools at or below this organisation", "机构代码，含下级"),
                ("--state", "state", "only in this state", "状态"),
                ("--from", "from_date", "only with a day from this one on", "起始日期"),
                ("--to", "to_date", "only with a day up to this one", "截止日期"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.Orders.StreamOrders(request, cancellationToken: ct), r => r.Orders, () => OrderText.List(words), o => OrderText.Row(o, words), run.Parse.GetValue(limit), ct));
    }
}
