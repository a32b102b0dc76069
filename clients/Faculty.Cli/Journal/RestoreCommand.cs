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
                var restored = await Restore.RunAsync(file, run.Parse.GetRequiredValue(data), ct);
                run.Report(
                    words[
                        $"Restored {restored.Bytes} bytes, up to revision {restored.Revision}.",
                        $"已恢复 {restored.Bytes} 字节，至版本 {restored.Revision}。"],
                    ("bytes", restored.Bytes), ("revision", restored.Revision));
                return ExitCode.Done;
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
}
