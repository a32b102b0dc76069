using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Storage;
using Faculty.Storage.Embedded;

namespace Faculty.Cli.Journal;

/// <summary>`faculty restore`: a data directory out of a backup, verified before it gets its name; needs no server.</summary>
internal static class RestoreCommand
{
    public static Command Create(Words words)
    {
        var path = Inputs.Argument("FILE", words["backup to read", "备份文件"]);
        var data = new Option<string>("--data") { Description = words["new data directory", "新的数据目录"], Required = true };
        var command = new Command("restore", words["make a data directory out of a backup", "从备份恢复数据目录"]) { path, data };
        return command.Does(words, async (run, ct) =>
        {
            await using var file = File.OpenRead(run.Parse.GetRequiredValue(path));
            try
            {
                var folder = run.Parse.GetRequiredValue(data);
                var restored = await Restore.RunAsync(file, folder, ct);
                run.Report(
                    words[
                        $"Restored {restored.Bytes} bytes, up to revision {restored.Revision}.",
                        $"已恢复 {restored.Bytes} 字节，至版本 {restored.Revision}。"],
                    ("bytes", restored.Bytes), ("revision", restored.Revision), ("evidenceFiles", restored.Attachments));
                Tell($"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))}.keys", run);
                return DamagedFiles.Tell(restored.DamagedAttachments.Split(' ', StringSplitOptions.RemoveEmptyEntries), run);
            }
            catch (InvalidOperationException)
            {
                throw new UsageException(words["The data directory is not empty; restore into a new one.", "数据目录非空，请恢复到新目录。"]);
            }
            catch (StoreDamagedException damaged)
            {
                run.Say(words[$"The backup is damaged; nothing was restored. {damaged.Message}", $"备份已损坏，未恢复任何内容。{damaged.Message}"]);
                return ExitCode.Refused;
            }
        });
    }

    // A backup has no keys in it, and that is found out too late by whoever was not told.
    private static void Tell(string keys, Run run)
    {
        var words = run.Words;
        run.Say(File.Exists(Path.Combine(keys, "ring"))
            ? words[$"The server will take the keys in {keys}: they must be the newest copy of the keys of this registry.", $"服务器将使用 {keys} 中的密钥，须为本登记系统最新的密钥备份。"]
            : words[
                $"Still missing: the keys. Put the newest copy of the keys there before the start: cp -rp COPY {keys} (or start with --keys).",
                $"还缺密钥：启动前请放入最新的密钥备份：cp -rp 备份 {keys}（或启动时用 --keys 指定）。"]);
        run.Say(words[
            "Without them, or with a copy that is older than this backup's newest person, the server does not start; names, birth dates, ID numbers and phones without a key stay unreadable for ever.",
            "没有密钥，或密钥备份早于此数据备份中最后新增的人员，服务器无法启动；没有密钥的姓名、出生日期、证件号码和手机将永久无法读取。"]);
    }
}
