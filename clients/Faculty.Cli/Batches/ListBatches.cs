using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Batches;

internal static class ListBatches
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamBatchesRequest>(
                "list", words["list batches with the counts of their applications", "列出批次及申请数"], words,
                ("--organisation", "organisation_code", "only of this organisation", "机构"),
                ("--state", "state", "only in this state", "状态"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.Batches.StreamBatches(request, cancellationToken: ct), r => r.Batches, () => BatchView.List(words),
                async batch => BatchView.Row(await run.Connection.Batches.GetBatchAsync(new() { Code = batch.Code }, cancellationToken: ct), words),
                run.Parse.GetValue(limit), ct));
    }
}
