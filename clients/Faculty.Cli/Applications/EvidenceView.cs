using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

/// <summary>How evidence files are shown.</summary>
internal static class EvidenceView
{
    public static IEnumerable<EvidenceFile> FilesOf(Submission submission) => submission.Files.Concat(submission.Evidence.SelectMany(e => e.Files));

    /// <summary>Every file, each once: attached now, or shown by a submission.</summary>
    public static IEnumerable<EvidenceFile> All(Application application) => application.Files
        .Concat(application.FormerSubmissions.Append(application.Submission).OfType<Submission>().SelectMany(FilesOf))
        .DistinctBy(f => f.FileId);

    public static void Files(IEnumerable<EvidenceFile> files, Run run) => ApplicationView.Rows(
        files, f => Row(f, run.Words), run,
        run.Words["file", "附件"], run.Words["shows", "佐证对象"], run.Words["bytes", "字节"], run.Words["id", "附件编号"], "SHA-256");

    public static IEnumerable<string> Row(EvidenceFile file, Words words) =>
    [
        file.Erased ? words["erased", "已抹除"] : file.FileName,
        file.Fact is { } fact ? $"{words.Of(fact.Kind)} {fact.FactId}" : words["the whole", "整份申请"],
        $"{file.SizeBytes}", file.FileId, file.Sha256,
    ];
}
