using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Batches;

internal static class CancelBatch
{
    public static Command Create(Words words) => new RequestCommand<CancelBatchRequest>(
            "cancel", words["give a batch up before publicity; its applications end with it", "公示前取消批次，其申请随之终结"], words,
            ("CODE", "code", "code of the batch", "批次代码"),
            ("--why!", "explanation", "why, as applicants read it; no personal data", "原因，申请人可见；不得含个人信息"))
        .Does(null, async (request, run, ct) =>
        {
            var reply = await run.Connection.Batches.CancelBatchAsync(request, cancellationToken: ct);
            var code = BatchView.Written(reply, run);
            if (!run.Json)
            {
                run.Say(run.Words[$"Applications that end with it: {reply.WithdrawnCount}.", $"随之终结的申请：{reply.WithdrawnCount} 份。"]);
            }
            return code;
        });
}
