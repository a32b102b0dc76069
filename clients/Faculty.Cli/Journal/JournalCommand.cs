using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Storage.Embedded;
using Faculty.V1;

namespace Faculty.Cli.Journal;

/// <summary>`faculty journal verify`: every byte of a journal against its hashes, in a directory or by the server that writes it.</summary>
internal static class JournalCommand
{
    public static Command Create(Words words)
    {
        var directory = new Argument<string?>("DIR")
        {
            Description = words[
                "data directory of a server that is stopped; without it the server verifies its own", "已停止服务器的数据目录；不填则由服务器自检"],
            Arity = ArgumentArity.ZeroOrOne,
        };
        var verify = new Command("verify", words["verify every byte of the journal", "校验日志的每个字节"]) { directory }.Does(words, (run, ct) =>
            run.Parse.GetValue(directory) is { } path ? OfflineAsync(path, run, ct) : ServedAsync(run, ct));
        return new("journal", words["the journal's own health", "日志校验"]) { verify };
    }

    private static async Task<int> OfflineAsync(string directory, Run run, CancellationToken ct)
    {
        if (!Directory.Exists(directory))
        {
            throw new UsageException(run.Words["There is no such directory.", "没有该目录。"]);
        }
        var report = await run.WatchedAsync(progressed => JournalVerifier.VerifyAsync(
            directory, new Told(p => progressed(run.Words["verifying", "校验"], p.Done, p.Total)), ct));
        if (report is { Segments: 0, Damage: null })
        {
            throw new UsageException(run.Words["There is no journal in that directory.", "该目录中没有日志。"]);
        }
        var told = new VerifyJournalResponse
        {
            Done = true,
            Entries = report.LastRevision,
            Bytes = report.Bytes,
            LastRevision = report.LastRevision,
            Damage = report.Damage?.Message ?? "",
            EvidenceFileCount = report.Attachments,
            DamagedEvidenceFileIds = { report.DamagedAttachments },
        };
        return Tell(told, run);
    }

    private static async Task<int> ServedAsync(Run run, CancellationToken ct)
    {
        using var call = run.Connection.Store.VerifyJournal(new(), cancellationToken: ct);
        var last = new VerifyJournalResponse();
        while (await call.ResponseStream.MoveNext(ct))
        {
            last = call.ResponseStream.Current;
        }
        return Tell(last, run);
    }

    private static int Tell(VerifyJournalResponse report, Run run)
    {
        if (run.Json)
        {
            run.WriteJson(report);
        }
        else if (report.Damage.Length > 0)
        {
            run.WriteLine(run.Words[$"Damaged: {report.Damage}", $"已损坏：{report.Damage}"]);
        }
        else
        {
            run.WriteLine(run.Words[
                $"Sound: {report.Bytes} bytes, up to revision {report.LastRevision}; {report.EvidenceFileCount} evidence files.", $"完好：{report.Bytes} 字节，至版本 {report.LastRevision}；佐证附件 {report.EvidenceFileCount} 个。"]);
        }
        return report.Damage.Length > 0 ? ExitCode.Refused : DamagedFiles.Tell(report.DamagedEvidenceFileIds, run);
    }

    /// <summary>Tells progress at once, where it is made.</summary>
    private sealed class Told(Action<JournalProgress> tell) : IProgress<JournalProgress>
    {
        public void Report(JournalProgress value) => tell(value);
    }
}
