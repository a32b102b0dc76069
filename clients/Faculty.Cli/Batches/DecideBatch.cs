using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Batches;

internal static class DecideBatch
{
    public static Command Create(Words words) => new RequestCommand<DecideBatchRequest>(
            "decide", words["recognise what was public and is not objected to, all at once", "公布认定：公示期满且无异议的一次性认定"], words,
            ("CODE", "code", "code of the batch", "批次代码"),
            ("--document!", "document_number", "number of the document", "认定文号"),
            ("--effective", "effective_date", "first day of the recognitions; today when absent", "生效日期，默认今天"))
        .Does(null, async (request, run, ct) =>
        {
            var reply = await run.Connection.Batches.DecideBatchAsync(request, cancellationToken: ct);
            var code = BatchView.Written(reply, run);
            if (!run.Json)
            {
                run.Say(run.Words[$"{reply.RecognisedCount} recognised.", $"认定 {reply.RecognisedCount} 人。"]);
            }
            return code;
        });
}
