using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Orders;

internal static class RateOrder
{
    public static Command Create(Words words) => new RequestCommand<RateOrderRequest>(
            "rate", words["say how it was, once for each party", "评价，每方一次"], words,
            OrderFields.Number,
            ("--stars!", "rating.stars", "1 to 5, 5 the best", "1 至 5 分，5 分最好"),
            ("--note", "rating.note", "words; no personal data", "说明，不得含个人信息"))
        .Does(null, async (request, run, ct) => OrderText.Written(await run.Connection.Orders.RateOrderAsync(request, cancellationToken: ct), run));
}
