using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Batches;

internal static class AnnounceBatch
{
    public static Command Create(Words words) => new RequestCommand<AnnounceBatchRequest>(
            "announce", words["make public what every tier has passed", "公示各级评审通过的名单"], words,
            ("CODE", "code", "code of the batch", "批次代码"),
            ("--first", "first_date", "first day of publicity; today when absent", "公示首日，默认今天"))
        .Does(null, async (request, run, ct) => BatchView.Written(
            await run.Connection.Batches.AnnounceBatchAsync(request, cancellationToken: ct), run));
}
