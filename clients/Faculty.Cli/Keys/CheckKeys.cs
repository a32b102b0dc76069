using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Keys;

/// <summary>`faculty keys doctor`: are all keys there, safe and copied; ends with 1 when somebody has to do something.</summary>
internal static class CheckKeys
{
    public static Command Create(Words words) =>
        new Command("doctor", words["check every sealing key, the files and the copies; counts, no names", "检查加密密钥、文件权限与备份（仅计数）"]).Does(words, async (run, ct) =>
        {
            var found = await run.WatchedAsync(async progressed =>
            {
                using var call = run.Connection.SealingKeys.CheckKeys(new(), cancellationToken: ct);
                var last = new CheckKeysResponse();
                while (await call.ResponseStream.MoveNext(ct))
                {
                    last = call.ResponseStream.Current;
                    progressed(words["checking", "检查"], last.DoneCount, last.TotalCount);
                }
                return last;
            });
            if (run.Json)
            {
                run.WriteJson(found);
            }
            else
            {
                foreach (var line in Lines(found, words).Where(l => l.Length > 0))
                {
                    run.WriteLine(line);
                }
            }
            return found.Sound ? ExitCode.Done : ExitCode.Refused;
        });

    private static IEnumerable<string> Lines(CheckKeysResponse found, Words words)
    {
        yield return words[$"{found.ReadableCount} readable, {found.ErasedCount} erased.", $"可读 {found.ReadableCount}，已抹除 {found.ErasedCount}。"];
        yield return Need(found.UnreadableCount, words["unreadable: stop, bring back the newest copy of the keys; what no copy has is given up by the server program's lost-key TEACHER_ID", "个无法读取：请停机并恢复最新的密钥备份；所有备份均无的，用服务器程序的 lost-key 教师编号 声明遗失"]);
        yield return found.UnreadableTeacherIds.Count == 0 ? "" : $"  {string.Join(", ", found.UnreadableTeacherIds)}{(found.UnreadableCount > found.UnreadableTeacherIds.Count ? ", …" : "")}";
        yield return found.LostCount == 0 ? "" : words[$"{found.LostCount} declared lost.", $"已声明遗失 {found.LostCount}。"];
        yield return Need(found.UnfinishedErasureCount, words["erasures not finished: restart the server", "个抹除未完成：请重启服务器"]);
        yield return Need(found.HalfDamagedCount, words["with one damaged half: rotate the keys, look at the disk", "个密钥半边损坏：请轮换密钥并检查磁盘"]);
        yield return Need(found.ExposedFileCount, words["files that others may read: chmod -R go-rwx the directory of keys", "个文件他人可读：请收紧密钥目录权限（chmod -R go-rwx）"]);
        yield return found.OrphanCount == 0 ? "" : words[$"{found.OrphanCount} keys of nobody; harmless.", $"{found.OrphanCount} 个无主密钥，无害。"];
        yield return found.Versions.Count == 1 ? "" : words["A rotation is not complete: faculty keys rotate", "密钥轮换未完成：faculty keys rotate"];
        yield return found.RotationDue ? words["The sealing key is older than a year: faculty keys rotate", "加密密钥已超过一年：faculty keys rotate"] : "";
        var copied = found.CopyTime is null ? words["never", "从未"] : Dates.Of(found.CopyTime);
        yield return found.CopyDue
            ? words[$"A copy is due (last: {copied}, {found.UncopiedCount} keys since): faculty keys backup DIR; destroy copies older than 30 days.", $"需要备份（上次：{copied}，此后新增 {found.UncopiedCount} 个）：faculty keys backup 目录；销毁 30 天以前的备份。"]
            : words[$"Copied {copied}.", $"备份于 {copied}。"];
        yield return found.Sound ? words["Sound.", "完好。"] : "";
    }

    private static string Need(long count, string what) => count == 0 ? "" : $"{count} {what}";
}
