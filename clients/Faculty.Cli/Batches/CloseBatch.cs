using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Batches;

internal static class CloseBatch
{
    public static Command Create(Words words) => new RequestCommand<CloseBatchRequest>(
            "close", words["take no further applications", "截止申报"], words,
            ("CODE", "code", "code of the batch", "批次代码"))
        .Does(null, async (request, run, ct) => BatchView.Written(
            await run.Connection.Batches.CloseBatchAsync(request, cancellationToken: ct), run));
}
