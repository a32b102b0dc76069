using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Orders;

internal static class RecordResults
{
    public static Command Create(Words words)
    {
        var results = new Option<string[]>("--result") { Description = words["LINE=COMPLETED/PASSED, for every line", "行号=结业人数/合格人数，每行一个"] };
        return new RequestCommand<RecordDeliveryRequest>("deliver", words["write down what came of every line; the order is delivered then", "登记各行结业和合格人数，完成交付"], words, OrderFields.Number)
            .With(results)
            .Does(null, async (request, run, ct) =>
            {
                request.Results.AddRange((run.Parse.GetValue(results) ?? []).Select(r => OrderInputs.Result(r, words)));
                return OrderText.Written(await run.Connection.Orders.RecordDeliveryAsync(request, cancellationToken: ct), run);
            });
    }
}
