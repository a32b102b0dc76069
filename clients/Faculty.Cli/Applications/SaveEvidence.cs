using System.CommandLine;
using System.Security.Cryptography;
using Faculty.Cli.Running;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Cli.Applications;

/// <summary>`applications evidence save ID`: fetches files into a folder. Each is on record; it bears its name only when it is what its digest says.</summary>
internal static class SaveEvidence
{
    public static Command Create(Words words)
    {
        var folder = new Option<string>("--out") { Description = words["folder to write into", "写入的文件夹"], Required = true };
        var file = Inputs.Text("--file", words["only this file", "仅此附件编号"]);
        var overwrite = Inputs.Overwrite(words);
        return new RequestCommand<GetApplicationRequest>(
                "save", words["fetch the files; who fetched them is on record", "下载附件；下载会留有查阅记录"], words,
                ("APPLICATION_ID", "application_id", "the application", "申请编号"))
            .With(folder, file, overwrite)
            .Does(null, async (request, run, ct) =>
            {
                var application = (await run.Connection.Applications.GetApplicationAsync(request, cancellationToken: ct)).Application;
                var wanted = run.Parse.GetValue(file);
                List<EvidenceFile> files = [.. EvidenceView.All(application).Where(f => wanted is null || f.FileId == wanted)];
                if (wanted is not null && files.Count == 0)
                {
                    throw new UsageException(words["The application has no such file.", "该申请没有这个附件。"]);
                }
                var total = files.Sum(f => f.SizeBytes);
                await run.WatchedAsync(async progressed =>
                {
                    var done = 0L;
                    foreach (var one in files)
                    {
                        var path = Path.Combine(run.Parse.GetRequiredValue(folder), NameOf(one, files));
                        ServerFile.MustBeNew(path, run.Parse.GetValue(overwrite), words);
                        await SaveAsync(application.ApplicationId, one, path, run, sent => progressed(words["fetching", "下载"], done + sent, total), ct);
                        done += one.SizeBytes;
                    }
                    return done;
                });
                run.Report(words[$"{files.Count} saved.", $"已下载 {files.Count} 个附件。"], ("files", files.Count));
                return ExitCode.Done;
            });
    }

    private static async Task SaveAsync(string applicationId, EvidenceFile one, string path, Run run, Action<long> progress, CancellationToken ct)
    {
        await using var target = new ServerFile(path);
        using var call = run.Connection.EvidenceFiles.DownloadEvidence(new() { ApplicationId = applicationId, FileId = one.FileId }, cancellationToken: ct);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var done = 0L;
        await foreach (var part in call.ResponseStream.ReadAllAsync(ct))
        {
            hash.AppendData(part.Content.Span);
            await target.AddAsync(part.Content, ct);
            progress(done += part.Content.Length);
        }
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != one.Sha256)
        {
            throw new UsageException(run.Words[$"The file {one.FileId} did not arrive as its digest says; nothing was saved of it.", $"附件 {one.FileId} 与其 SHA-256 不符，未保存。"]);
        }
        target.Whole();
    }

    // The server takes no names with folders; where files lie is ours to say all the same. Two of one name are told apart by their ids.
    private static string NameOf(EvidenceFile file, List<EvidenceFile> all)
    {
        var name = Path.GetFileName(file.FileName);
        return name.Length == 0 ? file.FileId : all.Exists(f => f != file && string.Equals(f.FileName, file.FileName, StringComparison.OrdinalIgnoreCase)) ? $"{file.FileId}-{name}" : name;
    }
}
