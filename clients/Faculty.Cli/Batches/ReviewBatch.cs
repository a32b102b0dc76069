using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Batches;

internal static class ReviewBatch
{
    public static Command Create(Words words) => new RequestCommand<ReviewBatchRequest>(
            "review", words["begin the review", "开始评审"], words,
            ("CODE", "code", "code of the batch", "批次代码"))
        .Does(null, async (request, run, ct) => BatchView.Written(
            await run.Connection.Batches.ReviewBatchAsync(request, cancellationToken: ct), run));
}
