using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Batches;

internal static class GetBatch
{
    public static Command Create(Words words) => new RequestCommand<GetBatchRequest>(
            "get", words["read a batch with the counts of its applications", "查看批次及各状态申请数"], words,
            ("CODE", "code", "code of the batch", "批次代码"))
        .Calls<GetBatchResponse>(c => c.Batches.GetBatchAsync, (reply, run) => BatchView.Whole(reply, run));
}
