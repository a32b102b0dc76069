using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Batches;

internal static class OpenBatch
{
    public static Command Create(Words words) => new RequestCommand<OpenBatchRequest>(
            "open", words["take applications from now on; freezes the version of the rules", "开始申报，并冻结规则版本"], words,
            ("CODE", "code", "code of the batch", "批次代码"))
        .Does(null, async (request, run, ct) => BatchView.Written(
            await run.Connection.Batches.OpenBatchAsync(request, cancellationToken: ct), run));
}
