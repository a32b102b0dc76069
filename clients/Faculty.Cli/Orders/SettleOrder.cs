using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Orders;

internal static class SettleOrder
{
    public static Command Create(Words words) => new RequestCommand<SettleOrderRequest>(
            "settle", words["what is due, by what came of it", "按结果结算"], words,
            OrderFields.Number,
            ("--document!", "document_number", "the document it is settled by", "结算单号"),
            ("--explanation", "explanation", "why it is settled without the enterprise's rating", "企业未评价即结算的原因"))
        .Does(null, async (request, run, ct) => OrderText.Written(await run.Connection.Orders.SettleOrderAsync(request, cancellationToken: ct), run));
}
