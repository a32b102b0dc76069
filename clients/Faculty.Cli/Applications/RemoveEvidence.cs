using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

internal static class RemoveEvidence
{
    public static Command Create(Words words) => new RequestCommand<RemoveEvidenceRequest>(
            "remove", words["take a file out of a draft or of what was returned", "移除草稿或退回申请的附件"], words,
            ("APPLICATION_ID", "application_id", "the application", "申请编号"),
            ("FILE_ID", "file_id", "the file", "附件编号"))
        .Does(null, async (request, run, ct) => ApplicationView.Written(await run.Connection.EvidenceFiles.RemoveEvidenceAsync(request, cancellationToken: ct), run));
}
