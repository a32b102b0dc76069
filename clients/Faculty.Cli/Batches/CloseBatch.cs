using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Batches;

internal static class CloseBatch
{
    public static Command Create(Words words) => new RequestCommand<CloseBatchRequest>(
            "close", words["take no further applications", "截止申报"], words,
            ("CODE", "code", "code of the batch", "批次代码"),
            ("--drop-drafts", "drop_drafts", "end its drafts; they stay otherwise, and are in nobody's way", "终结未提交的草稿；不选则保留，不影响后续"))
        .Does(null, async (request, run, ct) =>
        {
            var reply = await run.Connection.Batches.CloseBatchAsync(request, cancellationToken: ct);
            var code = BatchView.Written(reply, run);
            if (!run.Json && reply.DraftCount > 0)
            {
                run.Say(request.DropDrafts
                    ? run.Words[$"Drafts that end with it: {reply.DraftCount}.", $"随之终结的草稿：{reply.DraftCount} 份。"]
                    : run.Words[$"Drafts left, not submitted: {reply.DraftCount}.", $"尚有未提交的草稿：{reply.DraftCount} 份。"]);
            }
            return code;
        });
}
