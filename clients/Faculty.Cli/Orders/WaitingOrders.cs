using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Orders;

/// <summary>`faculty orders waiting` (候补): who waits longest first.</summary>
internal static class WaitingOrders
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamWaitingOrdersRequest>(
                "waiting", words["what waits for trainers, in the order of its submission", "按提交先后列出待安排和候补的订单"], words,
                ("--scope", "scope_code", "only of schools at or below this organisation", "机构代码，含下级"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.Orders.StreamWaitingOrders(request, cancellationToken: ct), r => r.Orders, () => OrderText.List(words), o => OrderText.Row(o, words), run.Parse.GetValue(limit), ct));
    }
}
