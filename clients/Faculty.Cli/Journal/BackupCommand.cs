using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Journal;

/// <summary>`faculty backup`: a consistent copy of the store as one file, while it serves.</summary>
internal static class BackupCommand
{
    public static Command Create(Words words)
    {
        var path = Inputs.Argument("FILE", words["file to write", "备份文件"]);
        return new Command("backup", words["back up the store while it serves", "在线备份"]) { path }.Does(words, async (run, ct) =>
        {
            await using var file = new ServerFile(run.Parse.GetRequiredValue(path));
            var end = new BackUpResponse();
            var (bytes, revision) = await run.WatchedAsync(async progressed =>
            {
                using var call = run.Connection.Store.BackUp(new(), cancellationToken: ct);
                var (done, at) = (0L, 0L);
                while (await call.ResponseStream.MoveNext(ct))
                {
                    var part = call.ResponseStream.Current;
                    await file.AddAsync(part.Content, ct);
                    end = part;
                    (done, at) = (done + part.Content.Length, Math.Max(at, part.Revision));
                    progressed(words["backing up", "备份"], done, part.TotalBytes);
                }
                return (done, at);
            });
            file.Whole();
            run.Report(
                words[$"{bytes} bytes, everything up to revision {revision}.", $"{bytes} 字节，包含至版本 {revision} 的全部内容。"],
                ("bytes", bytes), ("revision", revision), ("evidenceFiles", end.EvidenceFileCount));
            return DamagedFiles.Tell(end.DamagedEvidenceFileIds, run);
        });
    }
}
